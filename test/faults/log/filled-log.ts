import type { TestDatabase } from '../../support/database.js';

/** Fields of a body in canonical order, some 700 bytes as the register's own events have. */
const body = (stream: string) => `
  '{"actor":{"id":"staff-1","role":"staff"},"backfill":false,"basis":"reported","command":"Count","correlation":"c",'
  || '"data":{"n":' || n || ',"text":"${'x'.repeat(500)}"},"id":"0193a3f0-0000-7000-8000-000000000000","origin":"live",'
  || '"prev":null,"schema":1,"sources":[],"stream":"${stream}","type":"Counted","v":1,"version":' || n
  || ',"visibility":"public"}'`;

/**
 * Fills an empty log with one stream of `count` events, without the store: a million appends would take minutes. What
 * is read back is well formed; the commitments are not those of the bodies.
 */
export async function fillLog(db: TestDatabase, stream: string, count: number): Promise<void> {
  const pool = db.ownerPool();
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query(
      `INSERT INTO es.events
         (position, recorded_at, version, schema_version, command_id, stream, type, salt, commitment, body)
       SELECT n, now(), n, 1, gen_random_uuid(), $1, 'Counted', decode(md5(n::text), 'hex'), sha256(n::text::bytea),
         ${body(stream)}
       FROM generate_series(1, $2::bigint) AS n`,
      [stream, count],
    );
    await client.query('UPDATE es.log_head SET position = $1, recorded_at = now()', [count]);
    await client.query('COMMIT');
  } finally {
    client.release();
  }
}
