import writeXlsxFile from 'write-excel-file/node';
import type { ImportKind, TableFormat } from '#contracts';
import { TABLE_KINDS } from './columns/table-kinds.js';

/**
 * An empty table of a kind, to be filled in. A workbook explains its columns on a second sheet; CSV is UTF-8 with a
 * byte order mark, so that spreadsheet programs read it as such.
 */
export async function templateOf(kind: ImportKind, format: TableFormat): Promise<Buffer> {
  const { columns } = TABLE_KINDS[kind];
  if (format === 'csv') return Buffer.from(`\ufeff${columns.map(({ name }) => name).join(',')}\r\n`);
  const head = (value: string) => ({ value, type: String, fontWeight: 'bold' as const });
  const text = (value = '') => ({ value, type: String, wrap: true });
  const explained = columns.map(({ name, about, values, example }) => [
    ...[text(name), text(about), text(values?.join(', ')), text(example)],
  ]);
  return writeXlsxFile([
    { sheet: kind, data: [columns.map(({ name }) => head(name))], stickyRowsCount: 1 },
    {
      sheet: 'columns',
      data: [['column', 'meaning', 'may be', 'example'].map(head), ...explained],
      columns: [{ width: 24 }, { width: 60 }, { width: 50 }, { width: 30 }],
    },
  ]).toBuffer();
}
