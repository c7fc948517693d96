import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createCatalogue, UnknownEvent, type EventStore, type RecordedEvent } from '#event-store';
import { cloneDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { appendTo, newEvent, newStream, openStore } from '../../../../test/support/log.js';

let db: TestDatabase;
let store: EventStore;
let stop: () => Promise<void>;
const stream = newStream();
const EVENTS = 2_500;

beforeAll(async () => {
  db = await cloneDatabase();
  ({ store, stop } = openStore(db));
  for (let n = 0; n < EVENTS; n += 100) {
    const events = Array.from({ length: 100 }, (_, i) => newEvent({ n: n + i + 1 }));
    await store.append(appendTo(stream, { expected: n, events }));
  }
});
afterAll(async () => {
  await stop();
  await db.drop();
});

async function versions(options?: Parameters<EventStore['readStream']>[1]): Promise<number[]> {
  const read: RecordedEvent[] = [];
  for await (const event of store.readStream(stream, options)) read.push(event);
  for (const event of read) expect(event.data).toEqual({ n: event.version });
  return read.map(({ version }) => version);
}

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => from + n);

describe('readStream', () => {
  it('gives all events of a stream in order, over its pages', async () => {
    expect(await versions()).toEqual(range(1, EVENTS));
  });

  it('gives a part of them', async () => {
    expect(await versions({ fromVersion: 999, toVersion: 1_002 })).toEqual(range(999, 1_002));
    expect(await versions({ fromVersion: 500, limit: 1_200 })).toEqual(range(500, 1_699));
    expect(await versions({ fromVersion: EVENTS })).toEqual([EVENTS]);
    expect(await versions({ fromVersion: EVENTS + 1 })).toEqual([]);
  });

  it('gives nothing for a stream that does not exist', async () => {
    for await (const event of store.readStream(newStream())) throw new Error(`unexpected ${event.id}`);
  });

  it('can be left early without holding a connection', async () => {
    for (let n = 0; n < 20; n += 1) {
      for await (const event of store.readStream(stream)) if (event.version === 3) break;
    }
    expect(await store.head()).toBe(BigInt(EVENTS));
  });
});

describe('readAfter', () => {
  it('gives pages in order of position, whatever their size', async () => {
    for (const size of [1, 7, 999, 5_000]) {
      const seen: bigint[] = [];
      const wanted = Math.min(EVENTS, size * 20);
      while (seen.length < wanted) {
        const page = await store.readAfter(seen.at(-1) ?? 0n, size);
        expect(page.length).toBeGreaterThan(0);
        seen.push(...page.map(({ position }) => position));
      }
      expect(seen).toEqual(range(1, seen.length).map(BigInt));
    }
  });

  it('gives nothing after the end', async () => {
    expect(await store.readAfter(BigInt(EVENTS), 10)).toEqual([]);
    expect(await store.readAfter(BigInt(EVENTS + 5), 10)).toEqual([]);
  });
});

describe('an event that this release cannot read', () => {
  const older = () => openStore(db, { catalogue: createCatalogue([{ type: 'Counted', schemaVersion: 1 }]) });

  it('ends the page before it, and is an error as the first of a page', async () => {
    const head = await store.head();
    const known = newStream();
    await store.append(appendTo(known, { events: [newEvent(), newEvent({}, 'Renamed'), newEvent()] }));
    const reader = older();
    expect((await reader.store.readAfter(head, 10)).map(({ position }) => position)).toEqual([head + 1n]);
    await expect(reader.store.readAfter(head + 1n, 10)).rejects.toMatchObject({
      code: 'UNKNOWN_EVENT',
      position: head + 2n,
      type: 'Renamed',
      schemaVersion: 1,
    });
    await expect(async () => {
      for await (const event of reader.store.readStream(known)) expect(event.version).toBe(1);
    }).rejects.toBeInstanceOf(UnknownEvent);
    expect(await reader.store.readStored(head, 10)).toHaveLength(3);
    await reader.stop();
  });
});

it('data are upcast step by step on reading, and the stored bytes stay as they were', async () => {
  const head = await store.head();
  await store.append(appendTo(newStream(), { events: [newEvent({ sum: 5 })] }));
  const newer = openStore(db, {
    catalogue: createCatalogue([
      {
        type: 'Counted',
        schemaVersion: 3,
        upcasters: {
          1: (data: { sum: number }) => ({ amount: data.sum }),
          2: (data: object) => ({ ...data, currency: 'KZT' }),
        },
      },
    ]),
  });
  const [event] = await newer.store.readAfter(head, 1);
  expect(event).toMatchObject({ schemaVersion: 3, data: { amount: 5, currency: 'KZT' } });
  const [stored] = await newer.store.readStored(head, 1);
  expect(stored).toMatchObject({ schemaVersion: 1 });
  expect(JSON.parse(stored?.body ?? '')).toMatchObject({ data: { sum: 5 }, schema: 1 });
  await newer.stop();
});

it('the recorded time is the same instant when the session’s time zone changes, to the microsecond', async () => {
  const head = await store.head();
  await store.append(appendTo(newStream()));
  const { rows } = await db
    .ownerPool()
    .query<{ at: string }>(
      `SELECT to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at FROM es.events WHERE position > $1`,
      [String(head)],
    );
  const exact = rows[0]?.at ?? '';
  const pool = db.appPool({ max: 1 });
  const { store: zoned, stop: end } = openStore(db, { pool });
  for (const zone of ['UTC', 'Pacific/Kiritimati', 'Etc/GMT+12', 'Asia/Almaty', 'Asia/Kathmandu']) {
    await pool.query(`SET TIME ZONE '${zone}'`);
    const [stored] = await zoned.readStored(head, 1);
    expect(stored?.recordedAtExact).toBe(exact);
    expect(stored?.recordedAt.toISOString()).toBe(`${exact.slice(0, 23)}Z`);
    const [event] = await zoned.readAfter(head, 1);
    expect(event?.recordedAt).toEqual(stored?.recordedAt);
    expect(await zoned.append(appendTo(newStream()))).toMatchObject({ kind: 'appended' });
  }
  await end();
  await pool.end();
});
