import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cloneDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { eventually } from '../../../../test/support/eventually.js';
import { countingProjection } from '../../../../test/support/projections/counting-projection.js';
import { openRegister, type RegisterHarness } from '../../../../test/support/projections/register-harness.js';
import { registerProjection } from '../register/register.projection.js';
import { beginRebuild, cancelRebuild, ensureGeneration } from './generations.js';
import { applyBatch } from './apply-batch.js';
import { Fenced, takeLease } from './lease.js';
import { livePosition, readProjectionStatus, retryParked, skipParked, waitForPosition } from './status.js';

let db: TestDatabase;
let register: RegisterHarness;
beforeEach(async () => {
  db = await cloneDatabase();
  register = openRegister(db);
});
afterEach(async () => {
  await register.stop();
  await db.drop();
});

const project = async (title: string) =>
  (await register.give('RegisterProject', 'project', undefined, { titles: { en: title } })).id;
const countedRows = async () => {
  const { rows } = await register.pool.query<{
    stream: string;
    events: number;
    last_version: number;
    made_by: number;
  }>('SELECT stream, events, last_version, made_by FROM views.counted ORDER BY stream');
  return rows;
};
const caughtUp = async (name = 'counting') => {
  const head = await register.store.head();
  expect(
    await waitForPosition(register.pool, { projection: name, position: head, milliseconds: 20_000 }),
  ).toBe(true);
};
/** What the log itself says: every stream with as many events as its last version. */
const exact = (rows: Awaited<ReturnType<typeof countedRows>>) =>
  rows.every((row) => row.events === row.last_version);
const statusOf = async (name = 'counting') =>
  (await readProjectionStatus(register.pool)).find((status) => status.name === name);

describe('following the log', () => {
  it('counts each event once, while it is written by many at once', async () => {
    await register.run({ projection: countingProjection(), batchSize: 7 });
    const ids = await Promise.all(Array.from({ length: 20 }, (_, index) => project(`Plant ${index}`)));
    await Promise.all(ids.map((id) => register.give('BeginPreparation', 'project', id)));
    await caughtUp();
    const rows = await countedRows();
    expect(rows).toHaveLength(20);
    expect(exact(rows)).toBe(true);
  });

  it('gives the same rows for any size of batch', async () => {
    await register.loadPortfolio();
    const results = [];
    for (const batchSize of [1, 7, 2_000]) {
      const other = await cloneOf(batchSize);
      results.push(other);
    }
    expect(results[1]).toEqual(results[0]);
    expect(results[2]).toEqual(results[0]);
  });

  /** The register's tables, built anew with this size of batch. */
  async function cloneOf(batchSize: number) {
    await ensureGeneration(register.pool, registerProjection);
    const before = await statusOf('register');
    if ((before?.position ?? 0n) > 0n) await beginRebuild(register.pool, registerProjection);
    const runner = await register.run({ batchSize });
    await caughtUp('register');
    await eventually('the rebuild is done', async () => (await statusOf('register'))?.rebuild === null);
    await runner.stop();
    const tables = ['record_state', 'record', 'milestone', 'link'];
    const rows = await Promise.all(
      tables.map(
        async (table) =>
          (await register.pool.query(`SELECT t::text AS line FROM views.${table} t ORDER BY 1`))
            .rows as unknown[],
      ),
    );
    return rows;
  }

  it('waits for a position up to a limit and says when it was not reached', async () => {
    await ensureGeneration(register.pool, countingProjection());
    await project('Plant');
    const of = { projection: 'counting', position: await register.store.head() };
    expect(await waitForPosition(register.pool, { ...of, milliseconds: 30 })).toBe(false);
    await register.run({ projection: countingProjection() });
    expect(await waitForPosition(register.pool, { ...of, milliseconds: 10_000 })).toBe(true);
  });
});

describe('one holder at a time', () => {
  it('lets a second runner wait, and take over when the first ends', async () => {
    const first = await register.run({ projection: countingProjection(), holder: 'first', leaseSeconds: 1 });
    await eventually('the first holds it', async () => (await statusOf())?.holder === 'first');
    await register.run({ projection: countingProjection(), holder: 'second', leaseSeconds: 1 });
    await project('One');
    await caughtUp();
    expect((await statusOf())?.holder).toBe('first');
    await first.stop();
    await project('Two');
    await caughtUp();
    expect((await statusOf())?.holder).toBe('second');
    expect(exact(await countedRows())).toBe(true);
  });

  it('lets a holder whose lease ran out write nothing more', async () => {
    const projection = countingProjection();
    await ensureGeneration(register.pool, projection);
    await project('Plant');
    const of = { projection: 'counting', generation: 1, seconds: 0 };
    const late = await takeLease(register.pool, { ...of, holder: 'late' });
    const next = await takeLease(register.pool, { ...of, holder: 'next' });
    if (late === undefined || next === undefined) throw new Error('a lease of no length is free at once');
    const events = await register.store.readAfter(0n, 100);
    const { pool, store } = register;
    const target = { pool, store, projection, leaseSeconds: 5, skipped: new Set<string>() };
    await expect(applyBatch({ ...target, lease: late }, events)).rejects.toThrow(Fenced);
    expect(await countedRows()).toEqual([]);
    await applyBatch({ ...target, lease: next }, events);
    expect(exact(await countedRows())).toBe(true);
  });
});

