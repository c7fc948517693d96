import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  canonicalJson,
  commitmentOf,
  type AppendRequest,
  type AppendResult,
  type EventStore,
} from '#event-store';
import { connectDedicated, newId } from '#platform';
import fc from 'fast-check';
import { cloneDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { eventually } from '../../../../test/support/eventually.js';
import { rounds } from '../../../../test/support/length.js';
import { appendTo, newEvent, newStream, openStore } from '../../../../test/support/log.js';
import { storedEvents } from '../../../../test/support/stored-events.js';

let db: TestDatabase;
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
  store = open(db);
});
afterEach(async () => {
  for (const stop of stops) await stop();
});

function open(database: TestDatabase): EventStore {
  const opened = openStore(database);
  stops.push(opened.stop);
  return opened.store;
}

async function imported(
  into: EventStore,
  requests: readonly AppendRequest[],
  chunkEvents = 5,
): Promise<AppendResult[]> {
  return all(into.importAppends(requests, { chunkEvents }));
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const taken: T[] = [];
  for await (const item of items) taken.push(item);
  return taken;
}

describe('an import', () => {
  it('gives events that nobody can tell from appended ones: canonical, committed to, chained', async () => {
    const stream = newStream();
    const before = await store.head();
    const appended = appendTo(stream, { events: [newEvent({ text: 'Жамбыл "1" \u2028 \t' }), newEvent()] });
    await store.append(appended);
    await imported(store, [
      appendTo(stream, { expected: 2, events: [newEvent({ b: [1.5, null], a: {} }), newEvent()] }),
      appendTo(stream, { expected: 4 }),
    ]);
    const events = await storedEvents(store, before);
    expect(events.map(({ version }) => version)).toEqual([1, 2, 3, 4, 5]);
    let prev: string | null = null;
    for (const event of events) {
      const body = JSON.parse(event.body) as Record<string, unknown>;
      expect(canonicalJson(body)).toBe(event.body);
      expect(commitmentOf(event.salt, event.body)).toEqual(event.commitment);
      expect(event.salt).toHaveLength(16);
      const { version, type, schemaVersion } = event;
      expect(body).toMatchObject({ prev, v: 1, stream, version, type, schema: schemaVersion });
      prev = event.commitment.toString('base64');
    }
    const read = await all(store.readStream(stream));
    expect(read.map(({ data }) => data)[2]).toEqual({ a: {}, b: [1.5, null] });
  });

  it('reaches subscribers at once, with one notification for a chunk', async () => {
    const listener = await connectDedicated({ url: db.url, applicationName: 'spec-listener' });
    stops.push(() => listener.end());
    let notifications = 0;
    listener.on('notification', () => (notifications += 1));
    await listener.query('LISTEN es_appended');
    const other = open(db);
    const ended = new AbortController();
    const seen: string[] = [];
    const following = (async () => {
      for await (const events of other.subscribe(await store.head(), { signal: ended.signal })) {
        seen.push(...events.map(({ commandId }) => commandId));
      }
    })();
    await eventually('it follows', () => other.subscriptions.length === 1);
    const requests = Array.from({ length: 30 }, () => appendTo(newStream()));
    await imported(store, requests, 10);
    await eventually('all were seen', () => seen.length >= 30);
    ended.abort();
    await following;
    expect(seen).toEqual(requests.map(({ commandId }) => commandId));
    await eventually('the notifications came', () => notifications >= 3);
    expect(notifications).toBe(3);
  });

  it('never lets recorded_at go back, also where it meets appends', async () => {
    const before = await store.head();
    for (let n = 0; n < 5; n += 1) {
      await store.append(appendTo(newStream()));
      await imported(
        store,
        Array.from({ length: 12 }, () => appendTo(newStream())),
      );
    }
    const times = (await storedEvents(store, before)).map(({ recordedAtExact }) => recordedAtExact);
    expect(times).toHaveLength(65);
    expect(times).toEqual([...times].sort());
  });

  it('answers what came before a request that it refuses, then throws', async () => {
    const good = [appendTo(newStream()), appendTo(newStream())];
    const bad = appendTo(newStream(), { events: [newEvent({ text: 'x'.repeat(70_000) })] });
    const results: AppendResult[] = [];
    const load = async () => {
      for await (const result of store.importAppends([...good, bad, appendTo(newStream())])) {
        results.push(result);
      }
    };
    await expect(load()).rejects.toMatchObject({ code: 'EVENT_REFUSED', problem: 'too_large' });
    expect(results.map(({ kind }) => kind)).toEqual(['appended', 'appended']);
    expect(await store.findCommand(bad.commandId)).toBeUndefined();
    const many = appendTo(newStream(), { events: Array.from({ length: 201 }, () => newEvent()) });
    await expect(imported(store, [many])).rejects.toMatchObject({ problem: 'too_many_events' });
  });

  it('brings what was on its way to its end when the reader stops early', async () => {
    const requests = Array.from({ length: 40 }, () => appendTo(newStream()));
    for await (const { kind } of store.importAppends(requests, { chunkEvents: 10 })) {
      expect(kind).toBe('appended');
      break;
    }
    const again = await imported(store, requests, 10);
    const kinds = again.map(({ kind }) => kind);
    const done = kinds.lastIndexOf('duplicate') + 1;
    expect(done % 10).toBe(0);
    expect(kinds).toEqual([...kinds.slice(0, done).fill('duplicate'), ...kinds.slice(done).fill('appended')]);
  });
});

