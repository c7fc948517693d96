import { parsePartialDate, type PartialDate } from '#domain';
import type { Catalogue } from './catalogue/catalogue.js';
import { fill } from './languages.js';

const DAY: Intl.DateTimeFormatOptions = { dateStyle: 'long' };
const MONTH: Intl.DateTimeFormatOptions = { year: 'numeric', month: 'long' };

/** A date in words, exactly as precise as it is known: a month stays a month. Null says that it is not known. */
export function dateInWords(catalogue: Catalogue, edtf: string | null): string {
  if (edtf === null) return catalogue.dates.unknown;
  const parsed = parsePartialDate(edtf);
  if (!parsed.ok) return edtf;
  const words = plain(catalogue, parsed.date);
  return parsed.date.approximate ? fill(catalogue, catalogue.dates.approximate, { date: words }) : words;
}

function plain(catalogue: Catalogue, date: PartialDate): string {
  const [left = '', right = ''] = date.edtf.split('/');
  switch (date.precision) {
    case 'day':
    case 'month':
    case 'year':
      return part(catalogue, left.replace('~', ''));
    case 'notLaterThan':
      return fill(catalogue, catalogue.dates.notLaterThan, { to: part(catalogue, right) });
    case 'range':
      return fill(catalogue, catalogue.dates.range, {
        from: part(catalogue, left),
        to: part(catalogue, right),
      });
  }
}

/** `2025`, `2025-03` or `2025-03-31`. */
function part(catalogue: Catalogue, text: string): string {
  const [year = '', month, day] = text.split('-');
  if (month === undefined) return fill(catalogue, catalogue.dates.year, { year });
  const instant = new Date(`${year}-${month}-${day ?? '01'}T00:00:00Z`);
  const options = day === undefined ? MONTH : DAY;
  return fill(catalogue, catalogue.dates.month, { month: formatOf(catalogue, options).format(instant) });
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format costs more than using it a hundred times. */
function formatOf({ tag }: Catalogue, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${tag} ${options === DAY ? 'day' : 'month'}`;
  const known = formats.get(key) ?? new Intl.DateTimeFormat(tag, { ...options, timeZone: 'UTC' });
  formats.set(key, known);
  return known;
}
