import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { commitmentOf, type EventStore, type StoredEvent } from '#event-store';
import type pg from 'pg';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { appendPatiently, appendTo, newStream, openStore } from '../../support/log.js';
import { lookAt } from './seen-log.js';
import { appendOfEveryKind } from './varied-log.js';

let db: TestDatabase;
let owner: pg.Pool;
let store: EventStore;
let stop: () => Promise<void>;
beforeAll(async () => {
  db = await cloneDatabase();
  owner = db.ownerPool();
  ({ store, stop } = openStore(db));
});
afterAll(async () => {
  await stop();
  await db.drop();
});

/** As the operator calls it, again while the lock is not to be had. */
async function operate(call: 'close_segment' | 'reopen_segment'): Promise<string> {
  const client = await owner.connect();
  try {
    await client.query('SET ROLE es_owner');
    for (;;) {
      try {
        const { rows } = await client.query<{ name: string }>(`SELECT es.${call}() AS name`);
        return rows[0]?.name ?? '';
      } catch (error) {
        if ((error as { code?: string }).code !== '55P03') throw error;
      }
    }
  } finally {
    client.release(true);
  }
}

/** Appends to the same streams from many at once until it is told to stop. */
async function writeUntil(signal: AbortSignal, streams: readonly string[]): Promise<number> {
  let written = 0;
  await Promise.all(
    Array.from({ length: 16 }, async (_, writer) => {
      while (!signal.aborted) {
        const stream = streams[(writer + written) % streams.length] ?? '';
        const result = await appendPatiently(store, appendTo(stream));
        if (result.kind === 'appended') written += 1;
      }
    }),
  );
  return written;
}

function assertChained(stored: readonly StoredEvent[]): void {
  const chain = new Map<string, { version: number; commitment: string | null }>();
  for (const [index, { position, stream, version, salt, body, commitment }] of stored.entries()) {
    expect(position).toBe(BigInt(index + 1));
    const before = chain.get(stream) ?? { version: 0, commitment: null };
    expect(version).toBe(before.version + 1);
    expect(JSON.parse(body)).toMatchObject({ prev: before.commitment, version });
    expect(commitmentOf(salt, body).equals(commitment)).toBe(true);
    chain.set(stream, { version, commitment: commitment.toString('base64') });
  }
}

const archived = async () =>
  (
    await owner.query<{ name: string }>('SELECT table_name AS name FROM es.segment ORDER BY first_position')
  ).rows.map(({ name }) => name);

describe('older events in tables of their own', () => {
  it('change nothing that a reader sees, and the streams go on behind them, under appends all the while', async () => {
    const requests = await appendOfEveryKind(store, 20);
    const ids = requests.map(({ commandId }) => commandId);
    const before = await lookAt(store, ids);
    const streams = [...before.streams.keys()].slice(0, 6);
    const over = new AbortController();
    const writing = writeUntil(over.signal, [...streams, newStream()]);
    const names = [await operate('close_segment')];
    await appendPatiently(store, appendTo(newStream()));
    names.push(await operate('close_segment'));
    over.abort();
    const written = await writing;
    expect(written).toBeGreaterThan(20);
    const after = await lookAt(store, ids);
    expect(await archived()).toEqual(names);
    expect(after.stored.slice(0, before.stored.length)).toEqual(before.stored);
    expect(after.commands).toEqual(before.commands);
    expect(after.head).toBe(before.head + BigInt(written) + 1n);
    assertChained(after.stored);
    for (const [stream, events] of after.streams) {
      expect(events.map(({ version }) => version)).toEqual(events.map((_, index) => index + 1));
      expect(events.slice(0, before.streams.get(stream)?.length ?? 0)).toEqual(
        before.streams.get(stream) ?? [],
      );
    }
  });

  it('keep loads from beginning a stream anew or from an outdated version', async () => {
    const load = async (...requests: Parameters<EventStore['append']>[0][]) => {
      const kinds: string[] = [];
      for await (const { kind } of store.importAppends(requests)) kinds.push(kind);
      return kinds;
    };
    const stream = newStream();
    await store.append(appendTo(stream, { expected: 'none' }));
    await operate('close_segment');
    expect(await load(appendTo(stream, { expected: 'none' }))).toEqual(['conflict']);
    expect(await load(appendTo(stream, { expected: 1 }), appendTo(stream, { expected: 1 }))).toEqual([
      'appended',
      'conflict',
    ]);
    expect(await load(appendTo(stream))).toEqual(['appended']);
    assertChained((await lookAt(store, [])).stored);
  });

  it('keep expected versions, repetitions and claims as they were', async () => {
    const [old] = [...(await lookAt(store, [])).streams.keys()];
    const stream = old ?? '';
    expect(await store.append(appendTo(stream, { expected: 'none' }))).toMatchObject({ kind: 'conflict' });
    const request = appendTo(newStream(), { expected: 'none' });
    const first = await store.append(request);
    await operate('close_segment');
    expect(await store.append(request)).toMatchObject({ ...first, kind: 'duplicate' });
  });

  it('are as closed to change as the log: to the product by its rights, to a superuser by the trigger', async () => {
    for (const name of await archived()) {
      for (const change of [
        `UPDATE es_archive.${name} SET body = '{}'`,
        `DELETE FROM es_archive.${name}`,
        `TRUNCATE es_archive.${name}`,
      ]) {
        await expect(db.appPool().query(change)).rejects.toMatchObject({ code: '42501' });
        await expect(owner.query(change)).rejects.toMatchObject({ code: '42501', message: /append-only/ });
      }
      await owner.query(`ALTER TABLE es_archive.${name} VALIDATE CONSTRAINT ${name}_range`);
    }
    for (const call of ['close_segment', 'reopen_segment', 'show_segments']) {
      await expect(db.appPool().query(`SELECT es.${call}()`)).rejects.toMatchObject({ code: '42501' });
    }
    await expect(db.appPool().query('DELETE FROM es.events')).rejects.toMatchObject({ code: '42501' });
    await expect(owner.query('TRUNCATE es.events')).rejects.toMatchObject({ message: /append-only/ });
  });

  it('are not made of nothing, and come back in the order in which they went', async () => {
    await expect(operate('close_segment')).rejects.toThrow('there are no events after position');
    await store.append(appendTo(newStream()));
    const before = await lookAt(store, []);
    const names = await archived();
    for (const name of names.reverse()) expect(await operate('reopen_segment')).toBe(name);
    expect(await archived()).toEqual([]);
    expect(await lookAt(store, [])).toEqual(before);
    await expect(operate('reopen_segment')).rejects.toThrow('there is no closed segment');
    expect(await store.append(appendTo(newStream()))).toMatchObject({
      kind: 'appended',
      position: before.head + 1n,
    });
    await expect(owner.query('DELETE FROM es.events')).rejects.toMatchObject({ message: /append-only/ });
  });
});
