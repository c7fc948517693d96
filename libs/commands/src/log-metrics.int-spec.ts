import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { EventStore, EventStoreOptions } from '#event-store';
import { ProcessMetrics } from '#platform';
import { cloneDatabase, type TestDatabase } from '../../../test/support/database.js';
import { eventually } from '../../../test/support/eventually.js';
import { appendTo, newEvent, newStream, openStore } from '../../../test/support/log.js';
import { scrape } from '../../../test/support/scrape.js';
import { gaugeLog, observeLog } from './log-metrics.js';

let db: TestDatabase;
let metrics: ProcessMetrics;
let store: EventStore;
let stops: (() => Promise<void>)[];

beforeAll(async () => {
  db = await cloneDatabase();
});
afterAll(async () => {
  await db.drop();
});
beforeEach(() => {
  stops = [];
  metrics = new ProcessMetrics();
  store = open(metrics);
});
afterEach(async () => {
  for (const stop of stops) await stop();
});

function open(into: ProcessMetrics, options: Partial<EventStoreOptions> = {}): EventStore {
  const opened = openStore(db, { observer: observeLog(into), ...options });
  gaugeLog(into, opened.store);
  stops.push(opened.stop);
  return opened.store;
}
const answered = async (outcome: string) => (await scrape(metrics)).value('appends_total', { outcome });

describe('the figures of appending', () => {
  it('count each append by its answer', async () => {
    const stream = newStream();
    const first = appendTo(stream, { expected: 'none' });
    await store.append(first);
    await store.append(appendTo(stream, { expected: 1 }));
    await store.append(appendTo(stream, { expected: 1 }));
    await store.append(first);
    await store.append({ ...first, fingerprint: 'f'.repeat(64) });
    await store.append({ ...appendTo(newStream()), claims: ['title:a'] });
    await store.append({ ...appendTo(newStream()), claims: ['title:a'] });
    const outcomes = ['appended', 'conflict', 'duplicate', 'mismatch', 'claimed', 'busy', 'unknown'];
    expect(await Promise.all(outcomes.map(answered))).toEqual([3, 1, 1, 1, 1, undefined, undefined]);
  });

  it('count imports alike, those that the log knew and those that go one by one among them', async () => {
    const [known, stream] = [appendTo(newStream()), newStream()];
    await store.append(known);
    const requests = [
      known,
      ...Array.from({ length: 5 }, () => appendTo(newStream(), { events: [newEvent(), newEvent()] })),
      appendTo(stream, { expected: 7 }),
    ];
    const kinds: string[] = [];
    for await (const { kind } of store.importAppends(requests)) kinds.push(kind);
    expect(kinds).toEqual(['duplicate', ...Array.from({ length: 5 }, () => 'appended'), 'conflict']);
    expect([await answered('appended'), await answered('duplicate'), await answered('conflict')]).toEqual([
      6, 1, 1,
    ]);
  });

  it('count one refused because too many wait, and one for which there is no connection', async () => {
    await expect(open(new ProcessMetrics(), { maxQueued: 0 }).append(appendTo(newStream()))).rejects.toThrow(
      'wait already',
    );
    const other = new ProcessMetrics();
    const full = open(other, { maxQueued: 0 });
    await expect(full.append(appendTo(newStream()))).rejects.toMatchObject({ code: 'BUSY' });
    expect((await scrape(other)).value('appends_total', { outcome: 'busy' })).toBe(1);
    const away = new ProcessMetrics();
    const pool = db.appPool();
    await pool.end();
    const cut = open(away, { pool });
    await expect(cut.append(appendTo(newStream()))).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect((await scrape(away)).value('appends_total', { outcome: 'unavailable' })).toBe(1);
  });

  it('show how many appends and events shared a call, and that it took time', async () => {
    const appends = Array.from({ length: 40 }, () =>
      appendTo(newStream(), { events: [newEvent(), newEvent()] }),
    );
    await Promise.all(appends.map((append) => store.append(append)));
    const seen = await scrape(metrics);
    expect(seen.value('append_batch_appends_sum')).toBe(40);
    expect(seen.value('append_batch_events_sum')).toBe(80);
    const calls = seen.value('append_batch_seconds_count') ?? 0;
    expect(calls).toBe(seen.value('append_batch_appends_count'));
    expect(calls).toBeLessThan(40);
    expect(seen.value('append_batch_seconds_sum')).toBeGreaterThan(0);
  });

  it('show the queue while the counter row is held by somebody, and that it empties', async () => {
    const owner = db.ownerPool();
    const holder = await owner.connect();
    await holder.query('BEGIN');
    await holder.query('SELECT position FROM es.log_head FOR UPDATE');
    const appends = Promise.all(Array.from({ length: 1_200 }, () => store.append(appendTo(newStream()))));
    const depth = async () => (await scrape(metrics)).value('append_queue_depth') ?? 0;
    try {
      await eventually('some are on their way', () => store.queueDepth < 1_200);
      expect(await depth()).toBe(store.queueDepth);
      expect(store.queueDepth).toBeGreaterThan(0);
    } finally {
      await holder.query('ROLLBACK');
      holder.release();
    }
    await appends;
    expect(await depth()).toBe(0);
  });
});

describe('the figures of reading', () => {
  it('time each statement and count its rows', async () => {
    const stream = newStream();
    await store.append(appendTo(stream, { events: [newEvent(), newEvent(), newEvent()] }));
    for await (const event of store.readStream(stream)) expect(event.stream).toBe(stream);
    const seen = await scrape(metrics);
    const statement = { statement: 'es_read_stream' };
    expect(seen.value('log_read_rows_total', statement)).toBe(3);
    expect(seen.value('log_read_seconds_count', statement)).toBe(1);
    expect(seen.value('log_position')).toBe(Number(await store.head()));
  });

  it('show how far a subscriber is behind: what it holds is not done, and one that ended is gone', async () => {
    const lag = async () => (await scrape(metrics)).value('subscriber_lag_events', { subscriber: 'slow' });
    expect(await lag()).toBeUndefined();
    const start = await store.head();
    for (let n = 0; n < 5; n += 1) await store.append(appendTo(newStream()));
    const ended = new AbortController();
    const subscription = store.subscribe(start, { signal: ended.signal, limit: 2, name: 'slow' });
    const pages = subscription[Symbol.asyncIterator]();
    await pages.next();
    expect(await lag()).toBe(5);
    await pages.next();
    expect(await lag()).toBe(3);
    await store.append(appendTo(newStream()));
    expect(await lag()).toBe(4);
    for (let given = 4; given < 6;) {
      const page = await pages.next();
      if (page.done === true) throw new Error('the subscription ended by itself');
      given += page.value.length;
    }
    const next = pages.next();
    await eventually('it waits at the end', async () => (await lag()) === 0);
    ended.abort();
    expect((await next).done).toBe(true);
    expect(await lag()).toBeUndefined();
  });
});
