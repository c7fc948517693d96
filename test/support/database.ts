import { createPool, type PoolOptions } from '#platform';
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { assertTestName, clusterAddress, loginUrls, TEMPLATE } from './cluster-address.js';

export interface TestDatabase {
  readonly name: string;
  /** The product's login, member of tracker_app only. */
  readonly url: string;
  /** Owner of the database, who migrates; no superuser. */
  readonly ownerUrl: string;
  readonly superUrl: string;
  /** Pool as the product uses it (role tracker_app, UTC, int8 as bigint); ended by `drop`. */
  appPool(options?: Partial<PoolOptions>): pg.Pool;
  /** Superuser pool for looking behind the product's back; ended by `drop`. */
  ownerPool(): pg.Pool;
  /** Ends the pools above and drops the database. Rejects when the spec left a connection of its own open. */
  drop(): Promise<void>;
}

/**
 * A database of this spec file's own, cloned from the migrated template:
 * `const db = await cloneDatabase()` in beforeAll and `await db.drop()` in afterAll.
 */
export async function cloneDatabase(): Promise<TestDatabase> {
  return createDatabase(`TEMPLATE ${TEMPLATE}`);
}

/** A database without any migration. */
export async function emptyDatabase(): Promise<TestDatabase> {
  return createDatabase('TEMPLATE template0');
}

async function createDatabase(from: string): Promise<TestDatabase> {
  const name = `tracker_test_${randomBytes(6).toString('hex')}`;
  assertTestName(name);
  await asSuperuser((client) => client.query(`CREATE DATABASE ${name} OWNER tracker_test_owner ${from}`));
  const urls = loginUrls(name);
  const pools: pg.Pool[] = [];
  const keep = (pool: pg.Pool) => {
    pools.push(pool);
    return pool;
  };
  return {
    name,
    ...urls,
    appPool: (options) => keep(createPool({ applicationName: 'spec', url: urls.url, ...options })),
    ownerPool: () => keep(createPool({ applicationName: 'spec-owner', url: urls.superUrl, role: null })),
    drop: async () => {
      await Promise.all(pools.filter((pool) => !pool.ended).map((pool) => pool.end()));
      await asSuperuser(async (client) => {
        const leaked = await remainingConnections(client, name);
        await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
        if (leaked.length > 0) throw new Error(`connections left open: ${leaked.join('; ')}`);
      });
    },
  };
}

/** A closed connection's backend may live some milliseconds longer; what remains after two seconds is a leak. */
async function remainingConnections(client: pg.Client, name: string): Promise<string[]> {
  const deadline = Date.now() + 2_000;
  for (;;) {
    const { rows } = await client.query<{ what: string }>(
      `SELECT format('%s (%s): %s', application_name, state, left(query, 80)) AS what FROM pg_stat_activity
       WHERE datname = $1 AND backend_type = 'client backend' ORDER BY pid`,
      [name],
    );
    if (rows.length === 0 || Date.now() > deadline) return rows.map((row) => row.what);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function asSuperuser<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: clusterAddress().superUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
