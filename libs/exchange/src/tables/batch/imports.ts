import type pg from 'pg';
import type { CommandService } from '#commands';
import type { Actor } from '#identity';
import type {
  ImportBatch,
  ImportPage,
  ImportRetraction,
  ImportRowPage,
  ImportRowsQuery,
  ImportsQuery,
} from '#contracts';
import type { EventStore } from '#event-store';
import { newId, systemClock, type Clock } from '#platform';
import { countRows } from '../read/table.js';
import { lockBatch, type BatchLock } from './batch-lock.js';
import { ImportBatches, type NewBatch, type ReceivedTable } from './import-batches.js';
import { ImportRows } from './import-rows.js';
import { recordRows } from './record-rows.js';
import { rehearseRows } from './rehearse-rows.js';
import { retractImport } from './retract-import.js';
import { runImport, shapeOf } from './run-import.js';

/** Work that was begun and is held for this process until `run` has ended; it must be run. */
export interface BatchWork {
  /** @throws what the event store throws, or the reason of `signal`: the work can be taken up again. */
  run(signal: AbortSignal, onPage?: (rows: number) => void): Promise<void>;
}

export interface OpenedBatch {
  readonly batch: ImportBatch;
  /** Absent: somebody is at it already, or there is nothing left to do. */
  readonly work?: BatchWork;
}

export type RetractionVerdict =
  | ({ readonly kind: 'opened' } & OpenedBatch)
  | { readonly kind: 'unknown' }
  /** A dry run recorded nothing. */
  | { readonly kind: 'nothingRecorded' }
  | { readonly kind: 'beingImported' };

export interface ImportsOptions {
  readonly pool: pg.Pool;
  readonly store: EventStore;
  readonly commands: CommandService;
  readonly clock?: Clock;
}

/** Tables as batches: imported, looked at, and taken back whole. */
export class Imports {
  private readonly batches: ImportBatches;
  private readonly keptRows: ImportRows;

  constructor(private readonly options: ImportsOptions) {
    this.batches = new ImportBatches(options.pool);
    this.keptRows = new ImportRows(options.pool);
  }

  /**
   * Reads the file through once and opens its batch. The same file given again by the same actor has the batch of
   * before, which then goes on: what was accepted stays, all other rows are judged anew.
   * @throws TableFault when the file cannot be imported; no batch is made of it.
   */
  async open(file: ReceivedTable, actor: Actor, dryRun: boolean): Promise<OpenedBatch> {
    const rows = await countRows(file, shapeOf(file.kind));
    const batch: NewBatch = { ...file, rows, dryRun, actor };
    const known = dryRun ? undefined : await this.batches.ofFile(batch);
    const id = known ?? newId();
    const lock = await lockBatch(this.options.pool, id);
    if (lock === undefined) return { batch: await this.get(id) };
    return this.holding(lock, async () => {
      if (known === undefined && !(await this.batches.insert(id, batch))) {
        // The same file came in twice at the same time: the other one does the work.
        await lock.release();
        return { batch: await this.get((await this.batches.ofFile(batch)) ?? id) };
      }
      const opened = await this.get(id);
      const done = opened.finishedAt !== null && opened.verdicts.accepted === opened.rows;
      if (done) await lock.release();
      return done
        ? { batch: { ...opened, state: 'done' } }
        : { batch: { ...opened, state: 'running' }, work: this.importing(lock, file, { id, actor, dryRun }) };
    });
  }

  /** Begins to take a batch back, or goes on with it. */
  async openRetraction(id: string, given: ImportRetraction, actor: Actor): Promise<RetractionVerdict> {
    const batch = await this.batches.find(id);
    if (batch === undefined) return { kind: 'unknown' };
    if (batch.dryRun) return { kind: 'nothingRecorded' };
    const lock = await lockBatch(this.options.pool, id);
    if (lock === undefined) {
      const seen = await this.get(id);
      return seen.state === 'running' ? { kind: 'beingImported' } : { kind: 'opened', batch: seen };
    }
    return this.holding(lock, async () => {
      await this.batches.beginRetraction(id, given, actor);
      const opened = await this.get(id);
      return { kind: 'opened', batch: opened, work: this.retracting(lock, opened, actor) };
    });
  }

  /** Stops an import that is under way; one that is not stays as it is. It ends within some rows. */
  async stop(id: string): Promise<ImportBatch> {
    const batch = await this.get(id);
    if (batch.state === 'running') await this.batches.askToStop(id);
    return batch;
  }

  find(id: string): Promise<ImportBatch | undefined> {
    return this.batches.find(id);
  }

  /** Newest first. */
  list(query: ImportsQuery): Promise<ImportPage> {
    return this.batches.list(query);
  }

  rows(id: string, query: ImportRowsQuery): Promise<ImportRowPage> {
    return this.keptRows.page(id, query);
  }

  private importing(
    lock: BatchLock,
    file: ReceivedTable,
    { id, actor, dryRun }: { id: string; actor: Actor; dryRun: boolean },
  ): BatchWork {
    const { commands, store, clock = systemClock } = this.options;
    const sender = { commands, actor, batchId: id };
    const give = dryRun ? rehearseRows({ ...sender, store, clock }) : recordRows(sender);
    const [batch, batches, rows] = [{ id, kind: file.kind }, this.batches, this.keptRows];
    return {
      run: (signal, onPage) =>
        runImport({
          batch,
          file,
          give,
          batches,
          rows,
          signal,
          ...(onPage === undefined ? {} : { onPage }),
        }).finally(() => lock.release()),
    };
  }

  private retracting(lock: BatchLock, batch: ImportBatch, actor: Actor): BatchWork {
    const { commands, store } = this.options;
    const { reason = '', reasonCode = 'wrongRecord' } = batch.retraction ?? {};
    return {
      run: async (signal) => {
        try {
          await retractImport({
            batch,
            reason,
            reasonCode,
            actor,
            commands,
            store,
            rows: this.keptRows,
            signal,
          });
          await this.batches.finishRetraction(batch.id);
        } finally {
          await lock.release();
        }
      },
    };
  }

  private async get(id: string): Promise<ImportBatch> {
    const batch = await this.batches.find(id);
    if (batch === undefined) throw new TypeError(`the batch ${id} was kept and is not there`);
    return batch;
  }

  /** Gives the lock back when what it was taken for cannot be begun. */
  private async holding<Opened>(lock: BatchLock, begin: () => Promise<Opened>): Promise<Opened> {
    try {
      return await begin();
    } catch (error) {
      await lock.release();
      throw error;
    }
  }
}
