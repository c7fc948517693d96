const DAY = 86_400_000;
// Day 1 is 1 January 1900, and the format counts a 29 February 1900 that never was.
const BEFORE_1900 = Date.UTC(1899, 11, 31);
const FROM_1904 = Date.UTC(1904, 0, 1);
const NEVER = 60;
const LAST = 2_958_465;

/** The day that a serial number of a spreadsheet stands for, `YYYY-MM-DD`; its time of day is dropped. */
export function dayOfSerial(serial: number, since1904: boolean): string | undefined {
  const days = Math.floor(serial);
  if (!Number.isFinite(serial) || days < 0 || days > LAST) return undefined;
  if (since1904) return isoDay(FROM_1904 + days * DAY);
  if (days === 0 || days === NEVER) return undefined;
  return isoDay(BEFORE_1900 + (days > NEVER ? days - 1 : days) * DAY);
}

const isoDay = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** Formats of ECMA-376 18.8.30 that show a date; those of East Asia among them. */
const DATE_FORMATS = [
  [14, 17],
  [22, 22],
  [27, 36],
  [50, 58],
] as const;

/** Whether numbers of this format are days. `code` is that of a format that the workbook itself defines. */
export function showsDay(format: number, code: string | undefined): boolean {
  if (code === undefined) return DATE_FORMATS.some(([first, last]) => format >= first && format <= last);
  const plain = code.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '');
  return /[dy]/i.test(plain) && !/^general$/i.test(plain);
}
