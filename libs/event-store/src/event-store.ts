import type pg from 'pg';
import { AppendQueue } from './append/append-queue.js';
import { prepareAppend, type PreparedAppend } from './append/prepare.js';
import type { AppendRequest, AppendResult } from './append/request.js';
import { parseNote, resultOf } from './append/result.js';
import type { EventCatalogue } from './catalogue.js';
import { StateCache } from './command/state-cache.js';
import { Turns } from './command/turns.js';
import type { FoundCommand } from './found-command.js';
import type { Position, RecordedEvent, StoredEvent } from './event.js';
import { Importer } from './import/importer.js';
import { SILENT, type StoreObserver, type SubscriptionPlace } from './observer.js';
import { LogReader } from './read/log-reader.js';
import { LogWatch } from './subscribe/log-watch.js';
import { subscription, type SubscribeOptions } from './subscribe/subscription.js';

export interface EventStoreOptions {
  /**
   * Connections as the product's role, for the store alone, pipelined so that batches need not wait for each other;
   * the caller ends it after the store is closed.
   */
  readonly pool: pg.Pool;
  /** Makes a connection for LISTEN; the store ends it. */
  readonly connectListener: () => Promise<pg.Client>;
  readonly catalogue: EventCatalogue;
  /** Appends that may wait; beyond it callers get StoreBusy. Default 10,000. */
  readonly maxQueued?: number;
  /** Batches on their way at a time. Default 2. */
  readonly maxInFlight?: number;
  /** Milliseconds to wait for the answer to an append before its outcome counts as unknown. Default 15,000. */
  readonly answerTimeout?: number;
  /** Milliseconds after which subscribers read even if no wake-up came. Default 1,000. */
  readonly pollInterval?: number;
  /** Streams whose rehydrated state runCommand keeps. Default 10,000. */
  readonly cachedStates?: number;
  /** Told of what was overcome and may interest an operator, such as a lost listener. */
  readonly onWarning?: (error: Error) => void;
  /** Told what the store does, for metrics. */
  readonly observer?: StoreObserver;
  /** Called at each step of a command, for crash tests: command-decided, append-before-send, append-after-send, append-answered, command-answered. */
  readonly failPoint?: (step: string) => void;
}

export interface ReadStreamOptions {
  /** Default 1. */
  readonly fromVersion?: number;
  /** Default: the last. */
  readonly toVersion?: number;
  /** Events at most. */
  readonly limit?: number;
}

const LAST_VERSION = 2 ** 31 - 1;
const STREAM_PAGE = 1_000;
const DEFAULT_CHUNK_EVENTS = 2_000;

/** The log: append-only streams of events in one order of positions. */
export class EventStore {
  /** For runCommand. @internal */
  readonly states: StateCache;
  /** For runCommand. @internal */
  readonly turns: Turns;
  /** For runCommand. @internal */
  readonly failPoint: (step: string) => void;
  readonly #queue: AppendQueue;
  readonly #reader: LogReader;
  readonly #watch: LogWatch;
  readonly #catalogue: EventCatalogue;
  readonly #importer: Importer;
  readonly #pollInterval: number;
  readonly #places = new Set<SubscriptionPlace>();
  readonly #onWarning: (error: Error) => void;

