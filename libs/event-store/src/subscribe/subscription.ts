import { LogRewound, StoreUnavailable } from '../errors.js';
import type { Position, RecordedEvent } from '../event.js';
import type { SubscriptionPlace } from '../observer.js';
import type { LogReader } from '../read/log-reader.js';
import type { LogWatch } from './log-watch.js';

export interface SubscribeOptions {
  /** Ends the subscription. */
  readonly signal: AbortSignal;
  /** Events of a page at most. */
  readonly limit?: number;
  /** Epoch of the log under which the checkpoint was made, when the reader keeps it. */
  readonly epoch?: string;
  /** Whose it is, for metrics: bounded in number, such as the name of a projection. Default `unnamed`. */
  readonly name?: string;
}

export interface SubscriptionContext {
  readonly reader: LogReader;
  readonly watch: LogWatch;
  /** Milliseconds after which the log is read even without a wake-up. */
  readonly pollInterval: number;
  readonly onWarning: (error: Error) => void;
  /** The subscriptions that run. */
  readonly places: Set<SubscriptionPlace>;
}

const DEFAULT_LIMIT = 500;

/**
 * Pages of events after `after`, first those that are there, then each as it comes. A database that is away is
 * waited for.
 * @throws UnknownEvent at an event this release cannot read, after everything before it was given.
 * @throws LogRewound when the checkpoint is beyond the log's end or of another epoch.
 */
export async function* subscription(
  context: SubscriptionContext,
  after: Position,
  options: SubscribeOptions,
): AsyncGenerator<readonly RecordedEvent[], void, undefined> {
  const place = { name: options.name ?? 'unnamed', position: after };
  context.places.add(place);
  try {
    yield* pages(context, options, place);
  } finally {
    context.places.delete(place);
  }
}

async function* pages(
  context: SubscriptionContext,
  options: SubscribeOptions,
  place: { position: Position },
): AsyncGenerator<readonly RecordedEvent[], void, undefined> {
  const { watch, pollInterval } = context;
  const { signal, limit = DEFAULT_LIMIT } = options;
  watch.start();
  let inDoubt = true;
  let ahead: Promise<readonly RecordedEvent[] | undefined> | undefined;
  while (!signal.aborted) {
    // Counted before reading: a signal while the page is read makes the wait below return at once.
    const seen = watch.signals;
    const page = await (ahead ??
      patiently(context, async () => {
        if (inDoubt) await assertNotRewound(context.reader, place.position, options.epoch);
        return context.reader.after(place.position, limit);
      }));
    ahead = undefined;
    const last = page?.at(-1);
    if (page === undefined || last === undefined) {
      await watch.wait(seen, pollInterval, signal);
      inDoubt = watch.signals === seen;
    } else {
      inDoubt = false;
      if (page.length === limit) ahead = readAhead(context, last.position, limit);
      yield page;
      // Only now: the reader that asks for more has done with this page.
      place.position = last.position;
    }
  }
}

/** Reads the next page while the reader is still at work on the one before it. */
function readAhead(
  context: SubscriptionContext,
  after: Position,
  limit: number,
): Promise<readonly RecordedEvent[] | undefined> {
  const page = patiently(context, () => context.reader.after(after, limit));
  // Whoever asks for the page hears of its error; nobody may ask.
  page.catch(() => undefined);
  return page;
}

/** Undefined when the log cannot be read just now. */
async function patiently<T>(context: SubscriptionContext, work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error;
    context.onWarning(error);
    return undefined;
  }
}

async function assertNotRewound(
  reader: LogReader,
  position: Position,
  epoch: string | undefined,
): Promise<void> {
  const head = await reader.head();
  if (position > head.position) {
    throw new LogRewound(
      position,
      head.position,
      'it lies beyond the end; was the log restored from a backup?',
    );
  }
  if (epoch !== undefined && epoch !== head.epoch) {
    throw new LogRewound(
      position,
      head.position,
      'it was made before the log was restored: start again from 0',
    );
  }
}