describe('an event that cannot be applied', () => {
  it('parks this projection alone, with what to do, and goes on after the fix', async () => {
    let broken = true;
    const id = await project('Plant');
    await register.give('StartConstruction', 'project', id);
    await register.give('CompleteConstruction', 'project', id);
    await register.run({ projection: countingProjection({ poisoned: () => broken }) });
    await register.run();
    const parked = await eventually('it is parked', async () => (await statusOf())?.parked ?? undefined);
    expect(parked).toMatchObject({
      type: 'ConstructionStarted',
      reason: 'this projection cannot take a start of construction',
    });
    expect(parked.nextStep).toContain('retry');
    expect(await countedRows()).toMatchObject([{ events: 1 }]);
    await caughtUp('register');
    broken = false;
    expect(await retryParked(register.pool, 'counting')).toBe(true);
    await caughtUp();
    expect(await countedRows()).toMatchObject([{ events: 3, last_version: 3 }]);
  });

  it('is left out only when a person says so, and that is kept', async () => {
    const id = await project('Plant');
    await register.give('StartConstruction', 'project', id);
    await register.run({ projection: countingProjection({ poisoned: () => true }) });
    await eventually('it is parked', async () => (await statusOf())?.parked ?? undefined);
    const skip = { projection: 'counting', decidedBy: 'operator', reason: 'known fault' };
    const position = await skipParked(register.pool, skip);
    await caughtUp();
    expect(await countedRows()).toMatchObject([{ events: 1 }]);
    const { rows } = await register.pool.query('SELECT position, decided_by, reason FROM views.skipped');
    expect(rows).toEqual([{ position, decided_by: 'operator', reason: 'known fault' }]);
  });
});

describe('a rebuild', () => {
  const tables = async () => {
    const { rows } = await register.pool.query<{ name: string }>(
      "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'views' AND tablename LIKE 'counted%' ORDER BY 1",
    );
    return rows.map(({ name }) => name);
  };

  it('is built beside the live tables while writes go on, and then takes their place', async () => {
    await register.run({ projection: countingProjection(), batchSize: 5 });
    await Promise.all(Array.from({ length: 15 }, (_, index) => project(`Plant ${index}`)));
    await caughtUp();
    const position = await livePosition(register.pool, 'counting');
    const generation = await beginRebuild(register.pool, countingProjection());
    const writing = Promise.all(Array.from({ length: 15 }, (_, index) => project(`Later ${index}`)));
    expect((await livePosition(register.pool, 'counting')) ?? 0n).toBeGreaterThanOrEqual(position ?? 0n);
    await writing;
    await eventually('the new tables are live', async () => (await statusOf())?.rebuild === null);
    await caughtUp();
    const rows = await countedRows();
    expect(rows).toHaveLength(30);
    expect(exact(rows)).toBe(true);
    expect(await tables()).toEqual([`counted_g${generation}`]);
  });

  it('happens by itself when the code has a newer version', async () => {
    const old = await register.run({ projection: countingProjection() });
    await project('Plant');
    await caughtUp();
    await register.run({ projection: countingProjection({ version: 2 }) });
    await eventually('the new version is live', async () => (await statusOf())?.version === 2);
    await caughtUp();
    expect(await countedRows()).toMatchObject([{ events: 1, made_by: 2 }]);
    await old.stop();
  });

  it('from whole streams gives what following gives, while writes go on', async () => {
    await Promise.all(Array.from({ length: 15 }, (_, index) => project(`Plant ${index}`)));
    const writing = Promise.all(Array.from({ length: 15 }, (_, index) => project(`Later ${index}`)));
    let pages = 0;
    await register.run({ projection: countingProjection({ onPage: () => (pages += 1) }), buildFrom: 1 });
    await writing;
    await caughtUp();
    expect(pages).toBeGreaterThan(0);
    const rows = await countedRows();
    expect(rows).toHaveLength(30);
    expect(exact(rows)).toBe(true);
  });

  it('from whole streams that breaks off begins again, with nothing doubled', async () => {
    await Promise.all(Array.from({ length: 8 }, (_, index) => project(`Plant ${index}`)));
    let breaks = 0;
    const onPage = () => {
      if (breaks < 2) {
        breaks += 1;
        throw Object.assign(new Error('terminating connection'), { code: '57P01' });
      }
    };
    await register.run({ projection: countingProjection({ onPage }), buildFrom: 1 });
    await caughtUp();
    expect(breaks).toBe(2);
    const rows = await countedRows();
    expect(rows).toHaveLength(8);
    expect(exact(rows)).toBe(true);
  });

  it('from whole streams that meets an event it cannot apply parks at it, with all before it applied', async () => {
    const ids = await Promise.all(Array.from({ length: 4 }, (_, index) => project(`Plant ${index}`)));
    const { position } = await register.give('StartConstruction', 'project', ids[0]);
    await project('Later');
    const projection = countingProjection({ poisoned: () => true, onPage: () => undefined });
    await register.run({ projection, buildFrom: 1 });
    const parked = await eventually('it is parked', async () => (await statusOf())?.parked ?? undefined);
    expect(parked.position).toBe(String(position));
    const rows = await countedRows();
    expect(rows.map(({ events }) => events)).toEqual([1, 1, 1, 1]);
  });

  it('leaves nothing behind when it is taken back', async () => {
    await ensureGeneration(register.pool, countingProjection());
    await beginRebuild(register.pool, countingProjection());
    await cancelRebuild(register.pool, countingProjection());
    expect(await tables()).toEqual(['counted_g1']);
  });
});
