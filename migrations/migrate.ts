import { Kysely, PostgresDialect } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import pg from 'pg';
import { MigrationError } from './migration-error.js';
import { ensureRoles } from './roles.js';

/** Session lock of this database under which one process migrates at a time. */
const LOCK = 0x6167_7472;
const SCHEMA = 'migrations';
const TABLE = 'applied';

export interface MigrateOptions {
  /** Address of the database as its owner. */
  readonly url: string;
  /** Name to migration, in order of name. */
  readonly migrations: Readonly<Record<string, Migration>>;
  /** Told of each migration that was applied. */
  readonly onApplied?: (name: string) => void;
}

export interface MigrateResult {
  readonly applied: readonly string[];
}

/**
 * Brings the database to the schema of this code. Concurrent calls, also from other machines, apply each
 * migration once: the others wait for the first. All pending migrations are applied in one transaction.
 * @throws MigrationError when the database is newer in a way this code cannot work with, or a migration failed.
 */
export async function runMigrations(options: MigrateOptions): Promise<MigrateResult> {
  const client = await connect(options.url);
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    await ensureRoles(client);
    const unknown = unknownMigrations(await appliedMigrations(client), options.migrations);
    const pending = await pendingMigrations(client, options.migrations);
    assertUsable(unknown, pending);
    return { applied: pending.length === 0 ? [] : await apply(options) };
  } catch (cause) {
    if (cause instanceof MigrationError) throw cause;
    throw new MigrationError('FAILED', `the database could not be migrated: ${(cause as Error).message}`, {
      cause,
    });
  } finally {
    await client.end();
  }
}

/**
 * Checks, with the product's own rights, that the database has the schema this code needs.
 * @throws MigrationError PENDING when migrations are missing, TOO_NEW when the code is older than a breaking one.
 */
export async function checkMigrations(options: MigrateOptions): Promise<void> {
  const client = await connect(options.url);
  try {
    // A login of the product reads as its role; the owner, who need not be a member, has the right by itself.
    await client.query('SET ROLE tracker_app').catch(() => undefined);
    const pending = await pendingMigrations(client, options.migrations);
    assertUsable(unknownMigrations(await appliedMigrations(client), options.migrations), pending);
    if (pending.length > 0) {
      throw new MigrationError('PENDING', `the database lacks ${pending.join(', ')}: run "migrate" first`);
    }
  } finally {
    await client.end();
  }
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: 'migrate' });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return client;
  } catch (cause) {
    throw new MigrationError('UNREACHABLE', `the database cannot be reached: ${messageOf(cause)}`, { cause });
  }
}

async function apply(options: MigrateOptions): Promise<string[]> {
  const pool = new pg.Pool({
    connectionString: options.url,
    application_name: 'migrate',
    max: 1,
    options: '-c role=es_owner -c timezone=UTC',
  });
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  try {
    const migrator = new Migrator({
      db,
      provider: { getMigrations: async () => ({ ...options.migrations }) },
      migrationTableSchema: SCHEMA,
      migrationTableName: TABLE,
      migrationLockTableName: 'kysely_lock',
    });
    const { error, results } = await migrator.migrateToLatest();
    if (error !== undefined) {
      const failed = results?.find((result) => result.status === 'Error')?.migrationName ?? 'the first step';
      throw new MigrationError('FAILED', `${failed} failed and nothing was changed: ${messageOf(error)}`, {
        cause: error,
      });
    }
    const applied = (results ?? []).map((result) => result.migrationName);
    for (const name of applied) options.onApplied?.(name);
    return applied;
  } finally {
    await db.destroy();
  }
}

async function appliedMigrations(client: pg.ClientBase): Promise<string[]> {
  const { rows: found } = await client.query<{ present: boolean }>(
    `SELECT to_regclass('${SCHEMA}.${TABLE}') IS NOT NULL AS present`,
  );
  if (found[0]?.present !== true) return [];
  const { rows } = await client.query<{ name: string }>(`SELECT name FROM ${SCHEMA}.${TABLE} ORDER BY name`);
  return rows.map((row) => row.name);
}

async function pendingMigrations(
  client: pg.ClientBase,
  known: Readonly<Record<string, Migration>>,
): Promise<string[]> {
  const applied = new Set(await appliedMigrations(client));
  return Object.keys(known)
    .filter((name) => !applied.has(name))
    .sort();
}

const unknownMigrations = (
  applied: readonly string[],
  known: Readonly<Record<string, Migration>>,
): string[] => applied.filter((name) => !Object.hasOwn(known, name));

/**
 * Code that is older than the database goes on when the newer migrations only add (two releases run side by
 * side during a deployment), and refuses when one of them is marked `_breaking` at the end of its name.
 */
function assertUsable(unknown: readonly string[], pending: readonly string[]): void {
  const breaking = unknown.filter((name) => name.endsWith('_breaking'));
  if (breaking.length > 0) {
    throw new MigrationError(
      'TOO_NEW',
      `the database has ${breaking.join(', ')}, which this release cannot work with: start a newer release`,
    );
  }
  if (unknown.length > 0 && pending.length > 0) {
    throw new MigrationError(
      'DIVERGED',
      `the database has ${unknown.join(', ')}, unknown here, and lacks ${pending.join(', ')}: this is another line of releases`,
    );
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
