import type { ImportRowError } from '#contracts';
import { CELL_FAULTS, type CellFaultCode } from '../read/cell.js';

const ACTIONS: Readonly<Record<string, string>> = {
  REQUIRED: 'Fill in the cell.',
  UNKNOWN_FIELD: 'Leave the cell empty: it has no meaning in this row.',
  UNKNOWN_CODE: 'Write a code of the list that the message names.',
  INVALID_TEXT: 'Write the text anew without it.',
  DATE_UNPARSABLE: 'Write the date as 2025, 2025-03 or 2025-03-31, or give the cell the format of a date.',
  VALUE_INVALID: 'Fill in what the qualifier needs and nothing else.',
};

/** A fault of a field, told with its column. */
export const rowError = (column: string | null, code: string, message: string): ImportRowError => ({
  ...{ column, code, message },
  action: ACTIONS[code] ?? 'Mend the cell and give the file again.',
});

export function cellError(column: string, fault: CellFaultCode): ImportRowError {
  const [message, action] = CELL_FAULTS[fault];
  return { column, code: fault, message, action };
}
