import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AppendResult, EventStore } from '#event-store';
import { newId } from '#platform';
import type pg from 'pg';
import { cloneDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { appendTo, fingerprintOf, newEvent, newStream, openStore } from '../../../../test/support/log.js';

let db: TestDatabase;
let store: EventStore;
let stop: () => Promise<void>;
let owner: pg.Pool;

beforeAll(async () => {
  db = await cloneDatabase();
  owner = db.ownerPool();
  // One batch at a time, so that what is asked for in one turn of the event loop is one batch.
  ({ store, stop } = openStore(db, { maxInFlight: 1 }));
});
afterAll(async () => {
  await stop();
  await db.drop();
});

/** Transactions that wrote the events after `position`. */
async function transactionsAfter(position: bigint): Promise<number> {
  const { rows } = await owner.query<{ n: bigint }>(
    'SELECT count(DISTINCT xmin::text) AS n FROM es.events WHERE position > $1',
    [String(position)],
  );
  return Number(rows[0]?.n);
}

const kinds = (results: readonly AppendResult[]): string[] => results.map(({ kind }) => kind);

describe('appends that wait at the same time', () => {
  it('share one call, and each gets its own result', async () => {
    const head = await store.head();
    const streams = Array.from({ length: 40 }, () => newStream());
    const results = await Promise.all(
      streams.map((stream) => store.append(appendTo(stream, { expected: 'none' }))),
    );
    expect(await transactionsAfter(head)).toBe(1);
    for (const [index, result] of results.entries()) {
      expect(result).toMatchObject({
        kind: 'appended',
        position: head + BigInt(index) + 1n,
        events: [{ stream: streams[index], version: 1 }],
      });
    }
  });

  it('get the same position again when they had no events', async () => {
    const guard = appendTo(newStream(), { events: [] });
    const [, first] = await Promise.all([
      store.append(appendTo(newStream(), { events: [newEvent(), newEvent()] })),
      store.append(guard),
    ]);
    expect(first).toMatchObject({ kind: 'appended', position: await store.head(), events: [] });
    expect(await store.append(guard)).toEqual({ ...first, kind: 'duplicate' });
  });

  it('see each other on one stream: exact, none and any', async () => {
    const head = await store.head();
    const stream = newStream();
    const results = await Promise.all([
      store.append(appendTo(stream, { expected: 'none', events: [newEvent(), newEvent()] })),
      store.append(appendTo(stream, { expected: 'none' })),
      store.append(appendTo(stream, { expected: 2 })),
      store.append(appendTo(stream, { expected: 2 })),
      store.append(appendTo(stream, { expected: 'any' })),
      store.append(appendTo(stream, { expected: 4 })),
    ]);
    expect(kinds(results)).toEqual(['appended', 'conflict', 'appended', 'conflict', 'appended', 'appended']);
    expect(results[1]).toEqual({ kind: 'conflict', stream, expected: 'none', actual: 2 });
    expect(results[3]).toEqual({ kind: 'conflict', stream, expected: 2, actual: 3 });
    expect(results[5]).toMatchObject({ position: head + 5n, events: [{ version: 5 }] });
    expect(await transactionsAfter(head)).toBe(1);
  });

  it('are refused one by one: conflict, duplicate, mismatch, claim and limit leave the good ones untouched', async () => {
    const stream = newStream();
    const key = `title:${newId()}`;
    const first = { ...appendTo(stream, { expected: 'none' }), claims: [key] };
    await store.append(first);
    const head = await store.head();
    const good = [appendTo(newStream()), appendTo(stream, { expected: 1 }), appendTo(newStream())];
    const results = await Promise.allSettled([
      store.append(good[0] as typeof first),
      store.append(appendTo(stream, { expected: 7 })),
      store.append(first),
      store.append({ ...first, fingerprint: fingerprintOf('another') }),
      store.append(appendTo(newStream(), { events: [newEvent({ text: 'x'.repeat(70_000) })] })),
      store.append(good[1] as typeof first),
      store.append({ ...appendTo(newStream()), claims: [key] }),
      store.append(good[2] as typeof first),
    ]);
    const said = results.map((result) =>
      result.status === 'fulfilled' ? result.value.kind : (result.reason as { problem: string }).problem,
    );
    expect(said).toEqual([
      'appended',
      'conflict',
      'duplicate',
      'mismatch',
      'too_large',
      'appended',
      'claimed',
      'appended',
    ]);
    const events = await store.readAfter(head, 10);
    expect(events.map((event) => event.id)).toEqual(good.map((request) => request.streams[0]?.events[0]?.id));
  });

  it('give one command id sent 50 times at once one result', async () => {
    const request = { ...appendTo(newStream(), { expected: 'none' }), note: { answer: 42 } };
    const head = await store.head();
    const results = await Promise.all(Array.from({ length: 50 }, () => store.append(request)));
    expect(results.filter((result) => result.kind === 'appended')).toHaveLength(1);
    expect(results.filter((result) => result.kind === 'duplicate')).toHaveLength(49);
    const [first] = results;
    for (const result of results) expect({ ...result, kind: '' }).toEqual({ ...first, kind: '' });
    expect(await store.head()).toBe(head + 1n);
  });

  it('give one claim to one of them', async () => {
    const key = `title:${newId()}`;
    const streams = Array.from({ length: 10 }, () => newStream());
    const results = await Promise.all(
      streams.map((stream) => store.append({ ...appendTo(stream), claims: [key] })),
    );
    expect(kinds(results)).toEqual(['appended', ...Array<string>(9).fill('claimed')]);
    expect(results[9]).toEqual({ kind: 'claimed', key, holder: streams[0] });
  });
});

describe('an append to several streams', () => {
  const part = (stream: string, expected: number | 'none' | 'any', count = 1) => ({
    stream,
    expected,
    events: Array.from({ length: count }, () => newEvent()),
  });
  const together = (...streams: ReturnType<typeof part>[]) => ({ ...appendTo(newStream()), streams });

  it('is all or nothing, and a refused one leaves its streams as they were for the next in the batch', async () => {
    const [a, b] = [newStream('a'), newStream('b')];
    await store.append(together(part(a, 'none', 2), part(b, 'none', 1)));
    const head = await store.head();
    const results = await Promise.all([
      store.append(together(part(a, 2, 3), part(b, 9))),
      store.append(together(part(b, 1), part(a, 2))),
      store.append(together(part(a, 3, 2), part(b, 2, 2))),
    ]);
    expect(kinds(results)).toEqual(['conflict', 'appended', 'appended']);
    expect(results[0]).toEqual({ kind: 'conflict', stream: b, expected: 9, actual: 1 });
    const events = await store.readAfter(head, 10);
    expect(events.map(({ stream, version }) => `${stream === a ? 'a' : 'b'}${version}`)).toEqual([
      'b2',
      'a3',
      'a4',
      'a5',
      'b3',
      'b4',
    ]);
    expect(await transactionsAfter(head)).toBe(1);
  });

  it('with a stream without events checks that stream’s version', async () => {
    const [a, b] = [newStream('a'), newStream('b')];
    await store.append(together(part(b, 'none')));
    expect(await store.append(together(part(a, 'none'), part(b, 0, 0)))).toMatchObject({
      kind: 'conflict',
      stream: b,
      actual: 1,
    });
    expect(await store.append(together(part(a, 'none'), part(newStream(), 1, 0)))).toMatchObject({
      actual: 0,
    });
    expect((await store.append(together(part(a, 'none'), part(b, 1, 0)))).kind).toBe('appended');
    expect(await store.append(together(part(b, 1)))).toMatchObject({
      kind: 'appended',
      events: [{ version: 2 }],
    });
  });

  it('of the same two streams in opposite order, from two stores at once, does not deadlock', async () => {
    const other = openStore(db);
    const [a, b] = [newStream('a'), newStream('b')];
    const results = await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        n % 2 === 0
          ? store.append(together(part(a, 'any'), part(b, 'any')))
          : other.store.append(together(part(b, 'any'), part(a, 'any'))),
      ),
    );
    expect(new Set(kinds(results))).toEqual(new Set(['appended']));
    await other.stop();
  });
});

describe('a command without events', () => {
  it('is remembered and repeats its first answer', async () => {
    const head = await store.head();
    const request = { ...appendTo(newStream()), streams: [], note: { nothing: 'to do' } };
    expect(await store.append(request)).toEqual({
      kind: 'appended',
      position: head,
      events: [],
      note: { nothing: 'to do' },
    });
    await store.append(appendTo(newStream()));
    expect(await store.append(request)).toEqual({
      kind: 'duplicate',
      position: head,
      events: [],
      note: { nothing: 'to do' },
    });
  });
});

it('texts of all alphabets, and the largest event, come back as they were', async () => {
  const data = {
    kk: 'Қарағанды облысы',
    zh: '哈萨克斯坦',
    smile: '😀',
    quote: '"\\\n',
    large: 'ж'.repeat(32_000),
  };
  const stream = newStream();
  await store.append(appendTo(stream, { events: [newEvent(data), newEvent([])] }));
  const read = [];
  for await (const event of store.readStream(stream)) read.push(event.data);
  expect(read).toEqual([data, []]);
});
