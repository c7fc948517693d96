import type { Language } from '#domain';
import { INTL_LOCALE } from './months.js';

// Ours for the same reason as the months: browsers name none in Kazakh.
const KAZAKH = ['дүйсенбі', 'сейсенбі', 'сәрсенбі', 'бейсенбі', 'жұма', 'сенбі', 'жексенбі'] as const;

/** 1970 began on a Thursday: its fifth day was a Monday. */
const MONDAY = 5;

/** Names of the days of the week, Monday first. */
export function weekdaysIn(language: Language): readonly string[] {
  if (language === 'kk') return KAZAKH;
  const format = new Intl.DateTimeFormat(INTL_LOCALE[language], { weekday: 'long', timeZone: 'UTC' });
  return Array.from({ length: 7 }, (_, index) => format.format(new Date(Date.UTC(1970, 0, MONDAY + index))));
}
