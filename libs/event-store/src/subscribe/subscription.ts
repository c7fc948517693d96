import { LogRewound, StoreUnavailable } from '../errors.js';
import type { Position, RecordedEvent } from '../event.js';
import type { LogReader } from '../read/log-reader.js';
import type { LogWatch } from './log-watch.js';

export interface SubscribeOptions {
  /** Ends the subscription. */
  readonly signal: AbortSignal;
  /** Events of a page at most. */
  readonly limit?: number;
  /** Epoch of the log under which the checkpoint was made, when the reader keeps it. */
  readonly epoch?: string;
}

export interface SubscriptionContext {
  readonly reader: LogReader;
  readonly watch: LogWatch;
  /** Milliseconds after which the log is read even without a wake-up. */
  readonly pollInterval: number;
  readonly onWarning: (error: Error) => void;
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
  const { watch, pollInterval } = context;
  const { signal, limit = DEFAULT_LIMIT } = options;
  watch.start();
  let position = after;
  let inDoubt = true;
  while (!signal.aborted) {
    // Counted before reading: a signal while the page is read makes the wait below return at once.
    const seen = watch.signals;
    const page = await patiently(context, async () => {
      if (inDoubt) await assertNotRewound(context.reader, position, options.epoch);
      return context.reader.after(position, limit);
    });
    const last = page?.at(-1);
    if (page === undefined || last === undefined) {
      await watch.wait(seen, pollInterval, signal);
      inDoubt = watch.signals === seen;
    } else {
      inDoubt = false;
      position = last.position;
      yield page;
    }
  }
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
