import { freePort } from '#platform';
import { describe } from '@jest/globals';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from './eventually.js';

/** A real Redis of this spec's own: append-only file, no eviction, in a folder that goes with it. */
export interface TestRedis {
  readonly url: string;
  readonly pid: number;
  /** Kills the server without a chance to write, and waits until it is gone. */
  kill(): Promise<void>;
  /** Starts a killed server again on the same port: with its file, or after losing all of it. */
  restart(options?: { readonly empty?: boolean }): Promise<void>;
  stop(): Promise<void>;
}

const isInstalled = spawnSync('redis-server', ['--version']).status === 0;
const mustRun = process.env['CI'] !== undefined;

/**
 * `describe` for what needs Redis. Where redis-server is missing the suite is counted as skipped, with a line that
 * says so; in CI it runs and fails.
 */
export function describeWithRedis(name: string, suite: () => void): void {
  if (isInstalled || mustRun) {
    describe(name, suite);
    return;
  }
  process.stderr.write(`SKIPPED: "${name}" needs redis-server, which is not installed here.\n`);
  describe.skip(`${name} (redis-server is not installed)`, suite);
}

/** Starts redis-server as a child on a free port of 127.0.0.1. */
export async function startRedis(): Promise<TestRedis> {
  const folder = await mkdtemp(join(tmpdir(), 'agreement-tracker-redis-'));
  const port = await freePort();
  let server = await start(port, folder);
  const killAtExit = () => server.kill('SIGKILL');
  process.once('exit', killAtExit);
  const kill = async () => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const gone = once(server, 'exit');
    server.kill('SIGKILL');
    await gone;
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    get pid() {
      return server.pid as number;
    },
    kill,
    restart: async ({ empty = false } = {}) => {
      await kill();
      if (empty) await rm(join(folder, 'appendonlydir'), { recursive: true, force: true });
      server = await start(port, folder);
    },
    stop: async () => {
      process.removeListener('exit', killAtExit);
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function start(port: number, folder: string): Promise<ChildProcess> {
  const server = spawn(
    'redis-server',
    [
      ...['--bind', '127.0.0.1', '--port', String(port), '--dir', folder, '--save', ''],
      ...['--appendonly', 'yes', '--appendfsync', 'everysec', '--maxmemory-policy', 'noeviction'],
    ],
    { stdio: 'ignore' },
  );
  const failed = once(server, 'error').then(([error]) => Promise.reject(error as Error));
  await Promise.race([failed, eventually('Redis answers', () => answers(port))]);
  failed.catch(() => undefined);
  return server;
}

async function answers(port: number): Promise<boolean> {
  const socket = new Socket();
  try {
    socket.connect(port, '127.0.0.1');
    await once(socket, 'connect');
    socket.write('PING\r\n');
    const [reply] = (await once(socket, 'data')) as [Buffer];
    return reply.toString().startsWith('+PONG');
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
