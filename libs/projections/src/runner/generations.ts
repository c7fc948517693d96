import type pg from 'pg';
import { tableOfGeneration, type Projection } from './projection.js';

/** Session-wide order in which processes make and switch generations of one projection. */
const lockKey = 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))';

/** Makes the first generation where there is none, and one of this code's version where only others are. */
export async function ensureGeneration(pool: pg.Pool, projection: Projection): Promise<void> {
  await inTransaction(pool, async (client) => {
    await client.query(lockKey, [`views:${projection.name}`]);
    const { rows } = await client.query<{ version: number }>(
      'SELECT version FROM views.generation WHERE projection = $1 ORDER BY generation',
      [projection.name],
    );
    // Older code beside newer: it reads the newer tables, which only ever gain columns, and builds nothing.
    if (rows.some((row) => row.version >= projection.version)) return;
    await makeGeneration(client, projection, rows.length === 0);
  });
}

/** Makes a further generation of the same version, to be built beside the live one. Resolves to its number. */
export async function beginRebuild(pool: pg.Pool, projection: Projection): Promise<number> {
  return inTransaction(pool, async (client) => {
    await client.query(lockKey, [`views:${projection.name}`]);
    await dropUnfinished(client, projection);
    return makeGeneration(client, projection, false);
  });
}

/** Takes a rebuild back; nothing of it stays. */
export async function cancelRebuild(pool: pg.Pool, projection: Projection): Promise<void> {
  await inTransaction(pool, async (client) => {
    await client.query(lockKey, [`views:${projection.name}`]);
    await dropUnfinished(client, projection);
  });
}

/**
 * Lets readers see `generation` from now on, when it is at least as far as the live one, or the live one is of a
 * history that the log no longer has; false while it is not. The tables of the old generation go.
 */
export async function switchTo(pool: pg.Pool, projection: Projection, generation: number): Promise<boolean> {
  return inTransaction(pool, async (client) => {
    await client.query(lockKey, [`views:${projection.name}`]);
    const { rows } = await client.query<{
      generation: number;
      position: bigint;
      live: boolean;
      current: boolean;
    }>(
      `SELECT g.generation, g.position, g.generation = p.live_generation AS live,
              g.epoch = h.epoch AND g.position <= h.position AS current
       FROM views.generation g JOIN views.projection p ON p.name = g.projection CROSS JOIN es.log_head h
       WHERE g.projection = $1 ORDER BY g.generation FOR UPDATE OF g`,
      [projection.name],
    );
    const next = rows.find((row) => row.generation === generation);
    const live = rows.find((row) => row.live);
    if (next === undefined || live === undefined) return false;
    if (live.current && next.position < live.position) return false;
    await client.query('UPDATE views.projection SET live_generation = $2 WHERE name = $1', [
      projection.name,
      generation,
    ]);
    await showGeneration(client, projection, generation);
    for (const row of rows.filter((other) => other.generation < generation)) {
      await dropGeneration(client, projection, row.generation);
    }
    return true;
  });
}

async function makeGeneration(
  client: pg.ClientBase,
  projection: Projection,
  first: boolean,
): Promise<number> {
  const { rows } = await client.query<{ last_generation: number }>(
    `INSERT INTO views.projection (name, live_generation, last_generation) VALUES ($1, 1, 1)
     ON CONFLICT (name) DO UPDATE SET last_generation = views.projection.last_generation + 1
     RETURNING last_generation`,
    [projection.name],
  );
  const generation = rows[0]?.last_generation ?? 1;
  await client.query(
    `INSERT INTO views.generation (projection, generation, version, epoch)
     SELECT $1, $2, $3, epoch FROM es.log_head`,
    [projection.name, generation, projection.version],
  );
  for (const table of projection.tables) {
    const name = tableOfGeneration(table.name, generation);
    await client.query(`CREATE TABLE ${name} (${table.columns})`);
    await client.query(`GRANT SELECT ON ${name} TO es_notifier, es_reader`);
    for (const index of table.indexes) {
      const unique = index.startsWith('UNIQUE ');
      await client.query(
        `CREATE ${unique ? 'UNIQUE ' : ''}INDEX ON ${name} ${unique ? index.slice(7) : index}`,
      );
    }
  }
  if (first) await showGeneration(client, projection, generation);
  return generation;
}

async function showGeneration(
  client: pg.ClientBase,
  projection: Projection,
  generation: number,
): Promise<void> {
  for (const table of projection.tables) {
    const view = `views.${table.name}`;
    await client.query(`DROP VIEW IF EXISTS ${view}`);
    await client.query(`CREATE VIEW ${view} AS SELECT * FROM ${tableOfGeneration(table.name, generation)}`);
    await client.query(`GRANT SELECT ON ${view} TO es_notifier, es_reader`);
  }
}

async function dropUnfinished(client: pg.ClientBase, projection: Projection): Promise<void> {
  const { rows } = await client.query<{ generation: number }>(
    `SELECT g.generation FROM views.generation g JOIN views.projection p ON p.name = g.projection
     WHERE g.projection = $1 AND g.generation > p.live_generation ORDER BY g.generation FOR UPDATE OF g`,
    [projection.name],
  );
  for (const row of rows) await dropGeneration(client, projection, row.generation);
}

async function dropGeneration(
  client: pg.ClientBase,
  projection: Projection,
  generation: number,
): Promise<void> {
  await client.query('DELETE FROM views.generation WHERE projection = $1 AND generation = $2', [
    projection.name,
    generation,
  ]);
  for (const table of projection.tables) {
    await client.query(`DROP TABLE IF EXISTS ${tableOfGeneration(table.name, generation)}`);
  }
}

/**
 * Runs `work` in a transaction, which ends itself when this process is silent in it for `idleSeconds`: one that was
 * stopped must not keep its locks from the next runner.
 */
export async function inTransaction<T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<T>,
  { idleSeconds }: { readonly idleSeconds?: number } = {},
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query(
      idleSeconds === undefined
        ? 'BEGIN'
        : `BEGIN; SET LOCAL idle_in_transaction_session_timeout = ${Math.ceil(idleSeconds * 1_000)}`,
    );
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch((cause: unknown) => {
      broken = cause instanceof Error ? cause : new Error(String(cause));
    });
    throw error;
  } finally {
    client.release(broken);
  }
}
