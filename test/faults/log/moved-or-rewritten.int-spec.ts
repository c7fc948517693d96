import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { commitmentOf, type AppendRequest, type EventStore } from '#event-store';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { appendTo, newEvent, newStream, openStore } from '../../support/log.js';
import { backUp, nextTransactionId, restore, spendTransactionIds } from './restored-log.js';
import { startSecondCluster, type SecondCluster } from './second-cluster.js';
import { lookAt, type SeenLog } from './seen-log.js';
import { appendOfEveryKind, asAnotherCommand } from './varied-log.js';

const OF_EACH_KIND = 40;

let db: TestDatabase;
let store: EventStore;
let stop: () => Promise<void>;
let requests: AppendRequest[];
let commandIds: string[];
let before: SeenLog;

beforeAll(async () => {
  db = await cloneDatabase();
  ({ store, stop } = openStore(db));
  requests = await appendOfEveryKind(store, OF_EACH_KIND);
  commandIds = requests.map(({ commandId }) => commandId);
});
beforeEach(async () => {
  before = await lookAt(store, commandIds);
  expect(before.events).toHaveLength(Number(before.head));
});
afterAll(async () => {
  await stop();
  await db.drop();
});

/** Appends go on from the end without a hole, and what was there before them still binds them. */
async function expectToGoOn(log: EventStore): Promise<void> {
  const head = await log.head();
  const [first, second] = requests as [AppendRequest, AppendRequest];
  expect(await log.append(first)).toMatchObject({ kind: 'duplicate', position: 6n });
  expect(await log.append(second)).toMatchObject({ kind: 'duplicate', position: 9n, note: second.note });
  expect(await log.append(asAnotherCommand(first))).toMatchObject({ kind: 'conflict', actual: 7 });
  const holder = first.streams[0]?.stream;
  const claimant = { ...appendTo(newStream()), claims: first.claims ?? [] };
  expect(await log.append(claimant)).toMatchObject({ kind: 'claimed', holder });
  const positions: bigint[] = [];
  for (let n = 1; n <= 5; n += 1) {
    const events = [newEvent(), newEvent()];
    const answer = await log.append(appendTo(holder ?? '', { expected: 5 + 2 * n, events }));
    if (answer.kind === 'appended') positions.push(...answer.events.map(({ position }) => position));
  }
  expect(positions).toEqual(Array.from({ length: 10 }, (_, n) => head + BigInt(n) + 1n));
  let prev: string | null = null;
  for await (const event of log.readStream(holder ?? '')) {
    expect(event.prev).toBe(prev);
    const [stored] = await log.readStored(event.position - 1n, 1);
    expect(commitmentOf(stored?.salt as Buffer, stored?.body as string)).toEqual(stored?.commitment);
    prev = stored?.commitment.toString('base64') ?? null;
  }
}

describe('nothing that a reader sees is changed', () => {
  it.each([
    ['VACUUM FULL', 'VACUUM (FULL, FREEZE) es.events, es.commands, es.claims, es.log_head'],
    ['REINDEX', 'REINDEX SCHEMA es'],
    ['CLUSTER by stream', 'CLUSTER es.events USING events_stream_version'],
  ])('by %s', async (_what, statement) => {
    await db.ownerPool().query(statement);
    expect(await lookAt(store, commandIds)).toEqual(before);
    const head = await store.head();
    expect(await store.append(appendTo(newStream()))).toMatchObject({ position: head + 1n });
  });

  describe('by a dump restored into a cluster that has seen far fewer transactions', () => {
    let cluster: SecondCluster;
    beforeAll(async () => {
      cluster = await startSecondCluster();
    }, 60_000);
    afterAll(async () => {
      await cluster.stop();
    });

    it('all events are there, to the byte, and appends go on behind them', async () => {
      const owner = db.ownerPool();
      await spendTransactionIds(owner, 20_000);
      await store.append(appendTo(newStream()));
      before = await lookAt(store, commandIds);
      const other = db.appPool({ url: cluster.url, role: null });
      await restore(await backUp(owner), other);
      expect((await nextTransactionId(other)) + 10_000n).toBeLessThan(await nextTransactionId(owner));

      const restored = openStore(db, { url: cluster.url });
      expect(await lookAt(restored.store, commandIds)).toEqual(before);
      const ended = new AbortController();
      let read = 0n;
      for await (const page of restored.store.subscribe(0n, { signal: ended.signal, epoch: before.epoch })) {
        read += BigInt(page.length);
        if (read >= before.head) ended.abort();
      }
      expect(read).toBe(before.head);
      await expectToGoOn(restored.store);
      await restored.stop();
      await other.end();
    }, 60_000);
  });
});
