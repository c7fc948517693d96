import { migrate } from '#migrations';
import { createPool, freePort, startEmbeddedPostgres } from '#platform';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestDatabase } from '../database.js';
import { eventually } from '../eventually.js';

/** A Postgres of this spec's own, to be killed and started again. */
export interface OwnServer {
  readonly db: TestDatabase;
  /** Kills the server with all its sessions, as a crash does; resolves when it is gone. */
  kill(): Promise<void>;
  /** Starts it again on the same port with what it had made durable. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

const NAME = 'tracker_test_own';

export async function startOwnServer(): Promise<OwnServer> {
  const folder = await mkdtemp(join(tmpdir(), 'agreement-tracker-test-own-'));
  await chmod(folder, 0o755);
  const port = await freePort();
  const start = () => startEmbeddedPostgres({ dataDir: folder, port });
  let server = await start();
  const superUrl = server.url(NAME);
  const admin = new pg.Client({ connectionString: server.url('postgres') });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${NAME}`);
  await admin.end();
  await migrate({ url: superUrl });
  const pools: pg.Pool[] = [];
  const pool: TestDatabase['appPool'] = (options) => {
    const made = createPool({ applicationName: 'spec', url: superUrl, ...options });
    pools.push(made);
    return made;
  };
  const drop = async () => {
    await Promise.all(pools.filter((made) => !made.ended).map((made) => made.end()));
  };
  return {
    db: {
      name: NAME,
      url: superUrl,
      ownerUrl: superUrl,
      superUrl,
      appPool: pool,
      ownerPool: () => pool({ role: null }),
      drop,
    },
    kill: async () => {
      process.kill(server.pid, 'SIGQUIT');
      await eventually('the server is gone', () => !isAlive(server.pid));
    },
    restart: async () => {
      server = await start();
    },
    stop: async () => {
      await drop();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
