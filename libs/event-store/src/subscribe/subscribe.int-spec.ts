import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createCatalogue, LogRewound, UnknownEvent, type EventStore, type RecordedEvent } from '#event-store';
import { connectDedicated } from '#platform';
import { cloneDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { eventually } from '../../../../test/support/eventually.js';
import { appendTo, newEvent, newStream, openStore } from '../../../../test/support/log.js';
import { startTcpProxy } from '../../../../test/support/tcp-proxy.js';

let db: TestDatabase;
let store: EventStore;
let stop: () => Promise<void>;
let head: bigint;
beforeAll(async () => {
  db = await cloneDatabase();
  ({ store, stop } = openStore(db));
});
beforeEach(async () => {
  head = await store.head();
});
afterAll(async () => {
  await stop();
  await db.drop();
});

const POLL_NEVER = 600_000;

/** Collects what a subscription gives until told to stop. */
function collect(from: EventStore, after: bigint, limit?: number) {
  const ended = new AbortController();
  const events: RecordedEvent[] = [];
  const pages: number[] = [];
  const done = (async () => {
    const options = { signal: ended.signal, ...(limit === undefined ? {} : { limit }) };
    for await (const page of from.subscribe(after, options)) {
      pages.push(page.length);
      events.push(...page);
    }
  })();
  return {
    events,
    pages,
    done,
    until: (count: number) => eventually(`${count} events arrive`, () => events.length >= count),
    end: () => {
      ended.abort();
      return done;
    },
  };
}

const positions = (events: readonly RecordedEvent[]) => events.map(({ position }) => position);
const range = (from: bigint, count: number) => Array.from({ length: count }, (_, n) => from + BigInt(n));

describe('a subscription', () => {
  it('catches up by pages and goes on live, without a gap or a double at the seam, under load', async () => {
    const { store: writer, stop: end } = openStore(db);
    const append = (count: number) =>
      Promise.all(Array.from({ length: count }, () => writer.append(appendTo(newStream()))));
    await append(300);
    const collected = [1, 10, 64, 500].map((limit) => collect(store, head, limit));
    for (let n = 0; n < 20; n += 1) await append(15);
    const late = collect(store, head, 50);
    await append(100);
    for (const one of [...collected, late]) {
      await one.until(700);
      expect(positions(one.events)).toEqual(range(head + 1n, 700));
      await one.end();
    }
    expect(Math.max(...(collected[1]?.pages ?? []))).toBe(10);
    await end();
  });

  it('is woken by another process’s NOTIFY, not by the poll', async () => {
    const { store: reader, stop: end } = openStore(db, { pollInterval: POLL_NEVER });
    const collected = collect(reader, head);
    await store.append(appendTo(newStream()));
    await collected.until(1);
    const lags: number[] = [];
    for (let n = 2; n <= 20; n += 1) {
      const started = performance.now();
      await store.append(appendTo(newStream()));
      await collected.until(n);
      lags.push(performance.now() - started);
    }
    expect(lags.sort((a, b) => a - b)[9]).toBeLessThan(100);
    await collected.end();
    await end();
  });

  it('is told of the last of many appends, by far fewer notifications than appends', async () => {
    const { store: reader, stop: end } = openStore(db, { pollInterval: POLL_NEVER });
    const listener = await connectDedicated({ url: db.url, applicationName: 'spec-listener' });
    let told = 0;
    listener.on('notification', () => (told += 1));
    await listener.query('LISTEN es_appended');
    const collected = collect(reader, head);
    for (let burst = 1; burst <= 5; burst += 1) {
      for (let n = 0; n < 40; n += 1) await store.append(appendTo(newStream()));
      await collected.until(40 * burst);
    }
    expect(told).toBeGreaterThanOrEqual(5);
    expect(told).toBeLessThan(150);
    await listener.end();
    await collected.end();
    await end();
  });

  it('loses at most the poll interval when a NOTIFY is lost, and listens again', async () => {
    const proxy = await startTcpProxy(db.url);
    const warnings: Error[] = [];
    const { store: reader, stop: end } = openStore(db, {
      url: proxy.through(db.url),
      pollInterval: 200,
      onWarning: (error) => warnings.push(error),
    });
    const collected = collect(reader, head);
    await store.append(appendTo(newStream()));
    await collected.until(1);
    proxy.refuse();
    proxy.cutAll();
    await store.append(appendTo(newStream()));
    await eventually('the loss is noticed', () => warnings.length > 0);
    proxy.accept();
    await collected.until(2);
    await store.append(appendTo(newStream()));
    await collected.until(3);
    expect(positions(collected.events)).toEqual(range(head + 1n, 3));
    await collected.end();
    await end();
    await proxy.close();
  });

  it('reads by the poll where NOTIFY never arrives', async () => {
    const { store: deaf, stop: end } = openStore(db, {
      pollInterval: 50,
      connectListener: () => Promise.reject(new Error('no listening here')),
    });
    const collected = collect(deaf, head);
    await store.append(appendTo(newStream()));
    await collected.until(1);
    await collected.end();
    await end();
  });

  it('that is slow does not slow writers, and bounds what it holds', async () => {
    const ended = new AbortController();
    const pages = store.subscribe(head, { signal: ended.signal, limit: 5 })[Symbol.asyncIterator]();
    await store.append(appendTo(newStream()));
    await pages.next();
    await Promise.all(Array.from({ length: 200 }, () => store.append(appendTo(newStream()))));
    expect(await store.head()).toBe(head + 201n);
    const page = await pages.next();
    expect(positions(page.value as RecordedEvent[])).toEqual(range(head + 2n, 5));
    ended.abort();
    expect((await pages.next()).done).toBe(true);
  });

  it('gives everything before an event it cannot read, then stops there', async () => {
    await store.append(appendTo(newStream(), { events: [newEvent(), newEvent({}, 'Renamed'), newEvent()] }));
    const { store: older, stop: end } = openStore(db, {
      catalogue: createCatalogue([{ type: 'Counted', schemaVersion: 1 }]),
    });
    const seen: bigint[] = [];
    const read = async () => {
      for await (const page of older.subscribe(head, { signal: new AbortController().signal })) {
        seen.push(...positions(page));
      }
    };
    await expect(read()).rejects.toMatchObject({ code: 'UNKNOWN_EVENT', position: head + 2n });
    await expect(read()).rejects.toBeInstanceOf(UnknownEvent);
    expect(seen).toEqual([head + 1n, head + 1n]);
    await end();
  });

  it('ends at once when it is aborted while it waits', async () => {
    const collected = collect(store, head);
    await store.append(appendTo(newStream()));
    await collected.until(1);
    await collected.end();
    expect(collected.events).toHaveLength(1);
  });
});

describe('a checkpoint that does not belong to the log', () => {
  const first = (after: bigint, epoch?: string) => {
    const options = { signal: AbortSignal.timeout(10_000), ...(epoch === undefined ? {} : { epoch }) };
    const pages = store.subscribe(after, options)[Symbol.asyncIterator]();
    return pages.next();
  };

  it('beyond the end is refused, not waited for', async () => {
    await expect(first(head + 1n)).rejects.toBeInstanceOf(LogRewound);
    await expect(first(head + 1n)).rejects.toMatchObject({
      code: 'LOG_REWOUND',
      checkpoint: head + 1n,
      head,
    });
  });

  it('of an epoch that was ended by a restore is refused', async () => {
    const epoch = await store.epoch();
    await store.append(appendTo(newStream()));
    expect((await first(head, epoch)).value).toHaveLength(1);
    await db.ownerPool().query('SELECT es.renew_epoch()');
    expect(await store.epoch()).not.toBe(epoch);
    await expect(first(head, epoch)).rejects.toMatchObject({ code: 'LOG_REWOUND' });
  });

  it('is noticed while a subscription waits at the end', async () => {
    const { store: reader, stop: end } = openStore(db, { pollInterval: 50 });
    const collected = collect(reader, head);
    await store.append(appendTo(newStream()));
    await collected.until(1);
    const refusal = expect(collected.done).rejects.toMatchObject({
      code: 'LOG_REWOUND',
      checkpoint: head + 1n,
    });
    // As after a restore: the last event is gone, and the counter with it.
    await db.ownerPool().query(
      `BEGIN; ALTER TABLE es.events DISABLE TRIGGER events_refuse_change;
       DELETE FROM es.events WHERE position = (SELECT max(position) FROM es.events);
       ALTER TABLE es.events ENABLE ALWAYS TRIGGER events_refuse_change;
       UPDATE es.log_head SET position = position - 1; COMMIT`,
    );
    await refusal;
    await end();
  });
});
