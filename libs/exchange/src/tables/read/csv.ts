import { createReadStream } from 'node:fs';
import { pipeline, type Readable } from 'node:stream';
import { TextDecoder } from 'node:util';
import { CsvError, parse } from 'csv-parse';
import type { Cell, RawRow, RawRows } from './cell.js';
import { TABLE_LIMITS } from './limits.js';
import { TableFault } from './table-fault.js';

const SEPARATORS = [',', ';', '\t'] as const;
type Separator = (typeof SEPARATORS)[number];

const RECORD_CHARACTERS = 1024 * 1024;
const CHUNK_BYTES = 64 * 1024;

/**
 * Rows of a CSV file (RFC 4180, UTF-8 with or without a byte order mark). The separator is the one that the first
 * line shows: comma, semicolon or tab.
 */
export async function* readCsv(path: string): RawRows {
  const parser = parse({
    bom: true,
    delimiter: await separatorOf(path),
    relax_column_count: true,
    max_record_size: RECORD_CHARACTERS,
  });
  const bytes = createReadStream(path, { highWaterMark: CHUNK_BYTES });
  // The parser is destroyed with whatever error ended the others, and gives it to whoever reads it.
  pipeline(bytes, asText, parser, () => undefined);
  let row = 0;
  try {
    for await (const record of parser as AsyncIterable<readonly string[]>) {
      row += 1;
      const cells = cellsOf(record, row);
      if (cells.size > 0) yield { row, cells } satisfies RawRow;
    }
  } catch (error) {
    throw error instanceof CsvError ? malformed(error, row + 1) : error;
  } finally {
    bytes.destroy();
  }
}

async function* asText(source: Readable): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  for await (const chunk of source as AsyncIterable<Buffer>) yield decoded(decoder, chunk);
  yield decoded(decoder);
}

function decoded(decoder: TextDecoder, chunk?: Buffer): string {
  try {
    return decoder.decode(chunk, { stream: chunk !== undefined });
  } catch {
    throw new TableFault('NOT_UTF8', 'The file is not in UTF-8: its letters cannot be read');
  }
}

/** The separator that stands most often in the first line; names of columns hold none of them. */
async function separatorOf(path: string): Promise<Separator> {
  const start = createReadStream(path, { end: CHUNK_BYTES - 1, highWaterMark: CHUNK_BYTES });
  let line = '';
  for await (const chunk of start as AsyncIterable<Buffer>) line += chunk.toString('latin1');
  const [first = ''] = line.replace(/^[\s,;]*[\r\n]+/, '').split(/[\r\n]/, 1);
  const counted = SEPARATORS.map((separator) => [separator, first.split(separator).length] as const);
  return counted.reduce((best, next) => (next[1] > best[1] ? next : best))[0];
}

function cellsOf(record: readonly string[], row: number): ReadonlyMap<number, Cell> {
  const cells = new Map<number, Cell>();
  for (const [index, text] of record.entries()) {
    const plain = text.trim();
    if (plain === '') continue;
    if (index >= TABLE_LIMITS.columns) {
      throw new TableFault(
        'TOO_MANY_COLUMNS',
        `There are over ${TABLE_LIMITS.columns} columns`,
        `row ${row}`,
      );
    }
    cells.set(index, checked(plain));
  }
  return cells;
}

/** What holds for the text of a cell in every format. */
export function checked(text: string): Cell {
  if (text.length > TABLE_LIMITS.cellCharacters) return { fault: 'CELL_TOO_LONG' };
  return text.startsWith('=') ? { fault: 'FORMULA_TEXT' } : text;
}

const malformed = ({ message }: CsvError, row: number) =>
  new TableFault('CSV_MALFORMED', `The quotes of a cell do not match: ${message}`, `row ${row}`);
