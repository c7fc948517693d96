import pg from 'pg';
import { migrate } from '#migrations';
import { APP_ROLE, newSecret, startEmbeddedPostgres, type Config, type EmbeddedPostgres } from '#platform';
import type { Progress } from './progress.js';

const DATABASE = 'tracker';
const LOGIN = 'tracker_login';

export interface Databases {
  /** Address that the product works with. */
  readonly url: string;
  stop(): Promise<void>;
}

/** A migrated database: the one that DATABASE_URL names, or the embedded server's own. */
export async function openDatabase(config: Config, progress: Progress): Promise<Databases> {
  if (config.databaseUrl !== undefined) {
    progress.step('Using the database of DATABASE_URL');
    await migrateWithProgress(config.databaseOwnerUrl ?? config.databaseUrl, progress);
    return { url: config.databaseUrl, stop: async () => undefined };
  }
  progress.step('Starting the embedded Postgres');
  const server = await startEmbeddedPostgres({ dataDir: config.dataDir });
  try {
    if (server.created) progress.step(`Made a new database in ${server.dataFolder}`);
    await ensureDatabase(server);
    await migrateWithProgress(server.url(DATABASE), progress);
    return { url: await loginUrl(server), stop: () => server.stop() };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function migrateWithProgress(url: string, progress: Progress): Promise<void> {
  const { applied } = await migrate({ url });
  if (applied.length > 0) progress.step(`Applied ${applied.length} migrations`);
}

async function ensureDatabase(server: EmbeddedPostgres): Promise<void> {
  await asSuperuser(server, 'postgres', async (client) => {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  });
}

/**
 * A login with no right of its own but the membership in the product's role, and a password made anew at each
 * start: not even RESET ROLE on one of its connections leads to the owner of the log.
 */
async function loginUrl(server: EmbeddedPostgres): Promise<string> {
  const password = newSecret(24);
  await asSuperuser(server, DATABASE, async (client) => {
    const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [LOGIN]);
    if (rowCount === 0) await client.query(`CREATE ROLE ${LOGIN} LOGIN NOINHERIT IN ROLE ${APP_ROLE}`);
    await client.query(`ALTER ROLE ${LOGIN} PASSWORD ${client.escapeLiteral(password)}`);
  });
  return `postgres://${LOGIN}:${password}@127.0.0.1:${server.port}/${DATABASE}`;
}

async function asSuperuser(
  server: EmbeddedPostgres,
  database: string,
  work: (client: pg.Client) => Promise<void>,
): Promise<void> {
  const client = new pg.Client({ connectionString: server.url(database), application_name: 'standalone' });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
