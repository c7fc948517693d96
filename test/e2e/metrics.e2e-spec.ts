import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { freePort } from '#platform';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { readScrape, type Scrape } from '../support/scrape.js';

const ROOT = resolve(import.meta.dirname, '../..');

let db: TestDatabase;
const children: ChildProcess[] = [];
beforeAll(async () => {
  db = await cloneDatabase();
});
afterAll(async () => {
  await Promise.all(children.map(end));
  await db.drop();
});

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}

function run(program: string, args: readonly string[], env: Readonly<Record<string, string>>): ChildProcess {
  const child = spawn(process.execPath, [resolve(ROOT, `dist/apps/${program}/src/main.js`), ...args], {
    env: { PATH: process.env['PATH'], DATABASE_URL: db.url, LOG_LEVEL: 'silent', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  return child;
}

/** What the command line prints, and its exit code. */
async function cli(...args: string[]): Promise<{ code: number | null; out: string }> {
  const child = run('cli', args, {});
  let out = '';
  child.stdout?.on('data', (chunk: Buffer) => (out += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out };
}

const figures = (port: number): Promise<Scrape | undefined> =>
  fetch(`http://127.0.0.1:${port}/metrics`).then(
    async (answer) => readScrape(await answer.text()),
    () => undefined,
  );
const register = { projection: 'register' };

it('worker and API show their own figures, and the command line the same of the database alone', async () => {
  const [workerPort, apiPort] = [await freePort(), await freePort()];
  run('api', [], { PORT: String(apiPort) });
  await eventually('the API shows figures', async () => (await figures(apiPort)) !== undefined, 30_000);
  expect(await cli('import-portfolio')).toMatchObject({ code: 0 });
  const before = (await figures(apiPort))?.value('projection_lag_events', register) ?? 0;
  expect(before).toBeGreaterThan(100);
  const waiting = await cli('status');
  expect(waiting.out).toMatch(
    new RegExp(`^register +position 0, ${before} behind \\(\\d+\\.\\d s\\), no`, 'm'),
  );

  const worker = run('worker', [], { WORKER_METRICS_PORT: String(workerPort) });
  const seen = await eventually('the worker has caught up', async () => {
    const now = await figures(workerPort);
    return now?.value('projection_batch_events_sum', register) === before ? now : undefined;
  });
  expect(seen.value('log_position')).toBe(before);
  expect(seen.value('projection_lag_events', register)).toBe(0);
  expect((await figures(apiPort))?.value('projection_lag_seconds', register)).toBe(0);
  expect(seen.value('http_requests_open')).toBeUndefined();
  const status = JSON.parse((await cli('status', '--json')).out) as { projections: object[] };
  expect(status.projections).toMatchObject([
    { name: 'register', position: String(before), lag: '0', lagSeconds: 0, parked: null, rebuild: null },
  ]);
  await end(worker);
  expect(await figures(workerPort)).toBeUndefined();
});
