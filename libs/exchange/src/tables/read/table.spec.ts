import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import writeXlsxFile from 'write-excel-file/node';
import { row, textCell, workbook, type WorkbookSetup } from '../../../../../test/support/workbook.js';
import { letterOf } from './cell.js';
import { TABLE_LIMITS } from './limits.js';
import type { TableFault } from './table-fault.js';
import type { TableFormat } from '#contracts';
import { countRows, readTable } from './table.js';
import { dayOfSerial, showsDay } from './xlsx-dates.js';

let folder: string;
let files = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tables-'));
});
afterAll(() => rm(folder, { recursive: true }));

const SHAPE = { columns: ['title', 'when', 'sum', 'note'], required: ['title'] };

async function fileOf(content: string | Buffer, format: TableFormat) {
  const path = join(folder, `${(files += 1)}.${format}`);
  await writeFile(path, content);
  return { path, format };
}

async function rowsOf(content: string | Buffer, format: TableFormat = 'csv') {
  const rows = [];
  for await (const { row, cells, nameless } of readTable(await fileOf(content, format), SHAPE)) {
    rows.push({ row, ...Object.fromEntries(cells), ...(nameless.length > 0 ? { nameless } : {}) });
  }
  return rows;
}

async function faultOf(content: string | Buffer, format: TableFormat = 'csv') {
  const fault = await rowsOf(content, format).then(
    () => undefined,
    (error: unknown) => error as TableFault,
  );
  return [fault?.code, fault?.place];
}

describe('a CSV table', () => {
  it.each([
    ['commas', 'title,sum\nPlant,5\n'],
    ['semicolons, a byte order mark and CRLF', '\ufefftitle;sum\r\nPlant;5\r\n'],
    ['tabs', 'title\tsum\nPlant\t5'],
    ['names in capitals, outer blanks and a blank line above', '\n TITLE , Sum \nPlant\u00a0, 5 \n'],
  ])('is read with %s', async (_name, text) => {
    expect((await rowsOf(text)).map(({ row: _row, ...cells }) => cells)).toEqual([
      { title: 'Plant', sum: '5' },
    ]);
  });

  it('keeps separators, quotes and line breaks within quotes, and numbers rows as a spreadsheet does', async () => {
    const text = 'title;note\n"Завод; ""Болат""";"one\ntwo"\n;\n"钢厂";\n';
    expect(await rowsOf(text)).toEqual([
      { row: 2, title: 'Завод; "Болат"', note: 'one\ntwo' },
      { row: 4, title: '钢厂' },
    ]);
  });

  it('names content without a column, and formulas', async () => {
    expect(await rowsOf('title,,sum\nPlant,lost,=1+1\n')).toEqual([
      { row: 2, title: 'Plant', sum: { fault: 'FORMULA_TEXT' }, nameless: ['B'] },
    ]);
    expect(await rowsOf(`title\n${'x'.repeat(TABLE_LIMITS.cellCharacters + 1)}\n`)).toEqual([
      { row: 2, title: { fault: 'CELL_TOO_LONG' } },
    ]);
  });

  it.each([
    ['nothing', '', 'EMPTY_TABLE', ''],
    ['a header alone', 'title,sum\n', 'EMPTY_TABLE', ''],
    ['an unknown name', 'title,summ\nPlant,5\n', 'UNKNOWN_COLUMN', 'row 1'],
    ['no header', 'Plant,5\n', 'UNKNOWN_COLUMN', 'row 1'],
    ['a name twice', 'title,Title\na,b\n', 'DOUBLE_COLUMN', 'row 1'],
    ['a missing column', 'sum\n5\n', 'MISSING_COLUMN', 'row 1'],
    ['a quote that never ends', 'title\nPlant\n"never\n', 'CSV_MALFORMED', 'row 3'],
    ['text after a quote', 'title\n"a"b\n', 'CSV_MALFORMED', 'row 2'],
    ['Windows-1251', Buffer.from([...Buffer.from('title\n'), 0xc7, 0xe0, 0xe2, 0xee, 0xe4]), 'NOT_UTF8', ''],
    ['UTF-16', Buffer.from('\ufefftitle\nPlant\n', 'utf16le'), 'NOT_UTF8', ''],
    ['201 columns', `title\n${',x'.repeat(201)}\n`, 'TOO_MANY_COLUMNS', 'row 2'],
    ['one row too many', `title\n${'x\n'.repeat(20_001)}`, 'TOO_MANY_ROWS', 'row 20002'],
  ])('is refused as a whole: %s', async (_name, content, code, place) => {
    expect(await faultOf(content)).toEqual([code, place]);
  });

  it('is counted without the header and blank rows', async () => {
    expect(await countRows(await fileOf('title\na\n\nb\n', 'csv'), SHAPE)).toBe(2);
  });
});

