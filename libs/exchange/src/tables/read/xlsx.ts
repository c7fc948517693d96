import { Decimal } from 'decimal.js';
import type { Cell, RawRow, RawRows } from './cell.js';
import { checked } from './csv.js';
import { TABLE_LIMITS } from './limits.js';
import { TableFault } from './table-fault.js';
import { dayOfSerial } from './xlsx-dates.js';
import { readWorkbook, TextRuns, type Workbook } from './xlsx-workbook.js';
import { readXml, type XmlListener } from './xlsx-xml.js';
import { WorkbookParts } from './xlsx-zip.js';

/** Rows of the first visible sheet of an Excel workbook (ECMA-376), read piece by piece. */
export async function* readXlsx(path: string): RawRows {
  const parts = await WorkbookParts.open(path);
  try {
    const workbook = await readWorkbook(parts);
    const sheet = new SheetListener(workbook);
    for await (const _piece of readXml(parts.read(workbook.sheetPart), sheet)) yield* sheet.take();
  } finally {
    parts.close();
  }
}

interface OpenCell {
  readonly column: number;
  readonly type: string;
  readonly style: number;
  formula: boolean;
  value: string;
}

class SheetListener implements XmlListener {
  private rows: RawRow[] = [];
  private row = 0;
  private cells = new Map<number, Cell>();
  private cell: OpenCell | undefined;
  private nextColumn = 0;
  private inValue = false;
  private readonly inline = new TextRuns();

  constructor(private readonly workbook: Workbook) {}

  take(): RawRow[] {
    return this.rows.splice(0);
  }

  open(name: string, { r, t = 'n', s = '0' }: Readonly<Record<string, string>>): void {
    if (name === 'row') {
      this.row = r === undefined ? this.row + 1 : Number(r);
      this.nextColumn = 0;
    } else if (name === 'c') {
      const column = r === undefined ? this.nextColumn : columnOf(r);
      this.nextColumn = column + 1;
      this.cell = { column, type: t, style: Number(s), formula: false, value: '' };
    } else if (name === 'f' && this.cell !== undefined) this.cell.formula = true;
    else if (name === 'v') this.inValue = true;
    else this.inline.open(name);
  }

  text(text: string): void {
    if (!this.inValue) this.inline.add(text);
    else if (this.cell !== undefined && this.cell.value.length <= TABLE_LIMITS.cellCharacters)
      this.cell.value += text;
  }

  close(name: string): void {
    if (name === 'v') this.inValue = false;
    else if (name === 'c') this.closeCell();
    else if (name === 'row') {
      if (this.cells.size > 0) this.rows.push({ row: this.row, cells: this.cells });
      this.cells = new Map();
    } else this.inline.close(name);
  }

  private closeCell(): void {
    const { cell } = this;
    const text = this.inline.take();
    this.cell = undefined;
    if (cell === undefined) return;
    const content = contentOf(cell.type === 'inlineStr' ? { ...cell, value: text } : cell, this.workbook);
    if (content === '') return;
    if (cell.column >= TABLE_LIMITS.columns) {
      const place = `row ${this.row}`;
      throw new TableFault('TOO_MANY_COLUMNS', `There are over ${TABLE_LIMITS.columns} columns`, place);
    }
    this.cells.set(cell.column, content);
  }
}

function contentOf({ type, value, formula, style }: OpenCell, workbook: Workbook): Cell {
  if (type === 'e') return { fault: 'CELL_ERROR' };
  if (value === '' && formula && type !== 'str') return { fault: 'FORMULA_WITHOUT_VALUE' };
  switch (type) {
    case 's':
      return checked((workbook.sharedTexts[Number(value)] ?? '').trim());
    case 'str':
    case 'inlineStr':
      return checked(value.trim());
    case 'b':
      return value === '1' ? 'true' : value === '0' ? 'false' : value;
    case 'd':
      return value.slice(0, 10);
    default:
      return numberOf(value.trim(), workbook.dayStyles.has(style), workbook.since1904);
  }
}

/** Numbers stand in binary, often as 0.30000000000000004: the shortest decimal that means the same is what was typed. */
function numberOf(value: string, isDay: boolean, since1904: boolean): Cell {
  if (value === '') return '';
  const number = Number(value);
  if (!Number.isFinite(number)) return value;
  if (isDay) return dayOfSerial(number, since1904) ?? { fault: 'DATE_OUT_OF_RANGE' };
  return new Decimal(Number(number.toPrecision(15))).toFixed();
}

/** `BC12` is column 54. */
function columnOf(reference: string): number {
  let column = 0;
  for (const letter of reference) {
    const digit = letter.charCodeAt(0) - 64;
    if (digit < 1 || digit > 26) break;
    column = column * 26 + digit;
  }
  return column - 1;
}
