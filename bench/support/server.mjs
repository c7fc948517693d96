import { migrate } from '#migrations';
import { startEmbeddedPostgres } from '#platform';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

/** A server of the bench's own in a temporary folder, durable as in production, with one migrated database. */
export async function startServer(settings = []) {
  const folder = await mkdtemp(join(tmpdir(), 'agreement-tracker-bench-'));
  await chmod(folder, 0o755);
  const server = await startEmbeddedPostgres({ dataDir: folder, settings });
  const admin = new pg.Client({ connectionString: server.url('postgres') });
  await admin.connect();
  await admin.query('CREATE DATABASE bench');
  await admin.end();
  const url = server.url('bench');
  await migrate({ url });
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return {
    url,
    query: (text, values) => client.query(text, values),
    stop: async () => {
      await client.end();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** What makes a commit durable here, in one line. */
export async function durability({ query }) {
  const { rows } = await query(
    `SELECT name, setting FROM pg_settings WHERE name IN ('server_version', 'fsync', 'synchronous_commit',
       'full_page_writes', 'wal_sync_method', 'commit_delay', 'data_checksums') ORDER BY name`,
  );
  return rows.map(({ name, setting }) => `${name} ${setting}`).join(', ');
}
