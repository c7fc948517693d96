import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { commitmentOf, type EventStore } from '#event-store';
import { connectDedicated, createPool } from '#platform';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type pg from 'pg';
import { cloneDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { appendPatiently, appendTo, newStream, openStore, rawAppend } from '../../../../test/support/log.js';
import { withSeed, type Random } from '../../../../test/support/seed.js';

const WRITERS = 16;
const APPENDS = 60;

let db: TestDatabase;
let owner: pg.Pool;
beforeAll(async () => {
  db = await cloneDatabase();
  owner = db.ownerPool();
});
afterAll(async () => {
  await db.drop();
});

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

it(
  'under 32 writers of two processes, with roll-backs, killed backends and time-outs, a reader sees each position once, in order',
  () =>
    withSeed(async (random) => {
      const streams = Array.from({ length: 6 }, () => newStream());
      const total = 2 * WRITERS * APPENDS;
      await owner.query('CREATE TABLE control (n bigserial PRIMARY KEY)');
      const { store, stop } = openStore(db);
      const over = new AbortController();
      const beside = {
        reader: readAll(over.signal),
        control: controlReader(over.signal),
        subscriber: subscribeAll(total, over.signal),
        killed: killBackends(random, over.signal),
        rollBack: rollBack(random, over.signal),
        timeOut: timeOut(over.signal),
        writeControl: writeControl(random, over.signal),
      };
      try {
        const [own, others] = await Promise.all([appendAll(store, streams), secondProcess(streams)]);
        const answered = new Map([...own, ...others]);
        expect(answered.size).toBe(total);
        expect(await beside.subscriber).toEqual(Array.from({ length: total }, (_, n) => BigInt(n + 1)));
        over.abort();
        expect(await beside.reader).toEqual(await beside.subscriber);
        await assertEachOnce(answered);
        await assertChains(streams);
        expect(await beside.killed).toBeGreaterThan(5);
        const { seen, written } = await beside.control;
        expect(written).toBeGreaterThan(100);
        expect(seen).toBeLessThan(written);
      } finally {
        over.abort();
        await Promise.allSettled(Object.values(beside));
        await stop();
      }
    }),
  120_000,
);

async function appendAll(store: EventStore, streams: readonly string[]): Promise<[string, string][]> {
  const answered: [string, string][] = [];
  await Promise.all(
    Array.from({ length: WRITERS }, async (_, writer) => {
      for (let n = 0; n < APPENDS; n += 1) {
        const request = appendTo(streams[(writer + n) % streams.length] as string);
        const result = await appendPatiently(store, request);
        if ('position' in result) answered.push([request.commandId, String(result.position)]);
      }
    }),
  );
  return answered;
}

/** Polls the log by position as long as the test runs, and once more after; a hole that fills later is an error here. */
async function readAll(signal: AbortSignal): Promise<bigint[]> {
  const client = await connectDedicated({ url: db.url, applicationName: 'spec-reader' });
  const seen: bigint[] = [];
  for (let last = false; ;) {
    const { rows } = await client.query<{ position: bigint }>(
      'SELECT position FROM es.events WHERE position > $1 ORDER BY position LIMIT 500',
      [String(seen.length)],
    );
    for (const { position } of rows) {
      if (position !== BigInt(seen.length + 1)) throw new Error(`${position} came after ${seen.length}`);
      seen.push(position);
    }
    if (rows.length === 0 && last) break;
    last = signal.aborted;
  }
  await client.end();
  return seen;
}

/** The positions that a subscription gives, on a connection that is killed now and then like the others. */
async function subscribeAll(total: number, signal: AbortSignal): Promise<bigint[]> {
  const { store, stop } = openStore(db, { pollInterval: 50 });
  const seen: bigint[] = [];
  const enough = new AbortController();
  for await (const events of store.subscribe(0n, {
    signal: AbortSignal.any([signal, enough.signal]),
    limit: 7,
  })) {
    seen.push(...events.map(({ position }) => position));
    if (seen.length >= total) enough.abort();
  }
  await stop();
  return seen;
}

async function secondProcess(streams: readonly string[]): Promise<[string, string][]> {
  const worker = fileURLToPath(new URL('../../../../test/support/append-worker.mjs', import.meta.url));
  const options = JSON.stringify({ url: db.url, writers: WRITERS, appends: APPENDS, streams });
  const { stdout } = await promisify(execFile)(process.execPath, [worker, options], { maxBuffer: 2 ** 24 });
  return JSON.parse(stdout) as [string, string][];
}

async function rollBack(random: Random, signal: AbortSignal): Promise<void> {
  const client = await connectDedicated({ url: db.url, applicationName: 'spec-rollback' });
  while (!signal.aborted) {
    await client.query('BEGIN');
    await rawAppend(client, newStream()).catch(() => undefined);
    await pause(random.below(4));
    await client.query('ROLLBACK');
    await pause(random.below(20));
  }
  await client.end();
}

async function timeOut(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const client = await connectDedicated({ url: db.url, applicationName: 'spec-timeout' });
    await client.query('BEGIN; SET LOCAL statement_timeout = 1');
    await rawAppend(client, newStream()).catch(() => undefined);
    await client.end();
    await pause(10);
  }
}

