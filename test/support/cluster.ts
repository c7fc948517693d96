import { startEmbeddedPostgres, type EmbeddedPostgres } from '#platform';
import { migrate } from '#migrations';
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { clusterAddress, loginUrls, TEMPLATE, type ClusterAddress } from './cluster-address.js';

const PREFIX = 'agreement-tracker-test-';

interface SharedCluster {
  users: number;
  readonly stop: () => Promise<void>;
}

let shared: Promise<SharedCluster> | undefined;

/** Starts the cluster of this test run, or joins it. */
export async function acquireCluster(): Promise<void> {
  shared ??= start();
  (await shared).users += 1;
}

/** Stops the cluster when its last user leaves. */
export async function releaseCluster(): Promise<void> {
  const cluster = await shared;
  if (cluster === undefined) return;
  cluster.users -= 1;
  if (cluster.users > 0) return;
  shared = undefined;
  await cluster.stop();
}

async function start(): Promise<SharedCluster> {
  const foreign = process.env['TEST_POSTGRES_URL'];
  const server = foreign === undefined ? await startTemporary() : undefined;
  const address: ClusterAddress = { superUrl: server?.url ?? (foreign as string), pid: server?.pid ?? null };
  process.env['TEST_CLUSTER'] = JSON.stringify(address);
  try {
    await prepareTemplate();
  } catch (error) {
    await server?.stop();
    throw error;
  }
  return { users: 0, stop: async () => server?.stop() };
}

async function startTemporary(): Promise<{ url: string; pid: number; stop: () => Promise<void> }> {
  await sweepLeftovers();
  const folder = await mkdtemp(join(tmpdir(), PREFIX));
  await chmod(folder, 0o755);
  await writeFile(join(folder, 'owner.pid'), String(process.pid));
  const server: EmbeddedPostgres = await startEmbeddedPostgres({ dataDir: folder });
  await writeFile(join(folder, 'server.pid'), String(server.pid));
  const killAtExit = () => process.kill(server.pid, 'SIGQUIT');
  process.once('exit', killAtExit);
  return {
    url: server.url('postgres'),
    pid: server.pid,
    stop: async () => {
      process.removeListener('exit', killAtExit);
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Ends the servers and removes the folders of test runs that were killed before their teardown. */
async function sweepLeftovers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(PREFIX)) continue;
    const folder = join(tmpdir(), name);
    const owner = Number(await readFile(join(folder, 'owner.pid'), 'utf8').catch(() => '0'));
    if (owner === 0 || isAlive(owner)) continue;
    const server = Number(await readFile(join(folder, 'server.pid'), 'utf8').catch(() => '0'));
    const command = await readFile(`/proc/${server}/cmdline`, 'utf8').catch(() => '');
    if (server > 0 && command.includes(folder)) process.kill(server, 'SIGQUIT');
    await rm(folder, { recursive: true, force: true, maxRetries: 5 }).catch(() => undefined);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** One migrated database; each spec file clones it. Roles are the cluster's: logins as a deployment would have. */
async function prepareTemplate(): Promise<void> {
  const { superUrl } = clusterAddress();
  const client = new pg.Client({ connectionString: superUrl });
  await client.connect();
  try {
    await client.query(`DROP DATABASE IF EXISTS ${TEMPLATE} WITH (FORCE)`);
    await client.query(`DO $$ BEGIN
      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'tracker_test_owner') THEN
        CREATE ROLE tracker_test_owner LOGIN CREATEROLE PASSWORD 'owner';
        CREATE ROLE tracker_test_login LOGIN NOINHERIT PASSWORD 'login';
      END IF;
    END $$`);
    await client.query(`CREATE DATABASE ${TEMPLATE} OWNER tracker_test_owner`);
    await migrate({ url: loginUrls(TEMPLATE).ownerUrl });
    await client.query('GRANT tracker_app TO tracker_test_login');
  } finally {
    await client.end();
  }
}
