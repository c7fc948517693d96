import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createLogger } from '#platform';
import { ProjectionRunner, waitForPosition } from '#projections';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { rounds } from '../../support/length.js';
import { newStream, openStore } from '../../support/log.js';
import { countingProjection } from '../../support/projections/counting-projection.js';

const WRITERS = 4;
const TOTAL = rounds(20_000, 200_000);
const SUBSCRIBERS = 3;

let db: TestDatabase;
beforeAll(async () => {
  db = await cloneDatabase();
});
afterAll(async () => {
  await db.drop();
});

/** A process that appends one event at a time, from eight at once. */
async function writer(streams: readonly string[]): Promise<void> {
  const worker = fileURLToPath(new URL('../../support/append-worker.mjs', import.meta.url));
  const options = { url: db.url, writers: 8, appends: TOTAL / WRITERS / 8, streams };
  await promisify(execFile)(process.execPath, [worker, JSON.stringify(options)], { maxBuffer: 2 ** 26 });
}

/** Positions that a subscription gives, checked as they come. */
async function subscriber(limit: number): Promise<number> {
  const { store, stop } = openStore(db, { pollInterval: 100 });
  const enough = new AbortController();
  let seen = 0n;
  for await (const events of store.subscribe(0n, { signal: enough.signal, limit })) {
    for (const { position } of events) {
      if (position !== seen + 1n) throw new Error(`${position} came after ${seen}`);
      seen = position;
    }
    if (seen >= BigInt(TOTAL)) enough.abort();
  }
  await stop();
  return Number(seen);
}

it(
  `of ${TOTAL} events by ${WRITERS} processes, every subscriber and projection sees each once`,
  async () => {
    const streams = Array.from({ length: 400 }, () => newStream());
    const { store, stop } = openStore(db);
    const pool = db.appPool({ max: 6 });
    const options = { pool, store, logger: createLogger('silent'), holder: 'spec', batchSize: 700 };
    const runner = new ProjectionRunner({ ...options, projection: countingProjection() });
    await runner.start();
    const subscribers = Array.from({ length: SUBSCRIBERS }, (_, index) => subscriber(10 ** (index + 1)));
    await Promise.all(Array.from({ length: WRITERS }, () => writer(streams)));
    expect(await Promise.all(subscribers)).toEqual(Array(SUBSCRIBERS).fill(TOTAL));
    const of = { projection: 'counting', position: BigInt(TOTAL), milliseconds: 120_000 };
    expect(await waitForPosition(pool, of)).toBe(true);
    await runner.stop();
    await stop();
    const { rows } = await pool.query<{ events: number; wrong: number }>(
      `SELECT sum(events)::int AS events, count(*) FILTER (WHERE events <> last_version)::int AS wrong FROM views.counted`,
    );
    expect(rows).toEqual([{ events: TOTAL, wrong: 0 }]);
  },
  rounds(120_000, 600_000),
);
