import type { ImportBatch } from '#contracts';
import { TABLE_KINDS } from '../columns/table-kinds.js';
import { readTable, type TableFile, type TableRow } from '../read/table.js';
import type { GiveRow } from './given.js';
import type { ImportBatches } from './import-batches.js';
import type { ImportRows } from './import-rows.js';
import { RowJudge } from './row-judge.js';

/** Rows that are judged side by side and kept together; all that is held of a file at a time. */
const PAGE = 64;

export interface ImportRun {
  readonly batch: Pick<ImportBatch, 'id' | 'kind'>;
  readonly file: TableFile;
  readonly give: GiveRow;
  readonly batches: ImportBatches;
  readonly rows: ImportRows;
  readonly signal: AbortSignal;
  readonly onPage?: (rows: number) => void;
}

/** Somebody stopped the import: what was recorded stays, and the same file goes on from there. */
export class ImportStopped extends Error {
  override readonly name = 'ImportStopped';
}

/**
 * Gives every row of the file its verdict and keeps it. Rows accepted in an earlier run stay; a row whose command was
 * recorded although its verdict was lost gets its first answer.
 * @throws what the event store threw last when it stayed away, the reason of `signal`, or ImportStopped: the batch can
 *   go on later.
 */
export async function runImport({
  batch,
  file,
  give,
  batches,
  rows,
  signal,
  onPage,
}: ImportRun): Promise<void> {
  await batches.begin(batch.id);
  await rows.forgetOthers(batch.id);
  const judge = new RowJudge({ kind: batch.kind, batchId: batch.id, give, rows, signal });
  for await (const page of paged(readTable(file, shapeOf(batch.kind)), PAGE)) {
    signal.throwIfAborted();
    if (await batches.isToStop(batch.id)) throw new ImportStopped('somebody stopped the import');
    const [first, last] = [page[0]?.row ?? 0, page.at(-1)?.row ?? 0];
    const judged = await judge.judge(page, await rows.acceptedAmong(batch.id, first, last));
    await rows.write(
      batch.id,
      judged.map(({ kept }) => kept),
    );
    const reached = judged.reduce(
      (most, { position }) => (position !== null && position > most ? position : most),
      0n,
    );
    if (reached > 0n) await batches.reached(batch.id, reached);
    onPage?.(page.length);
  }
  await batches.finish(batch.id);
}

/** Columns that files of a kind may and must have. */
export const shapeOf = (kind: ImportBatch['kind']) => {
  const { columns, required } = TABLE_KINDS[kind];
  return { columns: columns.map(({ name }) => name), required };
};

async function* paged(rows: AsyncIterable<TableRow>, size: number): AsyncGenerator<TableRow[]> {
  let page: TableRow[] = [];
  for await (const row of rows) {
    page.push(row);
    if (page.length < size) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}
