import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OutcomeUnknown, StoreBusy, StoreUnavailable, type EventStore } from '#event-store';
import { connectDedicated } from '#platform';
import type pg from 'pg';
import { cloneDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { eventually } from '../../../../test/support/eventually.js';
import { appendTo, newStream, openStore, rawAppend } from '../../../../test/support/log.js';
import { startTcpProxy, type TcpProxy } from '../../../../test/support/tcp-proxy.js';

let db: TestDatabase;
let store: EventStore;
let stop: () => Promise<void>;
beforeAll(async () => {
  db = await cloneDatabase();
  ({ store, stop } = openStore(db));
});
afterAll(async () => {
  await stop();
  await db.drop();
});

/** A session that has appended and not committed: it holds the counter row. */
async function holdCounter(): Promise<{ client: pg.Client; pid: number }> {
  const client = await connectDedicated({ url: db.url, applicationName: 'spec-holder' });
  await client.query('BEGIN');
  await rawAppend(client, newStream());
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  return { client, pid: rows[0]?.pid ?? 0 };
}

const untilWaiting = (count: number) =>
  eventually(`${count} sessions wait for the counter row`, async () => {
    const { rows } = await db
      .ownerPool()
      .query<{ n: bigint }>(
        `SELECT count(*) AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
    return Number(rows[0]?.n) >= count;
  });

describe('when the network is at fault', () => {
  let proxy: TcpProxy;
  let remote: ReturnType<typeof openStore>;
  beforeAll(async () => {
    proxy = await startTcpProxy(db.url);
    remote = openStore(db, { url: proxy.through(db.url) });
    await remote.store.append(appendTo(newStream()));
  });
  afterAll(async () => {
    await remote.stop();
    await proxy.close();
  });

  it('an append whose answer is lost after COMMIT is UNKNOWN, and its repetition gets the first result', async () => {
    const head = await store.head();
    const request = { ...appendTo(newStream(), { expected: 'none' }), note: { publicId: 'KZ-7' } };
    proxy.loseNextAnswer();
    await expect(remote.store.append(request)).rejects.toBeInstanceOf(OutcomeUnknown);
    expect(await store.head()).toBe(head + 1n);
    expect(await remote.store.append(request)).toMatchObject({
      kind: 'duplicate',
      position: head + 1n,
      events: [{ id: request.streams[0]?.events[0]?.id, version: 1, position: head + 1n }],
      note: { publicId: 'KZ-7' },
    });
    expect(await store.head()).toBe(head + 1n);
  });

  it('an append is UNAVAILABLE while the server is away, and works when it is back', async () => {
    const head = await store.head();
    proxy.refuse();
    proxy.cutAll();
    await eventually('the store notices', async () => {
      const error = await remote.store.append(appendTo(newStream())).catch((cause: unknown) => cause);
      return error instanceof StoreUnavailable;
    });
    await expect(remote.store.head()).rejects.toBeInstanceOf(StoreUnavailable);
    proxy.accept();
    expect(await remote.store.append(appendTo(newStream()))).toMatchObject({
      kind: 'appended',
      position: head + 1n,
    });
  });
});

describe('when a session holds the counter row', () => {
  it('and its process is stopped, others are UNAVAILABLE within the lock time-out, and all works when it is gone', async () => {
    const head = await store.head();
    const { client, pid } = await holdCounter();
    client.on('error', () => undefined);
    process.kill(pid, 'SIGSTOP');
    const started = performance.now();
    const appends = [appendTo(newStream()), appendTo(newStream())];
    try {
      const results = await Promise.allSettled(appends.map((request) => store.append(request)));
      expect(performance.now() - started).toBeLessThan(6_000);
      for (const result of results) {
        expect(result).toMatchObject({ status: 'rejected', reason: { code: 'UNAVAILABLE' } });
      }
      expect(await store.readAfter(head, 10)).toEqual([]);
    } finally {
      // Ended in order: a killed backend would make Postgres restart, and this cluster is other specs' too.
      await db.ownerPool().query('SELECT pg_terminate_backend($1)', [pid]);
      process.kill(pid, 'SIGCONT');
    }
    await eventually('the log takes appends again', async () => {
      const result = await store.append(appends[0] as (typeof appends)[0]).catch(() => undefined);
      return result?.kind === 'appended' || undefined;
    });
    expect(await store.head()).toBe(head + 1n);
    await client.end().catch(() => undefined);
  });

  it('and rolls back, its positions are given to the next', async () => {
    const head = await store.head();
    const { client } = await holdCounter();
    const waiting = store.append(appendTo(newStream()));
    await untilWaiting(1);
    await client.query('ROLLBACK');
    expect(await waiting).toMatchObject({ kind: 'appended', position: head + 1n });
    await client.end();
  });

  it('longer than the caller waits for an answer, the outcome is UNKNOWN until the command is repeated', async () => {
    const hasty = openStore(db, { answerTimeout: 200 });
    const { client } = await holdCounter();
    const request = appendTo(newStream(), { expected: 'none' });
    await expect(hasty.store.append(request)).rejects.toBeInstanceOf(OutcomeUnknown);
    await client.query('ROLLBACK');
    await client.end();
    const repeated = await hasty.store.append(request);
    expect(['appended', 'duplicate']).toContain(repeated.kind);
    expect(repeated).toMatchObject({ events: [{ version: 1 }] });
    await hasty.stop();
  });

  it('appends beyond the queue are BUSY at once, and a closing store answers those it took', async () => {
    const small = openStore(db, { maxQueued: 5, maxInFlight: 1 });
    const { client } = await holdCounter();
    const taken = [small.store.append(appendTo(newStream()))];
    await untilWaiting(1);
    for (let n = 0; n < 5; n += 1) taken.push(small.store.append(appendTo(newStream())));
    const started = performance.now();
    await expect(small.store.append(appendTo(newStream()))).rejects.toBeInstanceOf(StoreBusy);
    expect(performance.now() - started).toBeLessThan(100);
    const closed = small.stop();
    await expect(small.store.append(appendTo(newStream()))).rejects.toBeInstanceOf(StoreBusy);
    await client.query('ROLLBACK');
    await client.end();
    const results = await Promise.all(taken);
    expect(results.map(({ kind }) => kind)).toEqual(Array(6).fill('appended'));
    await closed;
  });
});

it('a long transaction elsewhere in the database delays no reader', async () => {
  const other = await connectDedicated({ url: db.superUrl, applicationName: 'spec-long', role: null });
  await other.query('BEGIN');
  await other.query('CREATE TABLE long_running (n integer)');
  const head = await store.head();
  const ended = new AbortController();
  const pages = store.subscribe(head, { signal: ended.signal })[Symbol.asyncIterator]();
  const next = pages.next();
  const { kind } = await store.append(appendTo(newStream()));
  expect(kind).toBe('appended');
  const page = await next;
  expect(page.value).toMatchObject([{ position: head + 1n }]);
  expect(await store.readAfter(head, 10)).toHaveLength(1);
  ended.abort();
  await pages.return?.();
  await other.query('ROLLBACK');
  await other.end();
});

it('the recorded time never goes back when the server’s clock does', async () => {
  const ahead = new Date(Date.now() + 3_600_000);
  await db.ownerPool().query('UPDATE es.log_head SET recorded_at = $1', [ahead]);
  const head = await store.head();
  await store.append(appendTo(newStream()));
  await store.append(appendTo(newStream()));
  const events = await store.readAfter(head, 10);
  expect(events.map((event) => event.recordedAt)).toEqual([ahead, ahead]);
});

it('positions stay exact beyond 2^53', async () => {
  const large = 2n ** 53n;
  await db.ownerPool().query('UPDATE es.log_head SET position = $1', [String(large)]);
  const stream = newStream();
  const request = appendTo(stream, { expected: 'none' });
  expect(await store.append(request)).toMatchObject({
    kind: 'appended',
    position: large + 1n,
    events: [{ position: large + 1n }],
  });
  expect(await store.append(request)).toMatchObject({ kind: 'duplicate', position: large + 1n });
  expect(await store.append(appendTo(stream))).toMatchObject({ position: large + 2n });
  expect(await store.head()).toBe(large + 2n);
  expect((await store.readAfter(large, 10)).map(({ position }) => position)).toEqual([
    large + 1n,
    large + 2n,
  ]);
  expect((await store.readAfter(large + 1n, 10)).map(({ position }) => position)).toEqual([large + 2n]);
  expect((await store.readStored(large + 1n, 10)).map(({ position }) => position)).toEqual([large + 2n]);
});
