import type { Activity } from '#contracts';

type Month = Activity['months'][number];

const SHOWN = 24;
const FEWEST = 12;

const numberOf = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;

const nameOf = (number: number): string =>
  `${String(Math.floor(number / 12)).padStart(4, '0')}-${String((number % 12) + 1).padStart(2, '0')}`;

/**
 * The months up to the last with events, those without events too: 24 at most, and 12 at least, so that one month
 * does not fill the whole picture.
 */
export function lastMonths(months: readonly Month[]): readonly Month[] {
  const [first, last] = [months[0], months.at(-1)];
  if (first === undefined || last === undefined) return [];
  const end = numberOf(last.month);
  const start = Math.max(end - SHOWN + 1, Math.min(numberOf(first.month), end - FEWEST + 1));
  const events = new Map(months.map((month) => [month.month, month.events]));
  return Array.from({ length: end - start + 1 }, (_, at) => {
    const month = nameOf(start + at);
    return { month, events: events.get(month) ?? 0 };
  });
}
