import type pg from 'pg';
import { StoreBusy } from '../errors.js';
import { lease, type Lease } from '../lease.js';
import { countOutcomes, outcomeOfError, type StoreObserver } from '../observer.js';
import { callAppend, type Verdict } from './batch-call.js';
import { failureOf, NOT_REPLICATED, notReplicated } from './outcome.js';
import type { PreparedAppend } from './prepare.js';

export interface AppendQueueOptions {
  readonly pool: pg.Pool;
  /** Appends that may wait; one more is refused. */
  readonly maxQueued: number;
  /** Batches on their way at a time: while Postgres writes one to disk, the next is being read and parsed. */
  readonly maxInFlight: number;
  /** Milliseconds to wait for the answer to a batch. */
  readonly answerTimeout: number;
  readonly observer: StoreObserver;
}

const MAX_BATCH_APPENDS = 256;
const MAX_BATCH_EVENTS = 1_000;
const MAX_BATCH_BYTES = 4 * 1024 * 1024;

interface Waiting {
  readonly append: PreparedAppend;
  readonly resolve: (verdict: Verdict) => void;
  readonly reject: (error: Error) => void;
}

/** Group commit: appends that wait at the same time go to Postgres in one call, each with its own verdict. */
export class AppendQueue {
  #waiting: Waiting[] = [];
  #inFlight = 0;
  #scheduled = false;
  #closing = false;
  #whenIdle: (() => void)[] = [];

  constructor(private readonly options: AppendQueueOptions) {}

  /** Appends that wait or are on their way. */
  get depth(): number {
    return this.#waiting.length;
  }

  /** @throws StoreBusy when the queue is full or closing. */
  push(append: PreparedAppend): Promise<Verdict> {
    if (this.#closing) return this.#busy('the log is closing');
    if (this.#waiting.length >= this.options.maxQueued) {
      return this.#busy(`${this.#waiting.length} appends wait already`);
    }
    return new Promise((resolve, reject) => {
      this.#waiting.push({ append, resolve, reject });
      this.#schedule();
    });
  }

  /** Takes no more appends; resolves when those taken are answered. */
  close(): Promise<void> {
    this.#closing = true;
    return new Promise((resolve) => {
      this.#whenIdle.push(resolve);
      this.#settleIfIdle();
    });
  }

  #busy(reason: string): Promise<never> {
    this.options.observer.answered('busy', 1);
    return Promise.reject(new StoreBusy(reason));
  }

  // One turn of the event loop later, so that appends of the same turn share a call.
  #schedule(): void {
    if (this.#scheduled || this.#inFlight >= this.options.maxInFlight) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#pump();
    });
  }

  #pump(): void {
    while (this.#waiting.length > 0 && this.#inFlight < this.options.maxInFlight) {
      const batch = this.#takeBatch();
      this.#inFlight += 1;
      void this.#send(batch).finally(() => {
        this.#inFlight -= 1;
        this.#schedule();
        this.#settleIfIdle();
      });
    }
  }

  // es.append wants a command id and a claimed key once in a batch: the second waits for the next.
  #takeBatch(): Waiting[] {
    const ids = new Set<string>();
    const claims = new Set<string>();
    let events = 0;
    let bytes = 0;
    let count = 0;
    for (const { append } of this.#waiting) {
      events += append.eventCount;
      bytes += append.bytes;
      const full = count === MAX_BATCH_APPENDS || events > MAX_BATCH_EVENTS || bytes > MAX_BATCH_BYTES;
      const repeats = ids.has(append.commandId) || append.claims.some((key) => claims.has(key));
      if (count > 0 && (full || repeats)) break;
      ids.add(append.commandId);
      for (const key of append.claims) claims.add(key);
      count += 1;
    }
    return this.#waiting.splice(0, count);
  }

  async #send(batch: readonly Waiting[]): Promise<void> {
    let connection: Lease;
    try {
      connection = await lease(this.options.pool);
    } catch (error) {
      this.#fail(batch, error as Error);
      return;
    }
    const again = await this.#call(connection, batch);
    for (const one of again) await this.#send([one]);
  }

  /** Answers the batch, and gives back those that are to be tried one by one. */
  async #call({ client, release }: Lease, batch: readonly Waiting[]): Promise<readonly Waiting[]> {
    let replicated = true;
    const onNotice = (notice: { code?: string | undefined }) => {
      if (notice.code === NOT_REPLICATED) replicated = false;
    };
    client.on('notice', onNotice);
    try {
      const appends = batch.map(({ append }) => append);
      const verdicts = await this.#timed(appends, () =>
        callAppend(client, appends, this.options.answerTimeout),
      );
      client.off('notice', onNotice);
      release(false);
      if (!replicated) {
        this.#fail(batch, notReplicated());
        return [];
      }
      countOutcomes(
        this.options.observer,
        verdicts.map(({ kind }) => kind),
      );
      for (const [index, { resolve, reject }] of batch.entries()) {
        const verdict = verdicts[index];
        if (verdict === undefined) reject(new TypeError('es.append answered fewer than it was asked'));
        else resolve(verdict);
      }
      return [];
    } catch (cause) {
      const failure = failureOf(cause);
      client.off('notice', onNotice);
      release(failure.broken);
      if (failure.splits && batch.length > 1) return batch;
      this.#fail(batch, failure.error);
      return [];
    }
  }

  #fail(batch: readonly Waiting[], error: Error): void {
    this.options.observer.answered(outcomeOfError(error), batch.length);
    for (const { reject } of batch) reject(error);
  }

  async #timed<T>(appends: readonly PreparedAppend[], call: () => Promise<T>): Promise<T> {
    const began = performance.now();
    try {
      return await call();
    } finally {
      const events = appends.reduce((sum, { eventCount }) => sum + eventCount, 0);
      const seconds = (performance.now() - began) / 1_000;
      this.options.observer.batch({ appends: appends.length, events, seconds });
    }
  }

  #settleIfIdle(): void {
    if (this.#inFlight > 0 || this.#waiting.length > 0) return;
    for (const resolve of this.#whenIdle.splice(0)) resolve();
  }
}
