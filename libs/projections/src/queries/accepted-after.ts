import type pg from 'pg';

/** Somebody's wish for a record, and when it was refused. */
export interface RefusedWish {
  readonly id: string;
  readonly stream: string;
  readonly actorId: string;
  readonly at: string;
}

export interface Accepted {
  readonly position: string;
  readonly type: string;
  readonly recordedAt: string;
}

const FIRST = `
  SELECT w.id, e.position::text AS position, e.type, e.recorded_at
  FROM jsonb_to_recordset($1::jsonb) AS w(id uuid, stream text, "actorId" text, at timestamptz)
  CROSS JOIN LATERAL (
    SELECT position, type, recorded_at FROM es.all_events e
    WHERE e.stream = w.stream AND e.recorded_at > w.at AND e.body::jsonb #>> '{actor,id}' = w."actorId"
    ORDER BY e.version LIMIT 1
  ) e`;

/** The first event that the same person recorded on the same record afterwards, by the id of the refusal. */
export async function readAcceptedAfter(
  pool: pg.Pool,
  wishes: readonly RefusedWish[],
): Promise<ReadonlyMap<string, Accepted>> {
  if (wishes.length === 0) return new Map();
  const { rows } = await pool.query<{ id: string; position: string; type: string; recorded_at: Date }>({
    ...{ name: 'accepted-after', text: FIRST, values: [JSON.stringify(wishes)] },
  });
  return new Map(
    rows.map(({ id, recorded_at, ...event }) => [id, { ...event, recordedAt: recorded_at.toISOString() }]),
  );
}
