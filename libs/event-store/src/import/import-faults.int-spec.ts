import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  commitmentOf,
  type AppendRequest,
  type AppendResult,
  type EventStore,
  type StoredEvent,
} from '#event-store';
import { cloneDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { appendPatiently, appendTo, newEvent, newStream, openStore } from '../../../../test/support/log.js';
import { withSeed } from '../../../../test/support/seed.js';
import { storedEvents } from '../../../../test/support/stored-events.js';

const WORKER = fileURLToPath(new URL('../../../../test/support/import-worker.mjs', import.meta.url));

let db: TestDatabase;
let store: EventStore;
let stop: () => Promise<void>;
const folder = mkdtempSync(join(tmpdir(), 'import-'));
beforeAll(async () => {
  db = await cloneDatabase();
  ({ store, stop } = openStore(db));
});
afterAll(async () => {
  await stop();
  await db.drop();
  rmSync(folder, { recursive: true });
});

/** New streams, and every third request goes on with the stream of an earlier one. */
function load(size: number): AppendRequest[] {
  const requests: AppendRequest[] = [];
  for (let n = 0; n < size; n += 1) {
    const earlier = requests[n - 2]?.streams[0];
    const continues = n % 3 === 2 && earlier !== undefined;
    const part = continues
      ? { expected: 2, events: [newEvent()] }
      : { expected: 'none' as const, events: [newEvent(), newEvent()] };
    requests.push(appendTo(continues ? earlier.stream : newStream(), part));
  }
  return requests;
}

async function imported(requests: readonly AppendRequest[], chunkEvents: number): Promise<AppendResult[]> {
  const results: AppendResult[] = [];
  for await (const result of store.importAppends(requests, { chunkEvents })) results.push(result);
  return results;
}

/** Loads in a process of its own, which is killed when it has told of `after` answers. Gives those it told of. */
async function loadAndKill(file: string, after: number): Promise<readonly string[]> {
  const options = JSON.stringify({ url: db.url, file, chunkEvents: 60 });
  const child = spawn(process.execPath, [WORKER, options], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const told: string[] = [];
  for await (const line of createInterface(child.stdout)) {
    told.push(line.split(' ')[1] ?? '');
    if (told.length === after) child.kill('SIGKILL');
  }
  expect((await ended)[1]).toBe('SIGKILL');
  return told;
}

function expectWhole(events: readonly StoredEvent[], first: bigint): void {
  expect(events.map(({ position }) => position)).toEqual(events.map((_, n) => first + BigInt(n)));
  const last = new Map<string, StoredEvent>();
  for (const event of events) {
    const before = last.get(event.stream);
    expect(event.version).toBe((before?.version ?? 0) + 1);
    const { prev } = JSON.parse(event.body) as { prev: string | null };
    expect(prev).toBe(before?.commitment.toString('base64') ?? null);
    expect(commitmentOf(event.salt, event.body)).toEqual(event.commitment);
    last.set(event.stream, event);
  }
}

it('killed at any moment and given again, it ends with each event once and the first answers', () =>
  withSeed(async (random) => {
    const start = await store.head();
    const requests = load(900);
    const file = join(folder, 'requests.json');
    writeFileSync(file, JSON.stringify(requests));
    const told = new Set<string>();
    for (const share of [0.2, 0.5, 0.8]) {
      const after = Math.ceil(requests.length * share * random.next());
      for (const commandId of await loadAndKill(file, Math.max(1, after))) told.add(commandId);
    }
    const inLog = new Set((await storedEvents(store, start)).map(({ commandId }) => commandId));
    expect([...told].filter((commandId) => !inLog.has(commandId))).toEqual([]);
    expect(inLog.size).toBeLessThan(requests.length);
    const results = await imported(requests, 100);
    expect(results.map(({ kind }) => kind)).toEqual(
      requests.map(({ commandId }) => (inLog.has(commandId) ? 'duplicate' : 'appended')),
    );
    const events = await storedEvents(store, start);
    expectWhole(events, start + 1n);
    expect(events.map(({ commandId }) => commandId)).toEqual(
      requests.flatMap(({ commandId, streams }) =>
        streams.flatMap((part) => part.events.map(() => commandId)),
      ),
    );
    const positions = results.flatMap((result) =>
      'events' in result ? result.events.map(({ position }) => position) : [],
    );
    expect(positions).toEqual(events.map(({ position }) => position));
  }));

it('beside appends to the same streams it is dense, in order and exactly once, and nobody waits in vain', async () => {
  const start = await store.head();
  const shared = Array.from({ length: 5 }, () => newStream());
  const streamOf = (n: number) => shared[n % shared.length] ?? newStream();
  const requests = Array.from({ length: 1_200 }, (_, n) =>
    n % 10 === 0 ? appendTo(streamOf(n)) : appendTo(newStream(), { expected: 'none' }),
  );
  const writers = openStore(db);
  const appends: AppendRequest[] = [];
  let loading = true;
  try {
    const writing = Promise.all(
      Array.from({ length: 8 }, async (_, writer) => {
        for (let n = 0; loading; n += 1) {
          const request = appendTo(n % 2 === 0 ? streamOf(writer + n) : newStream());
          appends.push(request);
          const { kind } = await appendPatiently(writers.store, request);
          expect(kind).toBe('appended');
        }
      }),
    );
    const results = await imported(requests, 40).finally(() => (loading = false));
    await writing;
    expect(results.filter(({ kind }) => kind !== 'appended')).toEqual([]);
  } finally {
    await writers.stop();
  }
  const events = await storedEvents(store, start);
  expectWhole(events, start + 1n);
  expect(appends.length).toBeGreaterThan(50);
  const wanted = [...requests, ...appends].map(({ commandId }) => commandId);
  expect(events.map(({ commandId }) => commandId).sort()).toEqual(wanted.sort());
});

it('waits two seconds for the counter row and no longer; nothing of the chunk is written', async () => {
  const holder = await db.ownerPool().connect();
  const request = appendTo(newStream());
  try {
    await holder.query('BEGIN');
    await holder.query('SELECT position FROM es.log_head FOR UPDATE');
    await expect(imported([request], 10)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  } finally {
    await holder.query('ROLLBACK');
    holder.release();
  }
  expect(await store.findCommand(request.commandId)).toBeUndefined();
  expect(await imported([request], 10)).toMatchObject([{ kind: 'appended' }]);
});
