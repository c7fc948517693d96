import type { Activity } from '#contracts';
import type pg from 'pg';
import type { Viewer } from './viewer.js';

interface MonthRow {
  readonly month: string;
  readonly seen_by_all: number;
  readonly seen_by_staff: number;
}

interface Counted {
  readonly position: bigint;
  readonly months: ReadonlyMap<string, Readonly<Record<Viewer, number>>>;
}

// Almaty keeps UTC+5 for as long as this log exists; the tables of older databases still say +6.
const MONTHS = {
  name: 'activity-months',
  text: `SELECT to_char(recorded_at AT TIME ZONE 'UTC' + interval '5 hours', 'YYYY-MM') AS month,
           count(*) FILTER (WHERE body::json ->> 'visibility' = 'public')::int AS seen_by_all,
           count(*)::int AS seen_by_staff
         FROM es.all_events WHERE position > $1 AND position <= $2 GROUP BY 1 ORDER BY 1`,
};
const AT_ONCE = 50_000n;

/**
 * Counts what was recorded a month. The log never changes, so that what was counted once stays: each question reads
 * only what was recorded since the one before.
 */
export class ActivityCounter {
  private counted: Counted = { position: 0n, months: new Map() };
  private running: Promise<void> = Promise.resolve();
  constructor(private readonly pool: pg.Pool) {}

  /** The months up to `position`, or a later one that another question asked for. */
  async read(position: bigint, viewer: Viewer): Promise<Activity> {
    const run = this.running.then(() => this.countUpTo(position));
    // A failed count leaves what was counted before: the next question goes on from there.
    this.running = run.catch(() => undefined);
    await run;
    const months = [...this.counted.months]
      .map(([month, events]) => ({ month, events: events[viewer] }))
      .filter(({ events }) => events > 0)
      .sort((a, b) => (a.month < b.month ? -1 : 1));
    return { months, asOfPosition: String(this.counted.position) };
  }

  private async countUpTo(position: bigint): Promise<void> {
    while (this.counted.position < position) {
      const after = this.counted.position;
      const last = after + AT_ONCE < position ? after + AT_ONCE : position;
      const { rows } = await this.pool.query<MonthRow>({ ...MONTHS, values: [String(after), String(last)] });
      this.counted = { position: last, months: added(this.counted.months, rows) };
    }
  }
}

function added(before: Counted['months'], rows: readonly MonthRow[]): Counted['months'] {
  const months = new Map(before);
  for (const { month, seen_by_all, seen_by_staff } of rows) {
    const known = months.get(month) ?? { public: 0, staff: 0 };
    months.set(month, { public: known.public + seen_by_all, staff: known.staff + seen_by_staff });
  }
  return months;
}
