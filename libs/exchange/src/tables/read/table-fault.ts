/** Why a file is no table that could be imported. The codes never change. */
export const TABLE_FAULTS = {
  EMPTY_TABLE: 'Give a file with the header and at least one row below it.',
  UNKNOWN_COLUMN: 'Take the names of the template; nothing is left out silently.',
  MISSING_COLUMN: 'Add the column; the template has it.',
  DOUBLE_COLUMN: 'Leave one column of each name.',
  NOT_UTF8: 'Save the file as "CSV UTF-8".',
  CSV_MALFORMED: 'Put the text of the cell into double quotes and double those within.',
  NOT_XLSX: 'Save the table as an Excel workbook (.xlsx) without a password, or as CSV UTF-8.',
  TOO_MANY_ROWS: 'Split the file.',
  TOO_MANY_COLUMNS: 'Leave only the columns of the template.',
  TOO_LARGE: 'Split the file, or save it as CSV UTF-8.',
} as const;
export type TableFaultCode = keyof typeof TABLE_FAULTS;

/** The file as a whole cannot be imported: nothing of it is. `place` names the row or part, such as `row 4`. */
export class TableFault extends Error {
  readonly action: string;

  constructor(
    readonly code: TableFaultCode,
    message: string,
    readonly place = '',
  ) {
    super(message);
    this.name = 'TableFault';
    this.action = TABLE_FAULTS[code];
  }
}
