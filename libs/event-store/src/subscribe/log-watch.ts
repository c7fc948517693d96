import type pg from 'pg';
import { CHANNEL } from '../append/announcements.js';

const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 5_000;

export interface LogWatchOptions {
  /** A connection of its own, as the product's role; the watch ends it. */
  readonly connect: () => Promise<pg.Client>;
  readonly onWarning: (error: Error) => void;
}

/**
 * Hears of appends: by NOTIFY from any process and by `wake` from this one. It only says that something may have
 * happened; whoever waits reads the log again. A lost connection is made anew, and wakes everybody, since
 * notifications in between are gone.
 */
export class LogWatch {
  #signals = 0;
  #waiters = new Set<() => void>();
  #client: pg.Client | undefined;
  #running: Promise<void> | undefined;
  #closed = new AbortController();

  constructor(private readonly options: LogWatchOptions) {}

  /** Count of signals so far: take it before reading, give it to `wait` after. */
  get signals(): number {
    return this.#signals;
  }

  /** Starts listening; a second call does nothing. */
  start(): void {
    this.#running ??= this.#listen();
  }

  wake(): void {
    this.#signals += 1;
    for (const waiter of [...this.#waiters]) waiter();
  }

  /** Resolves at once when there was a signal since `seen`, else at the next, after `timeout` ms, or on abort. */
  wait(seen: number, timeout: number, signal: AbortSignal): Promise<void> {
    if (this.#signals !== seen || signal.aborted || this.#closed.signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.#waiters.delete(done);
        signal.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, timeout);
      this.#waiters.add(done);
      signal.addEventListener('abort', done, { once: true });
    });
  }

  async close(): Promise<void> {
    this.#closed.abort();
    this.wake();
    await this.#client?.end().catch(() => undefined);
    await this.#running;
  }

  async #listen(): Promise<void> {
    let pause = FIRST_PAUSE;
    while (!this.#closed.signal.aborted) {
      try {
        await this.#listenOnce(() => (pause = FIRST_PAUSE));
      } catch (error) {
        if (this.#closed.signal.aborted) return;
        this.options.onWarning(error as Error);
      }
      await delay(pause, this.#closed.signal);
      pause = Math.min(LONGEST_PAUSE, pause * 2);
    }
  }

  /** Listens until the connection is gone. */
  async #listenOnce(onListening: () => void): Promise<void> {
    const client = await this.options.connect();
    const gone = new Promise<void>((resolve) => {
      client.once('end', resolve);
      client.once('error', () => resolve());
    });
    this.#client = client;
    try {
      if (this.#closed.signal.aborted) return;
      client.on('notification', () => this.wake());
      await client.query(`LISTEN ${CHANNEL}`);
      onListening();
      this.wake();
      await gone;
    } finally {
      this.#client = undefined;
      await client.end().catch(() => undefined);
    }
  }
}

function delay(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(done, milliseconds);
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done, { once: true });
  });
}