  constructor(options: EventStoreOptions) {
    const { pool, catalogue, maxQueued = 10_000, maxInFlight = 2, answerTimeout = 15_000 } = options;
    const observer = options.observer ?? SILENT;
    this.failPoint = options.failPoint ?? (() => undefined);
    this.#onWarning = options.onWarning ?? (() => undefined);
    this.#catalogue = catalogue;
    this.#pollInterval = options.pollInterval ?? 1_000;
    this.#reader = new LogReader(pool, catalogue, observer);
    this.#queue = new AppendQueue({
      ...{ pool, maxQueued, maxInFlight, answerTimeout, observer, failPoint: this.failPoint },
    });
    this.#watch = new LogWatch({ connect: options.connectListener, onWarning: this.#onWarning });
    this.#importer = new Importer({
      ...{ pool, catalogue, answerTimeout, observer },
      append: (append) => this.#append(append),
      onAppended: () => this.#watch.wake(),
    });
    this.states = new StateCache(options.cachedStates ?? 10_000);
    this.turns = new Turns(maxQueued);
  }

  /**
   * Appends one command's events, all or none, in one round trip shared with other appends of this process.
   * @throws EventRefused before anything is sent; StoreBusy, StoreUnavailable: nothing was written; OutcomeUnknown:
   *   repeat with the same command id.
   */
  async append(request: AppendRequest): Promise<AppendResult> {
    return this.#append(prepareAppend(request, this.#catalogue));
  }

  async #append(append: PreparedAppend): Promise<AppendResult> {
    const verdict = await this.#queue.push(append);
    if (verdict.kind === 'appended' && append.eventCount > 0) this.#watch.wake();
    if (verdict.kind !== 'duplicate') return resultOf(append, verdict);
    const events = await this.#reader.appended(verdict.first, verdict.last);
    return { kind: 'duplicate', position: verdict.last, events, note: parseNote(verdict.note) };
  }

  /**
   * Loads many appends in order, in chunks of about `chunkEvents` events (at most 10,000), with the guarantees of
   * `append` and much faster than one append after the other. Gives for each request, in order, what `append` would have
   * answered.
   * A load that ended early, by whatever cause, is given again from its beginning or any earlier request: what is in
   * the log is answered as duplicate.
   * @throws EventRefused at a request that breaks a limit, once those before it are answered; StoreUnavailable,
   *   OutcomeUnknown: requests not answered yet may or may not have been appended, repeat them.
   */
  importAppends(
    requests: AsyncIterable<AppendRequest> | Iterable<AppendRequest>,
    { chunkEvents = DEFAULT_CHUNK_EVENTS }: { readonly chunkEvents?: number } = {},
  ): AsyncGenerator<AppendResult, void, undefined> {
    return this.#importer.run(requests, chunkEvents);
  }

  /** Events of a stream in order of version; nothing for a stream that does not exist. */
  async *readStream(
    stream: string,
    options: ReadStreamOptions = {},
  ): AsyncGenerator<RecordedEvent, void, undefined> {
    const { fromVersion = 1, toVersion = LAST_VERSION, limit = Infinity } = options;
    let after = fromVersion - 1;
    let left = limit;
    while (left > 0) {
      const wanted = Math.min(STREAM_PAGE, left);
      const page = await this.#reader.stream(stream, after, toVersion, wanted);
      yield* page;
      left -= page.length;
      const last = page.at(-1);
      if (last === undefined || page.length < wanted) return;
      after = last.version;
    }
  }

  /**
   * At most `limit` (5,000) events after `position`, in order. Ends before an event this release cannot read.
   * @throws UnknownEvent when that event is the first.
   */
  readAfter(position: Position, limit: number): Promise<readonly RecordedEvent[]> {
    return this.#reader.after(position, limit);
  }

  /**
   * Pages of all events up to a position, in order of stream and then version, whatever their positions: for models
   * that are built anew. The next page is read while one is worked on.
   * @throws UnknownEvent when this release cannot read one.
   */
  async *readByStream(
    upTo: Position,
    limit: number,
  ): AsyncGenerator<readonly RecordedEvent[], void, undefined> {
    const pageAfter = (last: { readonly stream: string; readonly version: number }) => {
      const page = this.#reader.byStream(last, upTo, limit);
      // Whoever asks for the page hears of its error; nobody may ask.
      page.catch(() => undefined);
      return page;
    };
    let page = await pageAfter({ stream: '', version: 0 });
    for (let last = page.at(-1); last !== undefined; last = page.at(-1)) {
      const next = pageAfter(last);
      yield page;
      page = await next;
    }
  }

  /** At most `limit` (5,000) rows after `position` as they are stored: for audit. */
  readStored(position: Position, limit: number): Promise<readonly StoredEvent[]> {
    return this.#reader.storedAfter(position, limit);
  }

  /**
   * Pages of events after `after`, never empty: first those that are there, then each as it is appended. Ends when
   * the signal aborts; waits while the database is away.
   * @throws UnknownEvent, LogRewound while iterating.
   */
  subscribe(after: Position, options: SubscribeOptions): AsyncIterable<readonly RecordedEvent[]> {
    const context = {
      reader: this.#reader,
      watch: this.#watch,
      pollInterval: this.#pollInterval,
      places: this.#places,
      onWarning: this.#onWarning,
    };
    return subscription(context, after, options);
  }

  /** Position of the last event; 0 for an empty log. */
  async head(): Promise<Position> {
    return (await this.#reader.head()).position;
  }

  /** Identity of this log's history: an operator renews it after restoring an older state. */
  async epoch(): Promise<string> {
    return (await this.#reader.head()).epoch;
  }

  /** What a command was answered, if it was ever accepted. */
  async findCommand(commandId: string): Promise<FoundCommand | undefined> {
    const found = await this.#reader.command(commandId);
    if (found === undefined) return undefined;
    const events = await this.#reader.appended(found.first, found.last);
    return { fingerprint: found.fingerprint, position: found.last, events, note: parseNote(found.note) };
  }

  /** Those of the keys that some stream holds, with that stream. */
  async findClaims(keys: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return keys.length === 0 ? new Map() : new Map(await this.#reader.claims(keys));
  }

  /** Appends that wait for their turn in this process. */
  get queueDepth(): number {
    return this.#queue.depth;
  }

  /** Subscriptions that run in this process, and how far each has come. */
  get subscriptions(): readonly SubscriptionPlace[] {
    return [...this.#places];
  }

  /** Answers the appends taken so far, refuses new ones, and ends the listener. */
  async close(): Promise<void> {
    await this.#queue.close();
    await this.#watch.close();
  }
}
