import type pg from 'pg';

const ROWS_AT_A_TIME = 1_000;

/**
 * Every table of the log as text, as pg_dump writes it: the output form of each value, which the input function of
 * its type reads back. It stands in for pg_dump, which the Postgres from npm lacks and whose major version must not be
 * older than the server's: a machine that has neither would have to leave the test out.
 */
export type LogBackup = ReadonlyMap<string, readonly string[]>;

/** All tables of `es` in one snapshot, whatever tables there are. */
export async function backUp(pool: pg.Pool): Promise<LogBackup> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const backup = new Map<string, string[]>();
    for (const table of await tablesOf(client)) {
      const { rows } = await client.query<{ text: string }>(`SELECT t::text AS text FROM ${table} AS t`);
      backup.set(
        table,
        rows.map(({ text }) => text),
      );
    }
    await client.query('COMMIT');
    return backup;
  } finally {
    client.release();
  }
}

/** Puts a backup into a migrated database whose log is empty. `pool` is a superuser's. */
export async function restore(backup: LogBackup, pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    // The migration made the counter's row, where a restored dump brings its own.
    await client.query('ALTER TABLE es.log_head DISABLE TRIGGER log_head_refuse_removal');
    await client.query('DELETE FROM es.log_head');
    await client.query('ALTER TABLE es.log_head ENABLE ALWAYS TRIGGER log_head_refuse_removal');
    for (const [table, rows] of backup) {
      for (let n = 0; n < rows.length; n += ROWS_AT_A_TIME) {
        await client.query(
          `INSERT INTO ${table} SELECT (row_text::${table}).* FROM unnest($1::text[]) AS row_text`,
          [rows.slice(n, n + ROWS_AT_A_TIME)],
        );
      }
    }
    await client.query('COMMIT');
  } finally {
    client.release();
  }
}

async function tablesOf(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT c.oid::regclass::text AS name FROM pg_class c
     WHERE c.relnamespace = 'es'::regnamespace AND c.relkind = 'r' ORDER BY c.relname`,
  );
  return rows.map(({ name }) => name);
}

/** Uses up transaction ids, as years of other work do. */
export async function spendTransactionIds(pool: pg.Pool, count: number): Promise<void> {
  await pool.query(
    `DO $$ BEGIN FOR n IN 1 .. ${count} LOOP PERFORM pg_current_xact_id(); COMMIT; END LOOP; END $$`,
  );
}

export async function nextTransactionId(pool: pg.Pool): Promise<bigint> {
  const { rows } = await pool.query<{ next: string }>(
    'SELECT pg_snapshot_xmax(pg_current_snapshot())::text AS next',
  );
  return BigInt(rows[0]?.next ?? 0);
}
