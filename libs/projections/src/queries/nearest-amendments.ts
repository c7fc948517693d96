import type { NearestAmendments } from '#contracts';
import type pg from 'pg';

const NEAREST = `SELECT
  (SELECT max(position) FROM views.amendment WHERE position < $1)::text AS before,
  (SELECT min(position) FROM views.amendment WHERE position > $1)::text AS after`;

/** The nearest correction or retraction before a position of the log and the nearest behind it. */
export async function readNearestAmendments(pool: pg.Pool, position: bigint): Promise<NearestAmendments> {
  const { rows } = await pool.query<NearestAmendments>({
    ...{ name: 'nearest-amendments', text: NEAREST, values: [String(position)] },
  });
  return rows[0] ?? { before: null, after: null };
}
