import type { Language } from '#domain';
import { formatCalendarPart, type CalendarPart } from './months.js';

const PART = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

const OR_EARLIER: Readonly<Record<Language, string>> = {
  en: '{} or earlier',
  kk: '{} немесе одан бұрын',
  ru: '{} или ранее',
  zh: '{}或更早',
};
const ABOUT: Readonly<Record<Language, string>> = {
  en: 'about {}',
  kk: 'шамамен {}',
  ru: 'примерно {}',
  zh: '约{}',
};
const BETWEEN: Readonly<Record<Language, string>> = { en: ' to ', kk: ' – ', ru: ' – ', zh: '至' };

/**
 * A date of the register with exactly the precision that it has: a month never reads as its first day.
 * Text that is not in the register's form is shown as it came.
 */
export function formatPartialDate(edtf: string, language: Language): string {
  const about = edtf.endsWith('~');
  const bounds = (about ? edtf.slice(0, -1) : edtf).split('/');
  const [left, right] = bounds.map((bound) => (bound === '..' ? null : readPart(bound)));
  if (right !== undefined) {
    if (right === null) return edtf;
    const last = formatCalendarPart(right, language);
    if (bounds[0] === '..') return OR_EARLIER[language].replace('{}', last);
    return left == null ? edtf : `${formatCalendarPart(left, language)}${BETWEEN[language]}${last}`;
  }
  if (left == null) return edtf;
  const text = formatCalendarPart(left, language);
  return about ? ABOUT[language].replace('{}', text) : text;
}

function readPart(text: string): CalendarPart | null {
  const match = PART.exec(text);
  if (match === null) return null;
  const [, year, month, day] = match;
  return {
    year: Number(year),
    month: month === undefined ? null : Number(month),
    day: day === undefined ? null : Number(day),
  };
}

const ALMATY_OFFSET = 5 * 3_600_000;

/**
 * When the log took something: day and minute on the clock of Almaty (UTC+5 for as long as this log exists; the
 * tables of older browsers still say +6). `iso` is an RFC 3339 time.
 */
export const formatRecordedAt = (iso: string, language: Language): string =>
  formatAt(iso, ALMATY_OFFSET, language);

/** Day and minute on the clock of a person's own time zone. */
export function formatInZone(iso: string, timeZone: string, language: Language): string {
  return formatAt(iso, timeZone === 'Asia/Almaty' ? ALMATY_OFFSET : offsetOf(iso, timeZone), language);
}

/** Milliseconds that the clock of the zone is ahead of UTC, to the minute. */
function offsetOf(iso: string, timeZone: string): number {
  const at = new Date(iso);
  const minute = {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  } as const;
  const parts = new Intl.DateTimeFormat('en-US', { ...minute, timeZone, hourCycle: 'h23' }).formatToParts(at);
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value);
  const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'));
  return local - Math.floor(at.getTime() / 60_000) * 60_000;
}

function formatAt(iso: string, offset: number, language: Language): string {
  const local = new Date(Date.parse(iso) + offset);
  if (Number.isNaN(local.getTime())) return iso;
  const day = formatCalendarPart(
    { year: local.getUTCFullYear(), month: local.getUTCMonth() + 1, day: local.getUTCDate() },
    language,
  );
  return `${day}, ${local.toISOString().slice(11, 16)}`;
}
