import type { EventStore, RecordedEvent } from '#event-store';
import type { Logger } from '#platform';

type Log = Pick<EventStore, 'head' | 'readAfter' | 'subscribe'>;

const KEPT = 2_000;
const PAGE = 500;
const RETRY_AFTER = 1_000;

export interface FollowOptions {
  /** Ends the following. */
  readonly signal: AbortSignal;
  /** Milliseconds without an event after which an empty page is given, so that the caller can send a sign of life. */
  readonly idle: number;
}

/**
 * One subscription to the log for all followers of this process. A follower is a place in the log and nothing
 * more: recent events come from memory, older ones from the log, so a slow follower costs no queue.
 */
export class LiveFeed {
  private position = 0n;
  private recent: RecordedEvent[] = [];
  private readonly stopped = new AbortController();
  private wake = signalOnce();
  private running: Promise<void> | undefined;

  constructor(
    private readonly log: Log,
    private readonly logger: Logger,
  ) {}

  /** Position of the newest event that this process knows of. */
  get head(): bigint {
    return this.position;
  }

  /** Begins at the head of the log; resolves when it is known. */
  async start(): Promise<void> {
    this.position = await this.log.head();
    this.running = this.run();
  }

  /** Ends all followers. */
  async stop(): Promise<void> {
    this.stopped.abort();
    this.wake.done();
    await this.running;
  }

  /** Takes note of a position that a command of this process returned, before the subscription brings it. */
  saw(position: bigint): void {
    if (position > this.seen) this.seen = position;
  }

  private seen = 0n;

  /** Newest position known from the subscription or from a command of this process. */
  get newest(): bigint {
    return this.seen > this.position ? this.seen : this.position;
  }

  /** Pages of events after `after`, in order, without gap or double; an empty page after each idle time. */
  async *follow(after: bigint, options: FollowOptions): AsyncGenerator<readonly RecordedEvent[]> {
    const ended = AbortSignal.any([options.signal, this.stopped.signal]);
    let at = after;
    while (!ended.aborted) {
      if (at >= this.position) {
        const woken = await this.wake.within(options.idle, ended);
        if (!woken && !ended.aborted) yield [];
        continue;
      }
      const page = await this.pageAfter(at);
      const last = page.at(-1);
      if (last === undefined) continue;
      at = last.position;
      yield page;
    }
  }

  private async pageAfter(at: bigint): Promise<readonly RecordedEvent[]> {
    const first = this.recent[0];
    if (first === undefined || at + 1n < first.position) return this.log.readAfter(at, PAGE);
    return this.recent.slice(Number(at + 1n - first.position)).slice(0, PAGE);
  }

  private async run(): Promise<void> {
    const { signal } = this.stopped;
    while (!signal.aborted) {
      try {
        const pages = this.log.subscribe(this.position, { signal, name: 'live-stream' });
        for await (const events of pages) this.take(events);
      } catch (error) {
        this.logger.warn(
          { event: 'stream.interrupted', err: error },
          'the live stream lost the log and tries again',
        );
        await this.wake.within(RETRY_AFTER, signal);
      }
    }
  }

  private take(events: readonly RecordedEvent[]): void {
    this.recent = [...this.recent, ...events].slice(-KEPT);
    this.position = events.at(-1)?.position ?? this.position;
    const { done } = this.wake;
    this.wake = signalOnce();
    done();
  }
}

interface Once {
  readonly done: () => void;
  /** Whether `done` was called within the time; false also when `ended` aborts. */
  within(milliseconds: number, ended: AbortSignal): Promise<boolean>;
}

function signalOnce(): Once {
  const waiting = new Set<(woken: boolean) => void>();
  return {
    done: () => {
      for (const tell of waiting) tell(true);
    },
    within: (milliseconds, ended) =>
      new Promise((resolve) => {
        if (ended.aborted) return resolve(false);
        const finish = (woken: boolean) => {
          clearTimeout(timer);
          ended.removeEventListener('abort', give);
          waiting.delete(finish);
          resolve(woken);
        };
        const give = () => finish(false);
        const timer = setTimeout(give, milliseconds);
        ended.addEventListener('abort', give);
        waiting.add(finish);
      }),
  };
}
