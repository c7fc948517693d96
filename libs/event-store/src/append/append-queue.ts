import type pg from 'pg';
import { StoreBusy } from '../errors.js';
import { Announcements } from './announcements.js';
import { countOutcomes, outcomeOfError, type StoreObserver } from '../observer.js';
import { callAppend, type Verdict } from './batch-call.js';
import { failureOf, notReplicated } from './outcome.js';
import type { PreparedAppend } from './prepare.js';
import { SharedConnection, type Use } from './shared-connection.js';

export interface AppendQueueOptions {
  readonly pool: pg.Pool;
  /** Appends that may wait; one more is refused. */
  readonly maxQueued: number;
  /** Batches on their way at a time: while Postgres writes one to disk, the next is being read and parsed. */
  readonly maxInFlight: number;
  /** Milliseconds to wait for the answer to a batch. */
  readonly answerTimeout: number;
  readonly observer: StoreObserver;
  readonly failPoint: (step: string) => void;
}

const ANNOUNCE_EVERY = 5;
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
  #sent = 0;
  #scheduled = false;
  #closing = false;
  #whenIdle: (() => void)[] = [];
  readonly #announcements: Announcements;
  readonly #connection: SharedConnection;

  constructor(private readonly options: AppendQueueOptions) {
    this.#announcements = new Announcements(options.pool, ANNOUNCE_EVERY);
    this.#connection = new SharedConnection(options.pool);
  }

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
  async close(): Promise<void> {
    this.#closing = true;
    await new Promise<void>((resolve) => {
      this.#whenIdle.push(resolve);
      this.#settleIfIdle();
    });
    await this.#announcements.close();
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
      this.#sent += batch.length;
      void this.#send(batch).finally(() => {
        this.#inFlight -= 1;
        this.#sent -= batch.length;
        this.#schedule();
        this.#settleIfIdle();
      });
    }
  }

  // Each of the batches on their way gets its share, or all would go in one and Postgres and this process wait for
  // each other in turn. es.append wants a command id and a claimed key once in a batch: the second waits for the next.
  #takeBatch(): Waiting[] {
    const share = Math.ceil((this.#waiting.length + this.#sent) / this.options.maxInFlight);
    const limit = Math.min(MAX_BATCH_APPENDS, share);
    const ids = new Set<string>();
    const claims = new Set<string>();
    let events = 0;
    let bytes = 0;
    let count = 0;
    for (const { append } of this.#waiting) {
      events += append.eventCount;
      bytes += append.bytes;
      const full = count === limit || events > MAX_BATCH_EVENTS || bytes > MAX_BATCH_BYTES;
      const repeats = ids.has(append.commandId) || append.claims.some((key) => claims.has(key));
      if (count > 0 && (full || repeats)) break;
      ids.add(append.commandId);
      for (const key of append.claims) claims.add(key);
      count += 1;
    }
    return this.#waiting.splice(0, count);
  }

  async #send(batch: readonly Waiting[]): Promise<void> {
    let use: Use;
    try {
      use = await this.#connection.use();
    } catch (error) {
      this.#fail(batch, error as Error);
      return;
    }
    const again = await this.#call(use, batch);
    for (const one of again) await this.#send([one]);
  }

  /** Answers the batch, and gives back those that are to be tried one by one. */
  async #call(use: Use, batch: readonly Waiting[]): Promise<readonly Waiting[]> {
    const notify = this.#announcements.carries();
    const { answerTimeout, failPoint } = this.options;
    failPoint('append-before-send');
    try {
      const verdicts = await this.#timed(
        batch.map(({ append }) => append),
        (appends) => {
          const answer = callAppend(use.client, appends, { notify, answerTimeout });
          failPoint('append-after-send');
          return answer;
        },
      );
      failPoint('append-answered');
      use.end(false);
      if (!notify) this.#announcements.owe();
      if (use.isReplicated()) this.#answer(batch, verdicts);
      else this.#fail(batch, notReplicated());
      return [];
    } catch (cause) {
      const failure = failureOf(cause);
      use.end(failure.broken);
      if (failure.splits && batch.length > 1) return batch;
      this.#fail(batch, failure.error);
      return [];
    }
  }

  #answer(batch: readonly Waiting[], verdicts: readonly Verdict[]): void {
    countOutcomes(
      this.options.observer,
      verdicts.map(({ kind }) => kind),
    );
    for (const [index, { resolve, reject }] of batch.entries()) {
      const verdict = verdicts[index];
      if (verdict === undefined) reject(new TypeError('es.append answered fewer than it was asked'));
      else resolve(verdict);
    }
  }

  #fail(batch: readonly Waiting[], error: Error): void {
    this.options.observer.answered(outcomeOfError(error), batch.length);
    for (const { reject } of batch) reject(error);
  }

  async #timed<T>(
    appends: readonly PreparedAppend[],
    call: (appends: readonly PreparedAppend[]) => Promise<T>,
  ): Promise<T> {
    const began = performance.now();
    try {
      return await call(appends);
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
