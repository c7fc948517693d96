import type { AmendmentPage, AmendmentsQuery } from '#contracts';
import type pg from 'pg';
import { EVENT_COLUMNS, eventOf, JOIN_RECORD, pageOf, type EventRow } from './log-events.js';

const AMENDMENT = `e.type IN ('EventCorrected', 'EventRetracted')
  AND ($1::text IS NULL OR e.type = $1) AND ($2::text IS NULL OR e.body::jsonb #>> '{actor,id}' = $2)
  AND ($3::text IS NULL OR e.body::jsonb #>> '{data,reasonCode}' = $3)
  AND e.position > $4 AND ($5::bigint IS NULL OR e.position <= $5)`;

const PAGE = `
  SELECT ${EVENT_COLUMNS}, t.type AS target_type, t.recorded_at AS target_at, t.body::jsonb -> 'actor' AS target_by
  FROM es.all_events e ${JOIN_RECORD}
  JOIN es.all_events t ON t.stream = e.stream AND t.body::jsonb ->> 'id' = e.body::jsonb #>> '{data,targetEventId}'
  WHERE ${AMENDMENT} AND ($6::bigint IS NULL OR e.position < $6)
  ORDER BY e.position DESC LIMIT $7`;

const COUNTS = `SELECT e.type AS name, count(*)::int AS count FROM es.all_events e
  WHERE ${AMENDMENT} GROUP BY 1 ORDER BY 1`;

interface AmendmentRow extends EventRow {
  readonly body: EventRow['body'] & {
    readonly data: { readonly reasonCode: string; readonly explanation: string };
  };
  readonly target_type: string;
  readonly target_at: Date;
  readonly target_by: EventRow['body']['actor'];
}

const DAY = 86_400_000;

/** Positions of the log: after one, and up to another where the period has an end. */
export interface Period {
  readonly from: bigint;
  readonly to: bigint | undefined;
}

/** Corrections and retractions, the newest first, each with what it amended and how long that had stood. */
export async function readAmendments(
  pool: pg.Pool,
  { type, by, reason, before, limit }: AmendmentsQuery,
  { from, to }: Period,
): Promise<AmendmentPage> {
  const filter = [
    type ?? null,
    by ?? null,
    reason ?? null,
    String(from),
    to === undefined ? null : String(to),
  ];
  const counts = await pool.query<AmendmentPage['counts'][number]>({
    ...{ name: 'amendment-counts', text: COUNTS, values: filter },
  });
  const { rows } = await pool.query<AmendmentRow>({
    ...{ name: 'amendments', text: PAGE, values: [...filter, before ?? null, limit + 1] },
  });
  const { page, next } = pageOf(rows, limit);
  return { items: page.map(amendmentOf), counts: counts.rows, next };
}

function amendmentOf(row: AmendmentRow): AmendmentPage['items'][number] {
  const { id, role } = row.target_by;
  return {
    ...eventOf(row),
    ...{ reasonCode: row.body.data.reasonCode, explanation: row.body.data.explanation },
    target: { type: row.target_type, recordedAt: row.target_at.toISOString(), by: { id, role } },
    days: Math.floor((row.recorded_at.getTime() - row.target_at.getTime()) / DAY),
  };
}
