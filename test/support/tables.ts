import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ImportKind } from '#contracts';
import type { ReceivedTable } from '#exchange';

/** A row of a table by the names of its columns. */
export type TableCells = Readonly<Record<string, string>>;

/** Files of tables for one spec, removed with it. */
export class TableFiles {
  private made = 0;

  private constructor(private readonly folder: string) {}

  static async create(): Promise<TableFiles> {
    return new TableFiles(await mkdtemp(join(tmpdir(), 'tables-')));
  }

  /** Rows as a CSV file that was received. */
  async of(kind: ImportKind, rows: readonly TableCells[]): Promise<ReceivedTable> {
    const path = join(this.folder, `${(this.made += 1)}.csv`);
    const content = csvOf(rows);
    await writeFile(path, content);
    const sha256 = createHash('sha256').update(content).digest('hex');
    return { path, format: 'csv', kind, fileName: `${kind}.csv`, sha256, bytes: Buffer.byteLength(content) };
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true });
  }
}

/** Rows as CSV with the columns that any of them has. */
export function csvOf(rows: readonly TableCells[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const lines = rows.map((row) => columns.map((name) => quoted(row[name] ?? '')).join(','));
  return [columns.join(','), ...lines].join('\n');
}
