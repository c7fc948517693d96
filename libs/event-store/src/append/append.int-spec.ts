import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { commitmentOf, type EventStore } from '#event-store';
import { newId } from '#platform';
import { cloneDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { appendTo, fingerprintOf, newEvent, newStream, openStore } from '../../../../test/support/log.js';

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

describe('an append', () => {
  it('gives positions and versions that the log then shows', async () => {
    const stream = newStream();
    const head = await store.head();
    const events = [newEvent({ n: 1 }), newEvent({ n: 2 })];
    const result = await store.append(appendTo(stream, { expected: 'none', events }));
    expect(result).toMatchObject({
      kind: 'appended',
      position: head + 2n,
      events: [
        { id: events[0]?.id, type: 'Counted', stream, version: 1, position: head + 1n },
        { id: events[1]?.id, type: 'Counted', stream, version: 2, position: head + 2n },
      ],
      note: null,
    });
    const recorded = await store.readAfter(head, 10);
    expect(recorded.map(({ id, data, version, position }) => ({ id, data, version, position }))).toEqual([
      { id: events[0]?.id, data: { n: 1 }, version: 1, position: head + 1n },
      { id: events[1]?.id, data: { n: 2 }, version: 2, position: head + 2n },
    ]);
    expect(recorded[0]?.envelope).toEqual(events[0]?.envelope);
    expect(await store.head()).toBe(head + 2n);
  });

  it('checks the expected version: exact, none, any', async () => {
    const stream = newStream();
    expect(await store.append(appendTo(stream, { expected: 1 }))).toEqual({
      kind: 'conflict',
      stream,
      expected: 1,
      actual: 0,
    });
    expect((await store.append(appendTo(stream, { expected: 'none' }))).kind).toBe('appended');
    expect(await store.append(appendTo(stream, { expected: 'none' }))).toMatchObject({
      kind: 'conflict',
      actual: 1,
    });
    expect((await store.append(appendTo(stream, { expected: 1 }))).kind).toBe('appended');
    expect((await store.append(appendTo(stream, { expected: 'any' }))).kind).toBe('appended');
    expect(await store.append(appendTo(stream, { expected: 2 }))).toMatchObject({
      kind: 'conflict',
      actual: 3,
    });
  });

  it('gives a repeated command its first result, and refuses the same id for another input', async () => {
    const request = { ...appendTo(newStream(), { expected: 'none' }), note: { publicId: 'KZ-1' } };
    const first = await store.append(request);
    const again = await store.append(request);
    expect(again).toEqual({ ...first, kind: 'duplicate' });
    expect(await store.append({ ...request, fingerprint: fingerprintOf('other') })).toEqual({
      kind: 'mismatch',
    });
    expect(await store.findCommand(request.commandId)).toMatchObject({
      fingerprint: request.fingerprint,
      note: { publicId: 'KZ-1' },
    });
  });

  it('keeps a chain of commitments in each stream', async () => {
    const stream = newStream();
    const head = await store.head();
    for (let n = 0; n < 3; n += 1) await store.append(appendTo(stream, { events: [newEvent(), newEvent()] }));
    const stored = await store.readStored(head, 10);
    let prev: string | null = null;
    for (const event of stored) {
      expect(commitmentOf(event.salt, event.body)).toEqual(event.commitment);
      expect((JSON.parse(event.body) as { prev: string | null }).prev).toBe(prev);
      prev = event.commitment.toString('base64');
    }
    expect(stored).toHaveLength(6);
  });

  it('takes claims with the events, once', async () => {
    const key = `title:${newId()}`;
    const stream = newStream();
    expect((await store.append({ ...appendTo(stream), claims: [key] })).kind).toBe('appended');
    expect(await store.append({ ...appendTo(newStream()), claims: [key] })).toEqual({
      kind: 'claimed',
      key,
      holder: stream,
    });
    expect((await store.append({ ...appendTo(stream), claims: [key] })).kind).toBe('appended');
  });
});
