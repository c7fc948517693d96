import { todayInAlmaty } from '../format/age.js';

const DAY = 86_400_000;

export const daysAgo = (days: number, now: number): string => todayInAlmaty(now - days * DAY);

/** Last day of the quarter before the present one. */
export function endOfLastQuarter(now: number): string {
  const [year = 0, month = 1] = todayInAlmaty(now).split('-').map(Number);
  const first = Math.floor((month - 1) / 3) * 3;
  return new Date(Date.UTC(year, first, 0)).toISOString().slice(0, 10);
}
