import type { TableFormat } from '#contracts';
import { readCsv } from './csv.js';
import type { Cell, RawRows } from './cell.js';
import { letterOf } from './cell.js';
import { TABLE_LIMITS } from './limits.js';
import { TableFault } from './table-fault.js';
import { readXlsx } from './xlsx.js';

export interface TableFile {
  readonly path: string;
  readonly format: TableFormat;
}

/** One row under the names of its columns. Blank cells are left out. */
export interface TableRow {
  readonly row: number;
  readonly cells: ReadonlyMap<string, Cell>;
  /** Letters of columns that have content in this row and no name. */
  readonly nameless: readonly string[];
}

export interface TableShape {
  readonly columns: readonly string[];
  readonly required: readonly string[];
}

const READERS: Readonly<Record<TableFormat, (path: string) => RawRows>> = { csv: readCsv, xlsx: readXlsx };

/**
 * Rows below the header, in order, one at a time. The header is the first row with content; case and outer blanks of
 * its names are of no account. @throws TableFault when the file as a whole cannot be imported.
 */
export async function* readTable({ path, format }: TableFile, shape: TableShape): AsyncGenerator<TableRow> {
  let names: ReadonlyMap<number, string> | undefined;
  let rows = 0;
  for await (const { row, cells } of READERS[format](path)) {
    if (names === undefined) {
      names = readHeader(cells, shape, row);
      continue;
    }
    rows += 1;
    if (rows > TABLE_LIMITS.rows) {
      throw new TableFault('TOO_MANY_ROWS', `There are over ${TABLE_LIMITS.rows} rows`, `row ${row}`);
    }
    yield namedRow(row, cells, names);
  }
  if (rows === 0) throw new TableFault('EMPTY_TABLE', 'There are no rows to import');
}

/** Reads the file to its end and gives the number of its rows. @throws TableFault as `readTable`. */
export async function countRows(file: TableFile, shape: TableShape): Promise<number> {
  let rows = 0;
  for await (const _row of readTable(file, shape)) rows += 1;
  return rows;
}

function readHeader(
  cells: ReadonlyMap<number, Cell>,
  { columns, required }: TableShape,
  row: number,
): ReadonlyMap<number, string> {
  const names = new Map<number, string>();
  const place = `row ${row}`;
  for (const [index, cell] of cells) {
    const name = typeof cell === 'string' ? cell.toLowerCase() : '';
    if (!columns.includes(name)) {
      const shown = typeof cell === 'string' ? `"${cell.slice(0, 60)}"` : letterOf(index);
      throw new TableFault('UNKNOWN_COLUMN', `The column ${shown} is not known`, place);
    }
    if ([...names.values()].includes(name))
      throw new TableFault('DOUBLE_COLUMN', `The column ${name} stands twice`, place);
    names.set(index, name);
  }
  const missing = required.filter((name) => ![...names.values()].includes(name));
  if (missing.length > 0)
    throw new TableFault('MISSING_COLUMN', `There is no column ${missing.join(', ')}`, place);
  return names;
}

function namedRow(
  row: number,
  cells: ReadonlyMap<number, Cell>,
  names: ReadonlyMap<number, string>,
): TableRow {
  const named = new Map<string, Cell>();
  const nameless: string[] = [];
  for (const [index, cell] of cells) {
    const name = names.get(index);
    if (name === undefined) nameless.push(letterOf(index));
    else named.set(name, cell);
  }
  return { row, cells: named, nameless };
}
