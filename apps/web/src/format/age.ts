const DAY = 86_400_000;

/** A span that people read at a glance: days up to 60, then months, then years with one month precision dropped. */
export interface Age {
  readonly unit: 'days' | 'months' | 'years';
  readonly count: number;
}

/** Whole days from `from` to `to` (`YYYY-MM-DD`); negative when `to` lies before. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY);

/** Today in the calendar of the register, Asia/Almaty (UTC+5). */
export const todayInAlmaty = (now: number): string =>
  new Date(now + 5 * 3_600_000).toISOString().slice(0, 10);

/** Age in the unit that says most with one number. */
export function ageOf(days: number): Age {
  if (days <= 60) return { unit: 'days', count: Math.max(0, days) };
  if (days < 730) return { unit: 'months', count: Math.floor(days / 30.44) };
  return { unit: 'years', count: Math.floor(days / 365.25) };
}
