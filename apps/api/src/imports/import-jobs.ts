import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Actor } from '#identity';
import type { ImportBatch, ImportQuery, ImportRetraction } from '#contracts';
import { Imports, ImportStopped, TableFault, type BatchWork } from '#exchange';
import type { Logger } from '#platform';
import { HttpProblem } from '../http/http-problem.js';
import { InjectLogger } from '../tokens.js';
import type { StoredTable } from './receive-table.js';

const AT_ONCE = 2;

/** Imports and undos under way in this process. They end with it, and go on when they are asked for again. */
@Injectable()
export class ImportJobs implements OnModuleDestroy {
  private readonly stopping = new AbortController();
  private readonly running = new Set<Promise<void>>();
  private opening = 0;

  constructor(
    private readonly imports: Imports,
    @InjectLogger() private readonly logger: Logger,
  ) {}

  /** Opens the batch of a table and begins with it. @throws HttpProblem 422 for what is no table, 503 when busy. */
  async begin(table: StoredTable, query: ImportQuery, actor: Actor): Promise<ImportBatch> {
    try {
      const { batch, work } = await this.admitted(() =>
        this.imports.open(table.file, actor, query.dryRun === 'true'),
      );
      if (work === undefined) await table.remove();
      else this.run(work, { event: 'import', batchId: batch.id, actorId: actor.id }, () => table.remove());
      return batch;
    } catch (error) {
      await table.remove();
      throw error instanceof TableFault ? invalidTable(error) : error;
    }
  }

  /** Begins to take a batch back. @throws HttpProblem 404, 409, 503. */
  async retract(id: string, given: ImportRetraction, actor: Actor): Promise<ImportBatch> {
    const verdict = await this.admitted(() => this.imports.openRetraction(id, given, actor));
    switch (verdict.kind) {
      case 'opened':
        if (verdict.work !== undefined) {
          this.run(verdict.work, { event: 'import.retract', batchId: id, actorId: actor.id });
        }
        return verdict.batch;
      case 'unknown':
        throw noSuchImport();
      case 'nothingRecorded':
        throw new HttpProblem('NOTHING_RECORDED', 'This was a dry run: there is nothing to take back.');
      case 'beingImported':
        throw new HttpProblem('IMPORT_RUNNING', 'The table is still being imported: wait for its end.');
    }
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping.abort(new Error('the server stops'));
    await Promise.all(this.running);
  }

  private async admitted<T>(open: () => Promise<T>): Promise<T> {
    if (this.running.size + this.opening >= AT_ONCE) throw busy();
    this.opening += 1;
    try {
      return await open();
    } finally {
      this.opening -= 1;
    }
  }

  private run(work: BatchWork, line: Readonly<Record<string, unknown>>, end?: () => Promise<void>): void {
    const began = performance.now();
    const done = work
      .run(this.stopping.signal)
      .then(
        () => this.logger.info({ ...line, ms: Math.round(performance.now() - began) }, 'a batch is done'),
        (err: unknown) => {
          if (err instanceof ImportStopped) return this.logger.info(line, 'a batch was stopped as asked');
          this.logger.warn(
            { ...line, err },
            'a batch was broken off: give the same file again, or ask again to take it back, and it goes on',
          );
        },
      )
      .then(end)
      .finally(() => this.running.delete(done));
    this.running.add(done);
  }
}

export const noSuchImport = () => new HttpProblem('NOT_FOUND', 'There is no such import.');

const busy = () =>
  new HttpProblem('BUSY', `${AT_ONCE} tables are being worked on: try again when one is done.`, {
    headers: { 'Retry-After': '5' },
  });

const invalidTable = ({ code, message, place, action }: TableFault) =>
  new HttpProblem('INVALID_TABLE', `${message}${place === '' ? '' : ` (${place})`}. ${action}`, {
    errors: [{ pointer: place, code, message }],
  });
