import type { Language } from '#domain';
import { formatPartialDate } from '../../format/dates.js';

/** First and last day that an event may lie on. */
export interface Bounds {
  readonly from: string | null;
  readonly to: string;
}

const lastDay = (month: string): string => {
  const [year, number] = month.split('-').map(Number);
  return new Date(Date.UTC(year ?? 0, number ?? 1, 0)).toISOString().slice(0, 10);
};

/** Bounds as the date that they came from: a day, a whole month, a whole year, or a range. */
export function boundsToEdtf({ from, to }: Bounds): string {
  if (from === null) return `../${to}`;
  if (from === to) return to;
  const month = from.slice(0, 7);
  if (from.endsWith('-01') && to === lastDay(month)) return month;
  const year = from.slice(0, 4);
  return from === `${year}-01-01` && to === `${year}-12-31` ? year : `${from}/${to}`;
}

export const boundsText = (bounds: Bounds, language: Language): string =>
  formatPartialDate(boundsToEdtf(bounds), language);
