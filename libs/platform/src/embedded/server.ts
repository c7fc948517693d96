import { spawn, type ChildProcess } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { privateFolder, reachableBinaries } from './binaries.js';
import { EmbeddedPostgresError } from './error.js';
import { canEnter, serverUser, type SystemUser } from './system-user.js';

export interface EmbeddedPostgresOptions {
  /** Folder of the product's data; the cluster lies in it, or under /var/lib when Postgres cannot enter it. */
  readonly dataDir: string;
  /** 0 or absent: a free port. */
  readonly port?: number;
  /** Further settings as `name=value`. */
  readonly settings?: readonly string[];
}

export interface EmbeddedPostgres {
  readonly port: number;
  readonly dataFolder: string;
  readonly binaries: string;
  readonly pid: number;
  /** Whether this start made the cluster. */
  readonly created: boolean;
  /** Address of `database` as superuser. */
  url(database: string): string;
  /** Lets sessions say goodbye for a moment, ends those that are left, and waits until the server is down. */
  stop(): Promise<void>;
}

interface Place {
  readonly home: string;
  readonly cluster: string;
  readonly log: string;
  readonly binaries: string;
  readonly user: SystemUser | undefined;
}

const SETTINGS = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'max_connections=200',
  'shared_buffers=256MB',
  'max_wal_size=2GB',
  'jit=off',
  'timezone=UTC',
  'log_timezone=UTC',
  'track_commit_timestamp=on',
  'fsync=on',
  'synchronous_commit=on',
];

/**
 * Starts the Postgres that came with npm on a loopback port, making its cluster on the first start.
 * @throws EmbeddedPostgresError with the next step when the folder, the cluster or the server is not usable.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const place = await prepare(options.dataDir);
  const created = await ensureCluster(place);
  await endLeftover(place);
  const password = (await readFile(join(place.home, 'postgres-password'), 'utf8')).trim();
  const port = options.port !== undefined && options.port !== 0 ? options.port : await freePort();
  const child = await launch(place, port, options.settings ?? []);
  const url = (database: string) => `postgres://postgres:${password}@127.0.0.1:${port}/${database}`;
  await untilReady(child, url('postgres'), place.log);
  return {
    port,
    dataFolder: place.cluster,
    binaries: place.binaries,
    pid: child.pid ?? 0,
    created,
    url,
    stop: () => stop(child),
  };
}

async function prepare(dataDir: string): Promise<Place> {
  const user = serverUser();
  await mkdir(dataDir, { recursive: true }).catch((cause: unknown) => {
    throw new EmbeddedPostgresError(
      `the data folder ${dataDir} cannot be made`,
      'set DATA_DIR to a folder you may write',
      {
        cause,
      },
    );
  });
  const within = join(dataDir, 'postgres');
  const home =
    user === undefined || (await canEnter(user, dataDir))
      ? within
      : join('/var/lib/agreement-tracker', createHash('sha256').update(dataDir).digest('hex').slice(0, 12));
  await mkdir(home, { recursive: true });
  if (home !== within) {
    await chmod('/var/lib/agreement-tracker', 0o755);
    await writeFile(join(dataDir, 'postgres-location'), `${home}\n`);
  }
  if (user !== undefined) await chmod(home, 0o755);
  const binaries = await reachableBinaries(user, home);
  return { home, cluster: join(home, 'cluster'), log: join(home, 'server.log'), binaries, user };
}

async function ensureCluster(place: Place): Promise<boolean> {
  if ((await stat(join(place.cluster, 'PG_VERSION')).catch(() => undefined)) !== undefined) return false;
  if ((await stat(place.cluster).catch(() => undefined)) !== undefined) {
    throw new EmbeddedPostgresError(
      `${place.cluster} is not a Postgres cluster`,
      'move that folder away to start afresh, or put back its content from a backup',
    );
  }
  const unfinished = `${place.cluster}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await privateFolder(unfinished, place.user);
  const passwordFile = join(place.home, 'postgres-password');
  await writeFile(passwordFile, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
  const forInitdb = join(unfinished, '..', 'initdb-password');
  await writeFile(forInitdb, await readFile(passwordFile), { mode: 0o600 });
  if (place.user !== undefined) await chown(forInitdb, place.user.uid, place.user.gid);
  try {
    await runInitdb(place, unfinished, forInitdb);
  } finally {
    await rm(forInitdb, { force: true });
  }
  await rename(unfinished, place.cluster);
  return true;
}

async function runInitdb(place: Place, folder: string, passwordFile: string): Promise<void> {
  const child = spawn(
    join(place.binaries, 'bin', 'initdb'),
    [
      ...['-D', folder, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`],
      ...[
        '-E',
        'UTF8',
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--data-checksums',
      ],
    ],
    { ...identity(place), stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await exitCode(child);
  if (code !== 0) {
    throw new EmbeddedPostgresError(
      `initdb failed (${code}): ${lastLines(output)}`,
      `look at the folder ${place.home}`,
    );
  }
}

/** Ends a server that an earlier process left running on this cluster when it was killed. */
async function endLeftover(place: Place): Promise<void> {
  const pidFile = join(place.cluster, 'postmaster.pid');
  const pid = Number((await readFile(pidFile, 'utf8').catch(() => '')).split('\n')[0]);
  if (!Number.isInteger(pid) || pid <= 0 || !(await runsPostgres(pid))) return;
  process.kill(pid, 'SIGINT');
  const deadline = Date.now() + 30_000;
  while (isAlive(pid)) {
    if (Date.now() > deadline) {
      throw new EmbeddedPostgresError(
        `the server of an earlier start (pid ${pid}) does not stop`,
        'end it by hand',
      );
    }
    await pause(50);
  }
}