describe('any requests in any chunks', () => {
  const STREAMS = 4;
  const part = fc.record({
    stream: fc.nat(STREAMS - 1),
    expected: fc.oneof(fc.constant('none' as const), fc.constant('any' as const), fc.nat(4)),
    events: fc.nat(3),
  });
  const step = fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        parts: fc.uniqueArray(part, { minLength: 1, maxLength: 3, selector: ({ stream }) => stream }),
        claims: fc.uniqueArray(fc.constantFrom('title:a', 'title:b', 'title:c'), { maxLength: 2 }),
        noted: fc.boolean(),
      }),
    },
    { weight: 1, arbitrary: fc.record({ repeats: fc.nat(20), altered: fc.boolean() }) },
  );
  type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

  function requestsOf(steps: readonly Step[]): AppendRequest[] {
    const run = newId();
    const requests: AppendRequest[] = [];
    for (const one of steps) {
      if ('repeats' in one) {
        const earlier = requests[one.repeats % Math.max(1, requests.length)];
        if (earlier === undefined) continue;
        requests.push(one.altered ? { ...earlier, fingerprint: 'f'.repeat(64) } : earlier);
        continue;
      }
      const { commandId, fingerprint } = appendTo('unused');
      requests.push({
        ...{ commandId, fingerprint },
        streams: one.parts.map(({ stream, expected, events }) => ({
          ...{ stream: `counter-${run}-${stream}`, expected },
          events: Array.from({ length: events }, () => newEvent()),
        })),
        claims: one.claims.map((key) => `${key}:${run}`),
        ...(one.noted ? { note: { run } } : {}),
      });
    }
    return requests;
  }

  /** Times differ between the two logs, all else must not. */
  const timeless = (results: readonly AppendResult[]) =>
    results.map((result) =>
      'events' in result
        ? { ...result, events: result.events.map(({ recordedAt: _at, ...event }) => event) }
        : result,
    );

  it('are answered, and stored, as one append after the other would be', async () => {
    const other = await cloneDatabase();
    try {
      const one = open(other);
      const mine = await cloneDatabase();
      try {
        const bulk = open(mine);
        await fc.assert(
          fc.asyncProperty(
            fc.array(step, { minLength: 1, maxLength: 25 }),
            fc.integer({ min: 1, max: 12 }),
            async (steps, size) => {
              const requests = requestsOf(steps);
              const wanted: AppendResult[] = [];
              for (const request of requests) wanted.push(await one.append(request));
              expect(timeless(await imported(bulk, requests, size))).toEqual(timeless(wanted));
            },
          ),
          { numRuns: rounds(60, 1_000) },
        );
        const [left, right] = [await storedEvents(one), await storedEvents(bulk)];
        const told = ({ position, stream, version, type, commandId, body }: (typeof left)[number]) => {
          const { prev: _prev, ...members } = JSON.parse(body) as Record<string, unknown>;
          return { position, stream, version, type, commandId, members };
        };
        expect(right.map(told)).toEqual(left.map(told));
        const commands = 'SELECT command_id, first_position, last_position, note FROM es.commands ORDER BY 1';
        const claims = 'SELECT key, holder, command_id FROM es.claims ORDER BY key';
        for (const query of [commands, claims]) {
          const rows = async (of: TestDatabase) => (await of.ownerPool().query(query)).rows as unknown[];
          expect(await rows(mine)).toEqual(await rows(other));
        }
      } finally {
        for (const stop of stops.splice(0).reverse()) await stop();
        await mine.drop();
      }
    } finally {
      await other.drop();
    }
  });
});
