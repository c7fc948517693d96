import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EventStore } from '#event-store';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { appendTo, newStream, openStore } from '../../support/log.js';
import { backUp, restore } from './restored-log.js';

const BEFORE = 30;
const LOST = 20;

interface Consumer {
  readonly position: bigint;
  readonly epoch: string;
}

let live: TestDatabase;
let spare: TestDatabase;
let restored: EventStore;
let stop: () => Promise<void>;
/** They read the live log: one to its end, one to a point before the backup. */
let ahead: Consumer;
let behind: Consumer;

beforeAll(async () => {
  [live, spare] = [await cloneDatabase(), await cloneDatabase()];
  const log = openStore(live);
  await append(log.store, BEFORE);
  const backup = await backUp(live.ownerPool());
  await append(log.store, LOST);
  ahead = { position: await log.store.head(), epoch: await log.store.epoch() };
  behind = { ...ahead, position: 10n };
  await log.stop();
  await restore(backup, spare.ownerPool());
  ({ store: restored, stop } = openStore(spare, { pollInterval: 50 }));
});
afterAll(async () => {
  await stop();
  await spare.drop();
  await live.drop();
});

async function append(store: EventStore, count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) await store.append(appendTo(newStream()));
}

/** The first page that a consumer is given, by its checkpoint and, unless it keeps none, its epoch. */
async function firstPage({ position, epoch }: { position: bigint; epoch?: string }): Promise<bigint[]> {
  const options = { signal: AbortSignal.timeout(10_000), ...(epoch === undefined ? {} : { epoch }) };
  for await (const page of restored.subscribe(position, options)) {
    return page.map((event) => event.position);
  }
  throw new Error('waited for events in vain');
}

describe('a log restored from a backup that is older than what consumers have read', () => {
  it('shows everything up to the backup', async () => {
    expect(await restored.head()).toBe(BigInt(BEFORE));
    expect(await firstPage({ position: 0n })).toHaveLength(BEFORE);
    expect(await restored.readAfter(0n, 100)).toHaveLength(BEFORE);
  });

  it('refuses a consumer whose checkpoint lies beyond its end, with and without an epoch', async () => {
    const refusal = { code: 'LOG_REWOUND', checkpoint: ahead.position, head: BigInt(BEFORE) };
    await expect(firstPage(ahead)).rejects.toMatchObject(refusal);
    await expect(firstPage({ position: ahead.position })).rejects.toMatchObject(refusal);
  });

  it('refuses the older epoch once the restore is declared, although the checkpoint is not beyond the end', async () => {
    await append(restored, LOST + 5);
    expect(await restored.head()).toBeGreaterThan(ahead.position);
    // The control: by its position alone the consumer would go on and miss what now stands where it had been.
    const missed = ahead.position - BigInt(BEFORE);
    expect(missed).toBe(BigInt(LOST));
    expect(await firstPage(ahead)).toEqual(range(ahead.position + 1n, 5));

    await declareRestore();
    const refusal = { code: 'LOG_REWOUND', checkpoint: ahead.position };
    await expect(firstPage(ahead)).rejects.toMatchObject(refusal);
    await expect(firstPage(behind)).rejects.toMatchObject({ code: 'LOG_REWOUND' });
    const epoch = await restored.epoch();
    expect(epoch).not.toBe(ahead.epoch);
    expect(await firstPage({ position: 0n, epoch })).toEqual(range(1n, BEFORE + LOST + 5));
  });

  it('tells a second restore of the same backup apart from the first', async () => {
    const first = await restored.epoch();
    await declareRestore();
    await expect(firstPage({ position: 5n, epoch: first })).rejects.toMatchObject({ code: 'LOG_REWOUND' });
  });

  it('refuses a consumer that was waiting at the end while the restore was declared', async () => {
    const epoch = await restored.epoch();
    const waiting = firstPage({ position: await restored.head(), epoch });
    const refused = expect(waiting).rejects.toMatchObject({ code: 'LOG_REWOUND' });
    await declareRestore();
    await refused;
  });
});

const range = (from: bigint, count: number) => Array.from({ length: count }, (_, n) => from + BigInt(n));

/** As the runbook says: with the login that migrates. */
async function declareRestore(): Promise<void> {
  const operator = spare.appPool({ url: spare.ownerUrl, role: null });
  await operator.query('SELECT es.renew_epoch()');
  await operator.end();
}
