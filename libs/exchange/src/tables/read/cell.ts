/** Why a cell has no text that could be taken. */
export const CELL_FAULTS = {
  CELL_ERROR: ['holds an error of the spreadsheet, such as #REF!', 'Mend the formula or write the value.'],
  FORMULA_WITHOUT_VALUE: [
    'holds a formula that was never calculated',
    'Open the file in a spreadsheet program and save it, or write the value.',
  ],
  FORMULA_TEXT: ['begins with "=": a formula, not its value', 'Write the value.'],
  DATE_OUT_OF_RANGE: ['holds a date that no calendar has', 'Write the date as text, such as 2025-03-31.'],
  CELL_TOO_LONG: ['is longer than 32,767 characters', 'Shorten it.'],
} as const;
export type CellFaultCode = keyof typeof CELL_FAULTS;

/** A cell as a reader of a format gives it: its text without outer blanks, or why there is none. */
export type Cell = string | { readonly fault: CellFaultCode };

/** Cells of one row by their place from the left, from 0. Blank cells are left out. */
export interface RawRow {
  /** Row of the sheet, from 1, as a spreadsheet program numbers it. */
  readonly row: number;
  readonly cells: ReadonlyMap<number, Cell>;
}

/** Rows with content, in order. @throws TableFault when the file is no such table. */
export type RawRows = AsyncIterable<RawRow>;

/** The name that a spreadsheet program gives to the column `index`, from 0: A, B, ..., Z, AA. */
export function letterOf(index: number): string {
  const rest = index % 26;
  const last = String.fromCharCode(65 + rest);
  return index < 26 ? last : letterOf((index - rest) / 26 - 1) + last;
}
