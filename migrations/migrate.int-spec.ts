import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { assertMigrated, migrate } from '#migrations';
import { sql, type Kysely } from 'kysely';
import { readFile } from 'node:fs/promises';
import { emptyDatabase, type TestDatabase } from '../test/support/database.js';
import { dumpSchema } from '../test/support/schema-dump.js';
import { runMigrations } from './migrate.js';

let db: TestDatabase;
beforeEach(async () => {
  db = await emptyDatabase();
});
afterEach(async () => {
  await db.drop();
});

const createTable = (name: string) => ({
  up: async (kysely: Kysely<unknown>): Promise<void> => {
    await sql`CREATE TABLE public.${sql.ref(name)} (n integer)`.execute(kysely);
  },
});

const tables = async (): Promise<string[]> => {
  const { rows } = await db
    .ownerPool()
    .query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace ORDER BY 1`,
    );
  return rows.map((row) => row.name);
};

describe('migrate', () => {
  it('applies each migration once when several processes start together', async () => {
    const results = await Promise.all([1, 2, 3, 4].map(() => migrate({ url: db.ownerUrl })));
    const applied = results.map((result) => result.applied.length);
    expect(applied.filter((count) => count > 0)).toHaveLength(1);
    const { rows } = await db.ownerPool().query<{ name: string }>('SELECT name FROM migrations.applied');
    expect(rows).toHaveLength(Math.max(...applied));
    await expect(assertMigrated({ url: db.url })).resolves.toBeUndefined();
  });

  it.each([
    ['its owner', (database: TestDatabase) => database.ownerUrl],
    ['a superuser', (database: TestDatabase) => database.superUrl],
  ])('makes the committed schema when run by %s', async (_who, urlOf) => {
    await migrate({ url: urlOf(db) });
    const client = await db.ownerPool().connect();
    const dump = await dumpSchema(client);
    client.release();
    const committed = await readFile(new URL('./schema.sql', import.meta.url), 'utf8');
    expect(dump).toBe(committed);
  });

  it('works on two databases of one cluster at the same time', async () => {
    const other = await emptyDatabase();
    try {
      const results = await Promise.all([migrate({ url: db.ownerUrl }), migrate({ url: other.ownerUrl })]);
      expect(results[0].applied).toEqual(results[1].applied);
    } finally {
      await other.drop();
    }
  });

  it('changes nothing when one of the pending migrations fails, and names it', async () => {
    await grantPublic();
    const broken = { up: () => Promise.reject(new Error('no such thing')) };
    const run = runMigrations({
      url: db.superUrl,
      migrations: { '2027-01-01T0000_a': createTable('a'), '2027-01-01T0001_b': broken },
    });
    await expect(run).rejects.toMatchObject({
      code: 'FAILED',
      message: expect.stringContaining('2027-01-01T0001_b') as unknown,
    });
    expect(await tables()).toEqual([]);
  });
});

describe('a release older than the database', () => {
  const first = { '2027-01-01T0000_a': createTable('a') };

  it('goes on when the newer migrations only add', async () => {
    await grantPublic();
    await runMigrations({
      url: db.superUrl,
      migrations: { ...first, '2027-01-01T0001_b': createTable('b') },
    });
    await expect(runMigrations({ url: db.superUrl, migrations: first })).resolves.toEqual({ applied: [] });
  });

  it('refuses when one of them is marked as breaking', async () => {
    await grantPublic();
    const newer = { ...first, '2027-01-01T0001_b_breaking': createTable('b') };
    await runMigrations({ url: db.superUrl, migrations: newer });
    await expect(runMigrations({ url: db.superUrl, migrations: first })).rejects.toMatchObject({
      code: 'TOO_NEW',
    });
  });

  it('refuses when it has migrations of its own that the database lacks', async () => {
    await grantPublic();
    await runMigrations({ url: db.superUrl, migrations: { '2027-01-01T0001_b': createTable('b') } });
    await expect(runMigrations({ url: db.superUrl, migrations: first })).rejects.toMatchObject({
      code: 'DIVERGED',
    });
  });
});

describe('assertMigrated', () => {
  it('names what is missing', async () => {
    await expect(assertMigrated({ url: db.ownerUrl })).rejects.toMatchObject({
      code: 'PENDING',
      message: expect.stringContaining('2026-11-24T0010_event_log') as unknown,
    });
  });

  it('says so when the database cannot be reached', async () => {
    const gone = new URL(db.ownerUrl);
    gone.port = '1';
    await expect(migrate({ url: gone.href })).rejects.toMatchObject({ code: 'UNREACHABLE' });
  });
});

/** These migrations make their tables in `public`, where es_owner has no right of its own. */
async function grantPublic(): Promise<void> {
  await db.ownerPool().query('GRANT CREATE ON SCHEMA public TO es_owner');
}