const sheet = (setup: Partial<WorkbookSetup> & { readonly rows: string }): Buffer =>
  workbook({
    ...setup,
    rows: row(1, [textCell('A1', 'title'), textCell('B1', 'when'), textCell('C1', 'sum')]) + setup.rows,
  });
const cells = (...contents: string[]): string => row(2, contents);
const DATES =
  '<numFmts><numFmt numFmtId="200" formatCode="dd\\.mm\\.yyyy&quot; г.&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="200"/><xf numFmtId="4"/></cellXfs>';

describe('an Excel workbook', () => {
  it('is read as a library writes it', async () => {
    const written = await writeXlsxFile([
      ['title', 'when', 'sum', 'note'].map((value) => ({ value, type: String })),
      [
        { value: 'Завод «Болат» & Co', type: String },
        { value: new Date('2025-03-31T00:00:00Z'), type: Date, format: 'dd.mm.yyyy' },
        { value: 7_400_000_000, type: Number },
        { value: 'one\ntwo', type: String },
      ],
    ]).toBuffer();
    expect(await rowsOf(written, 'xlsx')).toEqual([
      { row: 2, title: 'Завод «Болат» & Co', when: '2025-03-31', sum: '7400000000', note: 'one\ntwo' },
    ]);
  });

  it('gives days for serial numbers that are shown as days, of either calendar, and plain digits for numbers', async () => {
    const rows =
      cells(
        '<c r="A2" t="s"><v>0</v></c>',
        '<c r="B2" s="1"><v>45747.75</v></c>',
        '<c r="C2" s="3"><v>0.30000000000000004</v></c>',
      ) +
      row(3, [
        '<c r="A3" t="n"><v>1.5E9</v></c>',
        '<c r="B3" s="2"><v>45747</v></c>',
        '<c r="C3"><v>2025</v></c>',
      ]);
    const sharedTexts =
      '<si><r><t>Steel</t></r><r><t xml:space="preserve"> plant</t></r><rPh><t>aid</t></rPh></si>';
    expect(await rowsOf(sheet({ rows, sharedTexts, styles: DATES }), 'xlsx')).toEqual([
      { row: 2, title: 'Steel plant', when: '2025-03-31', sum: '0.3' },
      { row: 3, title: '1500000000', when: '2025-03-31', sum: '2025' },
    ]);
    const mac = sheet({ rows: cells('<c r="B2" s="1"><v>44285</v></c>'), styles: DATES, since1904: true });
    expect(await rowsOf(mac, 'xlsx')).toEqual([{ row: 2, when: '2025-03-31' }]);
  });

  it('takes what a formula came to, and says where it came to nothing', async () => {
    const rows =
      cells(
        '<c r="A2" t="str"><f>B1&amp;C1</f><v>Plant</v></c>',
        '<c r="B2" s="1"><f>TODAY()</f><v>45747</v></c>',
        '<c r="C2"><f>1+1</f></c>',
      ) +
      row(4, [
        '<c r="A4" t="e"><f>#REF!</f><v>#REF!</v></c>',
        textCell('B4', '=1+1'),
        '<c r="C4" t="b"><v>1</v></c>',
      ]) +
      row(5, ['<c r="A5" s="1"><v>60</v></c>', '<c r="B5" s="1"/>', textCell('E5', 'lost')]);
    expect(await rowsOf(sheet({ rows, styles: DATES }), 'xlsx')).toEqual([
      { row: 2, title: 'Plant', when: '2025-03-31', sum: { fault: 'FORMULA_WITHOUT_VALUE' } },
      { row: 4, title: { fault: 'CELL_ERROR' }, when: { fault: 'FORMULA_TEXT' }, sum: 'true' },
      { row: 5, title: { fault: 'DATE_OUT_OF_RANGE' }, nameless: ['E'] },
    ]);
  });

  it.each<[string, Buffer, string]>([
    ['text that is no archive', Buffer.from('title\nPlant\n'), 'NOT_XLSX'],
    ['an archive cut short', sheet({ rows: cells(textCell('A2', 'Plant')) }).subarray(0, 600), 'NOT_XLSX'],
    [
      'entities of its own',
      sheet({
        rows: '',
        sharedTexts: '',
        parts: [
          {
            name: 'xl/sharedStrings.xml',
            content: '<!DOCTYPE sst [<!ENTITY a "aaaa">]><sst><si><t>&a;</t></si></sst>',
          },
        ],
      }),
      'NOT_XLSX',
    ],
    ['XML that is not well formed', sheet({ rows: '<row r="2"><c></row>' }), 'NOT_XLSX'],
    [
      'a part that unfolds to 120 MB',
      sheet({ rows: `<row r="2">${' '.repeat(120_000_000)}</row>` }),
      'TOO_LARGE',
    ],
    [
      'a part that unfolds to more than it says',
      sheet({
        rows: '',
        parts: [{ name: 'xl/worksheets/sheet1.xml', content: ' '.repeat(5_000_000), saidSize: 100 }],
      }),
      'NOT_XLSX',
    ],
    [
      'shared texts of 17 million characters',
      sheet({ rows: '', sharedTexts: `<si><t>${'x'.repeat(30_000)}</t></si>`.repeat(570) }),
      'TOO_LARGE',
    ],
    ['a header alone', sheet({ rows: row(2, ['<c r="A2" s="1"/>']) }), 'EMPTY_TABLE'],
  ])('is refused as a whole: %s', async (_name, content, code) => {
    expect((await faultOf(content, 'xlsx'))[0]).toBe(code);
  });
});