async function killBackends(random: Random, signal: AbortSignal): Promise<number> {
  let killed = 0;
  while (!signal.aborted) {
    await pause(40 + random.below(40));
    const { rowCount } = await owner.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND application_name LIKE 'spec-log%' ORDER BY md5(pid || $1) LIMIT 1`,
      [String(random.next())],
    );
    killed += rowCount ?? 0;
  }
  return killed;
}

/** Writers of a table that is numbered by a bare sequence, as many stores are. */
async function writeControl(random: Random, signal: AbortSignal): Promise<void> {
  const pool = createPool({ url: db.superUrl, applicationName: 'spec-control', role: null, max: 8 });
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      while (!signal.aborted) {
        const client = await pool.connect();
        await client.query('BEGIN; INSERT INTO control DEFAULT VALUES');
        await pause(random.below(8));
        await client.query('COMMIT');
        client.release();
      }
    }),
  );
  await pool.end();
}

/** Reads that table as the log is read, by the last number seen. It must miss rows, or this test proves nothing. */
async function controlReader(signal: AbortSignal): Promise<{ seen: number; written: number }> {
  let last = 0n;
  let seen = 0;
  for (let more = true; more;) {
    more = !signal.aborted;
    const { rows } = await owner.query<{ n: bigint }>('SELECT n FROM control WHERE n > $1 ORDER BY n', [
      String(last),
    ]);
    seen += rows.length;
    last = rows.at(-1)?.n ?? last;
    await pause(1);
  }
  const { rows } = await owner.query<{ n: bigint }>('SELECT count(*) AS n FROM control');
  return { seen, written: Number(rows[0]?.n) };
}

async function assertEachOnce(answered: ReadonlyMap<string, string>): Promise<void> {
  const { rows } = await owner.query<{ command_id: string; position: bigint }>(
    'SELECT command_id, position FROM es.events ORDER BY position',
  );
  expect(new Map(rows.map((row) => [row.command_id, String(row.position)]))).toEqual(answered);
  expect(rows).toHaveLength(answered.size);
}

async function assertChains(streams: readonly string[]): Promise<void> {
  const { rows } = await owner.query<{
    stream: string;
    version: number;
    salt: Buffer;
    commitment: Buffer;
    body: string;
  }>('SELECT stream, version, salt, commitment, body FROM es.events ORDER BY stream, version');
  const chain = new Map<string, { version: number; commitment: string | null }>();
  for (const { stream, version, salt, commitment, body } of rows) {
    const before = chain.get(stream) ?? { version: 0, commitment: null };
    expect(version).toBe(before.version + 1);
    expect(JSON.parse(body)).toMatchObject({ prev: before.commitment, version, stream });
    expect(commitmentOf(salt, body).equals(commitment)).toBe(true);
    chain.set(stream, { version, commitment: commitment.toString('base64') });
  }
  expect([...chain.keys()].sort()).toEqual([...streams].sort());
}
