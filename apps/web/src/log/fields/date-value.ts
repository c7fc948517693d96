export const DATE_FORMS = ['month', 'day', 'year', 'about', 'range', 'notLaterThan', 'unknown'] as const;
export type DateForm = (typeof DATE_FORMS)[number];

const ALMATY_OFFSET = 5 * 3_600_000;

/** Today on the calendar of Almaty, `YYYY-MM-DD`. */
export const today = (now = Date.now()): string => new Date(now + ALMATY_OFFSET).toISOString().slice(0, 10);

/** This month on the calendar of Almaty, `YYYY-MM`. */
export const thisMonth = (now = Date.now()): string => today(now).slice(0, 7);

/** In which form a date of the register is written. */
export function formOf(edtf: string): DateForm {
  if (edtf.startsWith('../')) return 'notLaterThan';
  if (edtf.includes('/')) return 'range';
  if (edtf.endsWith('~')) return 'about';
  if (edtf.length <= 4) return 'year';
  return edtf.length <= 7 ? 'month' : 'day';
}

/**
 * The same date in another form. Less exact: its own part. More exact: today's part if today lies within it, else
 * nothing, since a day is never made up from a month.
 */
export function inForm(edtf: string, form: DateForm): string {
  const plain = edtf.replace(/~$/, '').split('/').at(-1) ?? '';
  const now = today();
  const exact = (length: number) => {
    if (plain.length >= length) return plain.slice(0, length);
    return now.startsWith(plain) ? now.slice(0, length) : '';
  };
  switch (form) {
    case 'unknown':
      return '';
    case 'year':
      return exact(4);
    case 'about':
      return `${exact(4)}~`;
    case 'month':
      return exact(7);
    case 'day':
      return exact(10);
    case 'notLaterThan':
      return `../${plain}`;
    case 'range':
      return `${plain}/${plain}`;
  }
}