describe('the words of spreadsheets', () => {
  it('are told apart: formats that show days from those that show times, sums or texts', () => {
    const shown = (code: string) => showsDay(164, code);
    expect(['yyyy-mm-dd', 'd/m/yy h:mm', '[$-419]d mmmm yyyy;@'].map(shown)).toEqual([true, true, true]);
    expect(['General', '0.00', '[h]:mm:ss', '"day" 0', '[Red]#,##0 "тг"', '@'].map(shown)).not.toContain(
      true,
    );
    expect([14, 22, 31, 0, 4, 45].map((format) => showsDay(format, undefined))).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  it('name days from 1 January 1900 without the leap day that never was', () => {
    expect([1, 59, 61, 45_747].map((serial) => dayOfSerial(serial, false))).toEqual([
      '1900-01-01',
      '1900-02-28',
      '1900-03-01',
      '2025-03-31',
    ]);
    expect([-1, 0, 60, 3_000_000, NaN].map((serial) => dayOfSerial(serial, false))).toEqual(
      Array(5).fill(undefined),
    );
  });

  it('name columns by letters', () => {
    expect([0, 25, 26, 27, 701, 702].map(letterOf)).toEqual(['A', 'Z', 'AA', 'AB', 'ZZ', 'AAA']);
  });
});
