import { startEmbeddedPostgres } from '#platform';
import { migrate } from '#migrations';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

export interface SecondCluster {
  /** Superuser's address of a migrated database without events. */
  readonly url: string;
  /** Ends the server and removes its folder. */
  stop(): Promise<void>;
}

/** A Postgres cluster beside that of the test run, as young as one can be: its transaction ids have just begun. */
export async function startSecondCluster(): Promise<SecondCluster> {
  const folder = await mkdtemp(join(tmpdir(), 'agreement-tracker-second-'));
  await chmod(folder, 0o755);
  const server = await startEmbeddedPostgres({ dataDir: folder });
  const stop = async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await query(server.url('postgres'), 'CREATE DATABASE tracker_test_restored');
    const url = server.url('tracker_test_restored');
    await migrate({ url });
    return { url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function query(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
