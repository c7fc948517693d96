import type { LateFactPage, LateFactsQuery } from '#contracts';
import type pg from 'pg';
import { EVENT_COLUMNS, eventOf, JOIN_RECORD, pageOf, type EventRow } from './log-events.js';

const DAYS = `((e.recorded_at AT TIME ZONE 'Asia/Almaty')::date - (e.body::jsonb ->> 'occurredTo')::date)`;
const spanOf = (days: string): string =>
  `CASE WHEN ${days} <= 182 THEN 'halfYear' WHEN ${days} <= 365 THEN 'year' ELSE 'longer' END`;
const ORIGINAL = `e.type NOT IN ('EventCorrected', 'EventRetracted')`;

// A fact is late when it was recorded more than 90 days after the last day on which it can have happened.
const PAGE = `SELECT ${EVENT_COLUMNS}, ${DAYS} AS days FROM es.all_events e ${JOIN_RECORD}
  WHERE ${ORIGINAL} AND ${DAYS} > 90 AND ($1::text IS NULL OR ${spanOf(DAYS)} = $1)
    AND ($2::text IS NULL OR e.body::jsonb #>> '{actor,id}' = $2) AND ($3::bigint IS NULL OR e.position < $3)
  ORDER BY e.position DESC LIMIT $4`;

// OFFSET 0 keeps the planner from reading the same body again for every use of `days`.
const COUNTS = `SELECT ${spanOf('days')} AS name, count(*)::int AS count FROM (
    SELECT ${DAYS} AS days, CASE WHEN $2::text IS NOT NULL THEN e.body::jsonb #>> '{actor,id}' END AS actor
    FROM es.all_events e WHERE ${ORIGINAL} OFFSET 0
  ) dated
  WHERE days > 90 AND ($1::text IS NULL OR ${spanOf('days')} = $1) AND ($2::text IS NULL OR actor = $2)
  GROUP BY 1 ORDER BY 1`;

interface LateRow extends EventRow {
  readonly body: EventRow['body'] & { readonly occurredOn?: string | null; readonly origin: string };
  readonly days: number;
}

/** Facts that were recorded more than 90 days after they happened, the newest first. */
export async function readLateFacts(
  pool: pg.Pool,
  { span, by, before, limit }: LateFactsQuery,
): Promise<LateFactPage> {
  const filter = [span ?? null, by ?? null];
  const counts = await pool.query<LateFactPage['counts'][number]>({
    ...{ name: 'late-fact-counts', text: COUNTS, values: filter },
  });
  const { rows } = await pool.query<LateRow>({
    ...{ name: 'late-facts', text: PAGE, values: [...filter, before ?? null, limit + 1] },
  });
  const { page, next } = pageOf(rows, limit);
  return { items: page.map(lateFactOf), counts: counts.rows, next };
}

const lateFactOf = (row: LateRow): LateFactPage['items'][number] => ({
  ...eventOf(row),
  ...{ occurredOn: row.body.occurredOn ?? '', days: row.days, imported: row.body.origin === 'import' },
});
