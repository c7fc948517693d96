import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  runCommand,
  type CommandOutcome,
  type EventStore,
  type FoldedEvent,
  type StreamModel,
} from '#event-store';
import { newId } from '#platform';
import { cloneDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { appendTo, fingerprintOf, newEvent, newStream, openStore } from '../../../../test/support/log.js';

/** An account that must not go below zero. */
interface Account {
  readonly balance: number;
  readonly folded: number;
}
const account: StreamModel<Account> = {
  initial: { balance: 0, folded: 0 },
  evolve: (state: Account, event: FoldedEvent) => ({
    balance: state.balance + (event.data as { n: number }).n,
    folded: state.folded + 1,
  }),
};

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

interface Change {
  readonly stream: string;
  readonly by: number;
  readonly commandId?: string;
  readonly expected?: number;
  readonly seen?: (state: Account, version: number) => void;
}

const change = (from: EventStore, { stream, by, commandId = newId(), expected, seen }: Change) =>
  runCommand<{ account: Account }, string>(from, {
    commandId,
    fingerprint: fingerprintOf(`${stream} ${by}`),
    streams: { account: { stream, model: account } },
    ...(expected === undefined ? {} : { expected: { account: expected } }),
    decide: ({ account: { state, version } }) => {
      seen?.(state, version);
      return state.balance + by < 0
        ? { kind: 'rejected', rejection: 'not enough' }
        : {
            kind: 'accepted',
            events: { account: [newEvent({ n: by })] },
            note: { balance: state.balance + by },
          };
    },
  });

const noteOf = (outcome: CommandOutcome<string>) => ('note' in outcome ? outcome.note : outcome.kind);

async function balanceOf(stream: string): Promise<number> {
  let state = account.initial;
  for await (const event of store.readStream(stream)) state = account.evolve(state, event);
  return state.balance;
}

describe('a command', () => {
  it('decides on the state of all events before it, appends, and says where', async () => {
    const stream = newStream();
    expect(await change(store, { stream, by: 5 })).toMatchObject({
      kind: 'appended',
      events: [{ version: 1 }],
    });
    expect(await change(store, { stream, by: -3 })).toMatchObject({
      events: [{ version: 2 }],
      note: { balance: 2 },
    });
    expect(await change(store, { stream, by: -3 })).toEqual({ kind: 'rejected', rejection: 'not enough' });
    expect(await balanceOf(stream)).toBe(2);
  });

  it('sees the same state from the cache as from the log', async () => {
    const stream = newStream();
    for (let n = 0; n < 5; n += 1) await change(store, { stream, by: n });
    const states: unknown[] = [];
    const seen = (state: Account, version: number) => states.push({ ...state, version });
    await change(store, { stream, by: 0, seen });
    const cold = openStore(db);
    await change(cold.store, { stream, by: 0, seen });
    expect(states).toEqual([
      { balance: 10, folded: 5, version: 5 },
      { balance: 10, folded: 6, version: 6 },
    ]);
    await cold.stop();
  });

  it('repeated gives its first result, even where it would be refused now', async () => {
    const stream = newStream();
    const commandId = newId();
    await change(store, { stream, by: 5 });
    const first = await change(store, { stream, by: -5, commandId });
    expect(noteOf(first)).toEqual({ balance: 0 });
    expect(await change(store, { stream, by: -5, commandId })).toEqual({ ...first, kind: 'duplicate' });
    expect(await change(store, { stream, by: -4, commandId })).toEqual({ kind: 'mismatch' });
    await change(store, { stream, by: 50 });
    expect(await change(store, { stream, by: -5, commandId })).toEqual({ ...first, kind: 'duplicate' });
    const other = openStore(db);
    expect(await change(other.store, { stream, by: -5, commandId })).toEqual({ ...first, kind: 'duplicate' });
    await other.stop();
  });

  it('sent 50 times at once under one id is done once', async () => {
    const stream = newStream();
    const commandId = newId();
    await change(store, { stream, by: 5 });
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, () => change(store, { stream, by: -5, commandId })),
    );
    expect(outcomes.filter(({ kind }) => kind === 'appended')).toHaveLength(1);
    expect(outcomes.filter(({ kind }) => kind === 'duplicate')).toHaveLength(49);
    expect(await balanceOf(stream)).toBe(0);
  });
});

