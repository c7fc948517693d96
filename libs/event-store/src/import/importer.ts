import type pg from 'pg';
import { failureOf, NOT_REPLICATED, notReplicated } from '../append/outcome.js';
import type { PreparedAppend } from '../append/prepare.js';
import type { AppendRequest, AppendResult } from '../append/request.js';
import { resultOf } from '../append/result.js';
import type { EventCatalogue } from '../catalogue.js';
import { lease, type Lease } from '../lease.js';
import { countOutcomes, outcomeOfError, type StoreObserver } from '../observer.js';
import { chunksOf } from './chunks.js';
import { callImport, isOtherState, type Placed } from './import-call.js';
import { ImportReader } from './import-reader.js';
import { apartGroups } from './apart-groups.js';

export interface ImporterOptions {
  readonly pool: pg.Pool;
  readonly catalogue: EventCatalogue;
  readonly answerTimeout: number;
  readonly observer: StoreObserver;
  /** The ordinary way, for what a chunk cannot have as a whole. */
  readonly append: (append: PreparedAppend) => Promise<AppendResult>;
  /** Told after each chunk that brought events. */
  readonly onAppended: () => void;
}

/** Loads many appends by chunks, with the answer to each that `append` would have given in this order. */
export class Importer {
  readonly #reader: ImportReader;
  /** The last chunk had commands that the log knew: the load is being repeated, and the next will have them too. */
  #repeats = false;

  constructor(private readonly options: ImporterOptions) {
    this.#reader = new ImportReader(options.pool);
  }

  /** One chunk is on its way while the next is prepared. */
  async *run(
    requests: AsyncIterable<AppendRequest> | Iterable<AppendRequest>,
    chunkEvents: number,
  ): AsyncGenerator<AppendResult, void, undefined> {
    let underWay: Promise<readonly AppendResult[]> = Promise.resolve([]);
    try {
      for await (const chunk of chunksOf(requests, this.options.catalogue, chunkEvents)) {
        const before = await underWay;
        underWay = this.#settle(chunk);
        // Heard when it is awaited; until then it must not count as unheard.
        underWay.catch(() => undefined);
        yield* before;
      }
    } catch (error) {
      // What came before the request that could not be taken is answered first.
      yield* await underWay;
      throw error;
    } finally {
      await underWay.catch(() => undefined);
    }
    yield* await underWay;
  }

  async #settle(chunk: readonly PreparedAppend[]): Promise<readonly AppendResult[]> {
    const answers = new Map<string, AppendResult>();
    if (this.#repeats) await this.#answerKnown(chunk, answers);
    else if (await this.#import(chunk, answers)) return ordered(chunk, answers);
    else await this.#answerKnown(chunk, answers);
    this.#repeats = answers.size > 0;
    const rest = chunk.filter(({ commandId }) => !answers.has(commandId));
    const worthwhile = this.#repeats && rest.length > 0;
    if (rest.length > 0 && !(worthwhile && (await this.#import(rest, answers)))) {
      await this.#appendEach(rest, answers);
    }
    return ordered(chunk, answers);
  }

  async #answerKnown(chunk: readonly PreparedAppend[], answers: Map<string, AppendResult>): Promise<void> {
    const known = await this.#reader.known(chunk);
    for (const [commandId, answer] of known) answers.set(commandId, answer);
    countOutcomes(
      this.options.observer,
      [...known.values()].map(({ kind }) => kind),
    );
  }

  /** All or none; false when the log has not the state that these appends need. */
  async #import(appends: readonly PreparedAppend[], answers: Map<string, AppendResult>): Promise<boolean> {
    const placed = await this.#call(appends);
    if (placed === undefined) return false;
    let { base } = placed;
    let part = 0;
    for (const append of appends) {
      const bases = placed.bases.slice(part, part + append.parts.length);
      answers.set(append.commandId, resultOf(append, { kind: 'appended', base, bases, at: placed.at }));
      base += BigInt(append.eventCount);
      part += append.parts.length;
    }
    this.options.observer.answered('appended', appends.length);
    if (base > placed.base) this.options.onAppended();
    return true;
  }

  async #call(appends: readonly PreparedAppend[]): Promise<Placed | undefined> {
    const { pool, answerTimeout, observer } = this.options;
    const connection: Lease = await lease(pool);
    let replicated = true;
    const onNotice = (notice: { code?: string | undefined }) => {
      if (notice.code === NOT_REPLICATED) replicated = false;
    };
    connection.client.on('notice', onNotice);
    const began = performance.now();
    let broken = false;
    try {
      const placed = await callImport(connection.client, appends, answerTimeout);
      if (!replicated) throw notReplicated();
      return placed;
    } catch (cause) {
      if (isOtherState(cause)) return undefined;
      const failure = replicated ? failureOf(cause) : { error: notReplicated(), broken: false };
      broken = failure.broken;
      observer.answered(outcomeOfError(failure.error), appends.length);
      throw failure.error;
    } finally {
      connection.client.off('notice', onNotice);
      connection.release(broken);
      const seconds = (performance.now() - began) / 1_000;
      const events = appends.reduce((sum, { eventCount }) => sum + eventCount, 0);
      observer.batch({ appends: appends.length, events, seconds });
    }
  }

  async #appendEach(rest: readonly PreparedAppend[], answers: Map<string, AppendResult>): Promise<void> {
    for (const group of apartGroups(rest)) {
      const results = await Promise.all(group.map((append) => this.options.append(append)));
      for (const [index, result] of results.entries()) {
        const commandId = group[index]?.commandId;
        if (commandId !== undefined) answers.set(commandId, result);
      }
    }
  }
}

function ordered(
  chunk: readonly PreparedAppend[],
  answers: ReadonlyMap<string, AppendResult>,
): readonly AppendResult[] {
  return chunk.map(({ commandId }) => {
    const answer = answers.get(commandId);
    if (answer === undefined) throw new TypeError(`the import has no answer to ${commandId}`);
    return answer;
  });
}
