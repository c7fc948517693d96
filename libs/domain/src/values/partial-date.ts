import { z } from 'zod';

/** How exactly a date is known. */
export type DatePrecision = 'day' | 'month' | 'year' | 'range' | 'notLaterThan';

/**
 * A date as far as it is known: the EDTF text that was given and the days it may lie between, both included.
 * `from` is null where no earliest day is known (`../2025-09`). The calendar is that of Asia/Almaty.
 */
export interface PartialDate {
  readonly edtf: string;
  readonly from: string | null;
  readonly to: string;
  readonly precision: DatePrecision;
  /** `2029~`: the source itself says "about". */
  readonly approximate: boolean;
}

const FORMS =
  'write a year 2025, a month 2025-03, a day 2025-03-31, a range 2024/2025, "not later than" ../2025-09, or about 2029~';
const PART = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;
const EARLIEST_YEAR = 1900;

export type DateParse =
  { readonly ok: true; readonly date: PartialDate } | { readonly ok: false; readonly problem: string };

/** Reads the EDTF subset of the register; a refusal says what is wrong with the text. */
export function parsePartialDate(text: string): DateParse {
  const approximate = text.endsWith('~');
  const plain = approximate ? text.slice(0, -1) : text;
  const slash = plain.indexOf('/');
  if (slash >= 0) {
    if (approximate) return refuse('a range cannot be approximate: give wider bounds instead');
    return parseRange(text, plain.slice(0, slash), plain.slice(slash + 1));
  }
  const part = parsePart(plain);
  if (typeof part === 'string') return refuse(part);
  return {
    ok: true,
    date: { edtf: text, from: part.from, to: part.to, precision: part.precision, approximate },
  };
}

function parseRange(text: string, left: string, right: string): DateParse {
  const to = parsePart(right);
  if (typeof to === 'string') return refuse(to);
  if (left === '..') {
    return {
      ok: true,
      date: { edtf: text, from: null, to: to.to, precision: 'notLaterThan', approximate: false },
    };
  }
  const from = parsePart(left);
  if (typeof from === 'string') return refuse(from);
  if (from.from > to.to) return refuse(`the range ends (${right}) before it begins (${left})`);
  return {
    ok: true,
    date: { edtf: text, from: from.from, to: to.to, precision: 'range', approximate: false },
  };
}

interface Part {
  readonly from: string;
  readonly to: string;
  readonly precision: 'day' | 'month' | 'year';
}

function parsePart(text: string): Part | string {
  const match = PART.exec(text);
  if (match === null) return `"${text}" is not a date of the register: ${FORMS}`;
  const [, year = '', month, day] = match;
  if (Number(year) < EARLIEST_YEAR) return `the year ${year} lies before ${EARLIEST_YEAR}`;
  if (month === undefined) return { from: `${year}-01-01`, to: `${year}-12-31`, precision: 'year' };
  if (Number(month) < 1 || Number(month) > 12) return `there is no month ${month}`;
  const last = daysInMonth(Number(year), Number(month));
  if (day === undefined) {
    return { from: `${year}-${month}-01`, to: `${year}-${month}-${last}`, precision: 'month' };
  }
  if (Number(day) < 1 || Number(day) > last) return `${year}-${month} has no day ${day}`;
  return { from: text, to: text, precision: 'day' };
}

const refuse = (problem: string): DateParse => ({ ok: false, problem });

function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** EDTF text as it was given; the text itself is what events keep. */
export const partialDateSchema = z
  .string()
  .max(32)
  .check((context) => {
    const parsed = parsePartialDate(context.value);
    if (!parsed.ok) {
      context.issues.push({
        code: 'custom',
        message: parsed.problem,
        input: context.value,
        params: { code: 'DATE_UNPARSABLE' },
      });
    }
  })
  .meta({ id: 'PartialDate', description: FORMS, examples: ['2025-03'] });

/** The date of a text that the schema let through. */
export function partialDate(edtf: string): PartialDate {
  const parsed = parsePartialDate(edtf);
  if (parsed.ok) return parsed.date;
  throw new RangeError(parsed.problem);
}
