import type { RecorderList } from '#contracts';
import type pg from 'pg';
import type { Moment } from './moment.js';

// Of those who recorded in the period: what of it was amended since then, whoever amended it.
const RECORDERS = `
  WITH amendment AS (
    SELECT stream, type, body::jsonb #>> '{data,targetEventId}' AS target FROM es.all_events
    WHERE type IN ('EventCorrected', 'EventRetracted') AND position > $1
  ), event AS (
    SELECT stream, body::jsonb AS body FROM es.all_events
    WHERE position > $1 AND position <= $2 AND type NOT IN ('EventCorrected', 'EventRetracted')
  ), amended AS (
    SELECT stream, target, bool_or(type = 'EventRetracted') AS retracted FROM amendment GROUP BY stream, target
  )
  SELECT event.body #>> '{actor,id}' AS id, min(event.body #>> '{actor,role}') AS role, count(*)::int AS recorded,
    count(*) FILTER (WHERE NOT amended.retracted)::int AS corrected,
    count(*) FILTER (WHERE amended.retracted)::int AS retracted
  FROM event LEFT JOIN amended ON amended.stream = event.stream AND amended.target = event.body ->> 'id'
  GROUP BY 1 ORDER BY count(amended.target)::numeric / count(*) DESC, 1`;

interface RecorderRow {
  readonly id: string;
  readonly role: string;
  readonly recorded: number;
  readonly corrected: number;
  readonly retracted: number;
}

/** Who recorded how much after one moment and up to another, and how much of it was amended since. */
export async function readRecorders(
  pool: pg.Pool,
  { from, to }: { readonly from: Moment; readonly to: Moment },
): Promise<RecorderList> {
  const { rows } = await pool.query<RecorderRow>({
    ...{ name: 'recorders', text: RECORDERS, values: [String(from.position), String(to.position)] },
  });
  return {
    items: rows.map(({ id, role, ...counts }) => ({
      ...{ by: { id, role }, ...counts },
      rate: Number(((counts.corrected + counts.retracted) / counts.recorded).toFixed(4)),
    })),
    ...{ from: String(from.position), to: String(to.position) },
  };
}