async function runsPostgres(pid: number): Promise<boolean> {
  if (!isAlive(pid)) return false;
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => undefined);
  return command === undefined ? process.platform !== 'linux' : command.includes('postgres');
}

async function launch(place: Place, port: number, settings: readonly string[]): Promise<ChildProcess> {
  const log = await open(place.log, 'a', 0o600);
  try {
    const flags = [...SETTINGS, `port=${port}`, ...settings].flatMap((setting) => ['-c', setting]);
    // A session of its own: Ctrl-C in the terminal reaches this process alone, which then stops the server in order.
    return spawn(join(place.binaries, 'bin', 'postgres'), ['-D', place.cluster, ...flags], {
      ...identity(place),
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    });
  } finally {
    await log.close();
  }
}

async function untilReady(child: ChildProcess, url: string, log: string): Promise<void> {
  let ended: number | undefined;
  child.once('exit', (code) => (ended = code ?? -1));
  child.once('error', () => (ended = -1));
  const deadline = Date.now() + 60_000;
  for (;;) {
    if (ended !== undefined || Date.now() > deadline) {
      const tail = lastLines(await readFile(log, 'utf8').catch(() => ''));
      if (ended === undefined) child.kill('SIGQUIT');
      throw new EmbeddedPostgresError(`Postgres did not start: ${tail}`, `its log is ${log}`);
    }
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
    client.on('error', () => undefined);
    const ready = await client.connect().then(
      () => true,
      () => false,
    );
    await client.end().catch(() => undefined);
    if (ready) return;
    await pause(25);
  }
}

const GOODBYES = 1_000;

// A pool that has ended has sent its goodbyes, which the server may not have read yet: cut off now, they would be errors.
async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = exitCode(child);
  child.kill('SIGTERM');
  const cutOff = setTimeout(() => child.kill('SIGINT'), GOODBYES);
  const insist = setTimeout(() => child.kill('SIGQUIT'), GOODBYES + 20_000);
  await gone;
  clearTimeout(cutOff);
  clearTimeout(insist);
}

const identity = (place: Place) => ({
  cwd: place.home,
  env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
  ...(place.user === undefined ? {} : place.user),
});

const exitCode = (child: ChildProcess): Promise<number> =>
  new Promise((resolve) => {
    child.once('exit', (code) => resolve(code ?? -1));
    child.once('error', () => resolve(-1));
  });

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

const lastLines = (text: string): string => text.trim().split('\n').slice(-4).join(' | ');

/** A loopback port that is free now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(address !== null && typeof address === 'object' ? address.port : 0));
    });
  });
}