describe('with an expected version', () => {
  it('a stale one is a conflict that names the current version', async () => {
    const stream = newStream();
    await change(store, { stream, by: 5 });
    await change(store, { stream, by: 1 });
    const conflict = { kind: 'conflict', stream, expected: 1, actual: 2 };
    expect(await change(store, { stream, by: 1, expected: 1 })).toEqual(conflict);
    expect(await change(store, { stream, by: 1, expected: 2 })).toMatchObject({ kind: 'appended' });
  });

  it('is compared with the log where another process has written, not with the cache', async () => {
    const stream = newStream();
    await change(store, { stream, by: 5 });
    await store.append(appendTo(stream, { events: [newEvent({ n: 1 })] }));
    expect(await change(store, { stream, by: 1, expected: 2 })).toMatchObject({ kind: 'appended' });
    await store.append(appendTo(stream, { events: [newEvent({ n: 1 })] }));
    expect(await change(store, { stream, by: 1, expected: 3 })).toEqual({
      kind: 'conflict',
      stream,
      expected: 3,
      actual: 4,
    });
  });

  it('a repetition of a command that was accepted is no conflict', async () => {
    const stream = newStream();
    const commandId = newId();
    await change(store, { stream, by: 5 });
    const first = await change(store, { stream, by: 1, expected: 1, commandId });
    expect(await change(store, { stream, by: 1, expected: 1, commandId })).toEqual({
      ...first,
      kind: 'duplicate',
    });
  });
});

describe('when another process writes the same stream', () => {
  it('a refusal is given on the newest state, not on a cached one', async () => {
    const stream = newStream();
    await change(store, { stream, by: 1 });
    const other = openStore(db);
    await change(other.store, { stream, by: 100 });
    expect(noteOf(await change(store, { stream, by: -50 }))).toEqual({ balance: 51 });
    await other.stop();
  });

  it('no change is lost and the rule holds, from two processes at once', async () => {
    const stream = newStream();
    const other = openStore(db);
    await change(store, { stream, by: 30 });
    const outcomes = await Promise.all(
      Array.from({ length: 80 }, (_, n) => change(n % 2 === 0 ? store : other.store, { stream, by: -1 })),
    );
    expect(outcomes.filter(({ kind }) => kind === 'appended')).toHaveLength(30);
    expect(outcomes.filter(({ kind }) => kind === 'rejected')).toHaveLength(50);
    expect(await balanceOf(stream)).toBe(0);
    await other.stop();
  });
});

describe('on several streams', () => {
  const move = (from: string, to: string, by: number) =>
    runCommand<{ from: Account; to: Account }, string>(store, {
      commandId: newId(),
      fingerprint: fingerprintOf(`${from} ${to} ${by}`),
      streams: { from: { stream: from, model: account }, to: { stream: to, model: account } },
      decide: (loaded) =>
        loaded.from.state.balance < by
          ? { kind: 'rejected', rejection: 'not enough' }
          : { kind: 'accepted', events: { from: [newEvent({ n: -by })], to: [newEvent({ n: by })] } },
    });

  it('moves in both directions at once keep the sum', async () => {
    const [a, b] = [newStream(), newStream()];
    await change(store, { stream: a, by: 20 });
    await change(store, { stream: b, by: 20 });
    await Promise.all(Array.from({ length: 40 }, (_, n) => (n % 2 === 0 ? move(a, b, 3) : move(b, a, 2))));
    expect((await balanceOf(a)) + (await balanceOf(b))).toBe(40);
  });

  it('a stream that was only read must not have changed meanwhile', async () => {
    const [limit, target] = [newStream('limit'), newStream()];
    await change(store, { stream: limit, by: 10 });
    let decisions = 0;
    // One call at a time to Postgres, so that what is appended first comes first.
    const inOrder = openStore(db, { maxInFlight: 1 });
    const outcome = await runCommand<{ limit: Account; target: Account }, string>(inOrder.store, {
      commandId: newId(),
      fingerprint: fingerprintOf('guarded'),
      streams: { target: { stream: target, model: account }, limit: { stream: limit, model: account } },
      decide: (loaded) => {
        decisions += 1;
        // The limit is lowered by somebody else between the decision and the append.
        if (decisions === 1) void inOrder.store.append(appendTo(limit, { events: [newEvent({ n: -9 })] }));
        return loaded.limit.state.balance < 5
          ? { kind: 'rejected', rejection: 'over the limit' }
          : { kind: 'accepted', events: { target: [newEvent({ n: 5 })] } };
      },
    });
    expect(outcome).toEqual({ kind: 'rejected', rejection: 'over the limit' });
    expect(decisions).toBe(2);
    expect(await balanceOf(target)).toBe(0);
    await inOrder.stop();
  });
});
