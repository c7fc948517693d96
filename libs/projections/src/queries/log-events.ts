import type { Aggregate, LocalizedText } from '#domain';
import type pg from 'pg';

/** Columns of an event `e` of the log and its record `r`, for lists of the auditor. */
export const EVENT_COLUMNS = `e.position::text AS position, e.type, e.recorded_at, e.body::jsonb AS body,
  split_part(e.stream, '-', 1) AS aggregate, substr(e.stream, strpos(e.stream, '-') + 1) AS id,
  r.public_id, r.state -> 'titles' AS titles`;

export const JOIN_RECORD = `LEFT JOIN views.record_state r
  ON r.id::text = substr(e.stream, strpos(e.stream, '-') + 1)`;

export interface EventRow {
  readonly position: string;
  readonly type: string;
  readonly recorded_at: Date;
  readonly body: { readonly actor: { readonly id: string; readonly role: string } };
  readonly aggregate: Aggregate;
  readonly id: string;
  readonly public_id: string | null;
  readonly titles: LocalizedText | null;
}

export const eventOf = ({ position, type, recorded_at, body, ...record }: EventRow) => ({
  ...{ position, type, recordedAt: recorded_at.toISOString() },
  by: { id: body.actor.id, role: body.actor.role },
  record: {
    ...{ id: record.id, publicId: record.public_id ?? '', aggregate: record.aggregate },
    titles: record.titles,
  },
});

/** One page of rows that were asked for with one more than `limit`, and where the next begins. */
export function pageOf<Row extends { readonly position: string }>(rows: readonly Row[], limit: number) {
  const page = rows.slice(0, limit);
  return { page, next: rows.length > limit ? (page.at(-1)?.position ?? null) : null };
}

interface Name {
  readonly publicId: string;
  readonly titles: LocalizedText | null;
}

/** What records of these uuids are called, as staff know them. */
export async function readNames(pool: pg.Pool, ids: readonly string[]): Promise<ReadonlyMap<string, Name>> {
  const { rows } = await pool.query<Name & { readonly id: string }>({
    name: 'record-names',
    text: `SELECT id, public_id AS "publicId", state -> 'titles' AS titles FROM views.record_state
           WHERE id = ANY ($1::uuid[])`,
    values: [ids],
  });
  return new Map(rows.map(({ id, ...name }) => [id, name]));
}
