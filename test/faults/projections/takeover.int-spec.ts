import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { beginRebuild, cancelRebuild, ensureGeneration, readProjectionStatus } from '#projections';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { eventually } from '../../support/eventually.js';
import { caughtUp, shownRows } from '../../support/projections/compare.js';
import { countingProjection } from '../../support/projections/counting-projection.js';
import { openRegister, type RegisterHarness } from '../../support/projections/register-harness.js';
import { killProjectors, startProjector, type ProjectorSettings } from './projector-child.js';

let db: TestDatabase;
let register: RegisterHarness;
beforeEach(async () => {
  db = await cloneDatabase();
  register = openRegister(db);
});
afterEach(async () => {
  await killProjectors();
  await register.stop();
  await db.drop();
});

const start = (settings: Pick<ProjectorSettings, 'holder'> & Partial<ProjectorSettings>) =>
  startProjector({ url: db.url, projection: 'counting', ...settings });
const project = async (title: string) =>
  (await register.give('RegisterProject', 'project', undefined, { titles: { en: title } })).id;
const status = async () => {
  const found = (await readProjectionStatus(register.pool)).find(({ name }) => name === 'counting');
  if (found === undefined) throw new Error('there is no such projection');
  return found;
};
const heldBy = (holder: string) =>
  eventually(`${holder} holds it`, async () => (await status()).holder === holder);
const counted = async () => {
  const rows = (await shownRows(register, countingProjection())).counted as {
    events: number;
    last_version: number;
    made_by: number;
  }[];
  return {
    streams: rows.length,
    exact: rows.every(({ events, last_version: last }) => events === last),
    versions: [...new Set(rows.map(({ made_by: version }) => version))],
  };
};
const tables = async () => {
  const { rows } = await register.pool.query<{ name: string }>(
    "SELECT relname AS name FROM pg_class WHERE relname LIKE 'counted%' AND relkind = 'r' ORDER BY relname",
  );
  return rows.map(({ name }) => name);
};

describe('two projectors', () => {
  it('one waits, and has the lease within seconds when the first is killed', async () => {
    const first = start({ holder: 'first' });
    await first.ready;
    await heldBy('first');
    await start({ holder: 'second' }).ready;
    await project('Before');
    await caughtUp(register, 'counting');
    expect((await status()).holder).toBe('first');
    first.signal('SIGKILL');
    await project('After');
    await caughtUp(register, 'counting');
    await heldBy('second');
    expect(await counted()).toMatchObject({ streams: 2, exact: true });
  });

  it('the second goes on when the first is stopped, which writes nothing when it is woken', async () => {
    const first = start({ holder: 'first' });
    await first.ready;
    await heldBy('first');
    await start({ holder: 'second' }).ready;
    first.signal('SIGSTOP');
    await Promise.all(Array.from({ length: 10 }, (_, index) => project(`While it sleeps ${index}`)));
    await caughtUp(register, 'counting');
    await heldBy('second');
    first.signal('SIGCONT');
    await Promise.all(Array.from({ length: 10 }, (_, index) => project(`When it is awake ${index}`)));
    await caughtUp(register, 'counting');
    expect((await status()).holder).toBe('second');
    expect(await counted()).toMatchObject({ streams: 20, exact: true });
  });

  it('also when it was stopped amid the transaction of a batch, whose rows then come to nothing', async () => {
    const first = start({ holder: 'first', stopsAt: 'ConstructionStarted', leaseSeconds: 2 });
    await first.ready;
    await heldBy('first');
    const id = await project('Plant');
    await caughtUp(register, 'counting');
    await register.give('StartConstruction', 'project', id);
    const watch = db.ownerPool();
    const inTransaction = () =>
      watch.query(
        `SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'projector-first'
           AND state = 'idle in transaction'`,
      );
    await eventually('the first has stopped', async () => (await inTransaction()).rowCount === 1);
    await start({ holder: 'second' }).ready;
    await caughtUp(register, 'counting');
    await heldBy('second');
    first.signal('SIGCONT');
    await register.give('CompleteConstruction', 'project', id);
    await caughtUp(register, 'counting');
    expect((await status()).holder).toBe('second');
    expect(await counted()).toMatchObject({ streams: 1, exact: true });
  });
});

describe('a rebuild', () => {
  beforeEach(async () => {
    await ensureGeneration(register.pool, countingProjection());
    await Promise.all(Array.from({ length: 30 }, (_, index) => project(`Plant ${index}`)));
  });

  it.each([
    ['in batches', 'projection-before-commit', false],
    ['from whole streams', 'build-page', true],
  ])('that is killed %s leaves nothing behind when it is taken back', async (_, diesAt, built) => {
    const worker = start({ holder: 'steady' });
    await worker.ready;
    await caughtUp(register, 'counting');
    worker.signal('SIGKILL');
    await worker.ended;
    await beginRebuild(register.pool, countingProjection());
    expect(await start({ holder: 'crashing', diesAt, built, batchSize: 3 }).ended).toBe('SIGKILL');
    expect(await counted()).toMatchObject({ streams: 30, exact: true });
    await cancelRebuild(register.pool, countingProjection());
    expect(await tables()).toEqual(['counted_g1']);
    expect((await status()).rebuild).toBeNull();
  });

  it.each([
    ['in batches', 'projection-after-commit', false],
    ['from whole streams', 'build-page', true],
  ])(
    'that is killed %s is ended by the next worker; readers see whole tables all the while',
    async (_, diesAt, built) => {
      const steady = start({ holder: 'steady' });
      await steady.ready;
      await caughtUp(register, 'counting');
      steady.signal('SIGKILL');
      await steady.ended;
      await beginRebuild(register.pool, countingProjection());
      const over = new AbortController();
      const watching = watchCounts(over.signal);
      expect(await start({ holder: 'crashing', diesAt, built, batchSize: 3 }).ended).toBe('SIGKILL');
      const writing = Promise.all(Array.from({ length: 20 }, (__, index) => project(`Meanwhile ${index}`)));
      await start({ holder: 'next', built, batchSize: 3 }).ready;
      await writing;
      await eventually('the new tables are shown', async () => (await status()).rebuild === null);
      await caughtUp(register, 'counting');
      over.abort();
      const seen = await watching;
      expect(seen.length).toBeGreaterThan(3);
      expect(Math.min(...seen)).toBe(30);
      expect(seen).toEqual([...seen].sort((a, b) => a - b));
      expect(await counted()).toMatchObject({ streams: 50, exact: true });
      expect(await tables()).toEqual(['counted_g2']);
    },
  );

  /** How many streams a reader finds, all the while; never an error. */
  async function watchCounts(signal: AbortSignal): Promise<number[]> {
    const seen: number[] = [];
    while (!signal.aborted) seen.push((await counted()).streams);
    return seen;
  }
});

describe('two releases at the same time', () => {
  it('each keep their own tables while both run; readers see the old until the new has caught up', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, index) => project(`Plant ${index}`)));
    await start({ holder: 'old' }).ready;
    await caughtUp(register, 'counting');
    const fresh = start({ holder: 'new', version: 2, batchSize: 2 });
    const writing = Promise.all(Array.from({ length: 20 }, (_, index) => project(`Meanwhile ${index}`)));
    await fresh.ready;
    const seen: number[][] = [];
    await eventually('readers see the new one', async () => {
      const { streams, versions } = await counted();
      expect(streams).toBeGreaterThanOrEqual(20);
      seen.push(versions);
      return versions[0] === 2;
    });
    await writing;
    expect(seen.every((versions) => versions.length === 1)).toBe(true);
    await caughtUp(register, 'counting');
    // The old release is still there, started anew even: it builds nothing back.
    await start({ holder: 'old again' }).ready;
    await project('At last');
    await caughtUp(register, 'counting');
    expect(await counted()).toEqual({ streams: 41, exact: true, versions: [2] });
    expect(await tables()).toEqual(['counted_g2']);
  });

  it('the old one parks at an event it does not know, and the new one goes on from there by itself', async () => {
    const old = start({ holder: 'old', knows: ['ProjectRegistered', 'PreparationStarted'] });
    await old.ready;
    const id = await project('Plant');
    await register.give('BeginPreparation', 'project', id);
    const { position } = await register.give('StartConstruction', 'project', id);
    await register.give('CompleteConstruction', 'project', id);
    const parked = await eventually('it is parked', async () => (await status()).parked ?? undefined);
    expect(parked).toMatchObject({
      cause: 'unknownEvent',
      position: String(position),
      type: 'ConstructionStarted',
    });
    expect(parked.nextStep).toContain('newer release');
    expect(await counted()).toMatchObject({ streams: 1, exact: true });
    // Both run, as in a rolling deployment.
    await start({ holder: 'new' }).ready;
    await caughtUp(register, 'counting');
    expect((await status()).parked).toBeNull();
    const { counted: rows } = await shownRows(register, countingProjection());
    expect(rows).toMatchObject([{ events: 4, last_version: 4 }]);
  });
});

describe('a log that was restored from an older state', () => {
  it('parks the projection with LOG_REWOUND; a rebuild shows what the log now holds', async () => {
    const ids = await Promise.all(['One', 'Two'].map(project));
    const worker = start({ holder: 'worker' });
    await worker.ready;
    await caughtUp(register, 'counting');
    worker.signal('SIGKILL');
    await worker.ended;
    const owner = db.ownerPool();
    await owner.query('SELECT es.renew_epoch()');
    await Promise.all(ids.map((id) => register.give('BeginPreparation', 'project', id)));
    await start({ holder: 'after the restore' }).ready;
    const parked = await eventually('it is parked', async () => (await status()).parked ?? undefined);
    expect(parked).toMatchObject({ cause: 'logRewound', position: '2' });
    expect(parked.reason).toContain('LOG_REWOUND');
    expect(parked.nextStep).toContain('rebuild');
    await beginRebuild(register.pool, countingProjection());
    await eventually('the new tables are shown', async () => (await status()).rebuild === null);
    await caughtUp(register, 'counting');
    expect(await counted()).toMatchObject({ streams: 2, exact: true });
    expect((await status()).parked).toBeNull();
  });

  it('also where nobody declared the restore, because the checkpoint lies beyond the end', async () => {
    await ensureGeneration(register.pool, countingProjection());
    await project('One');
    await db.ownerPool().query("UPDATE views.generation SET position = 900 WHERE projection = 'counting'");
    await start({ holder: 'after the restore' }).ready;
    const parked = await eventually('it is parked', async () => (await status()).parked ?? undefined);
    expect(parked).toMatchObject({ cause: 'logRewound', position: '900' });
    expect((await status()).lag).toBe(0n);
    await beginRebuild(register.pool, countingProjection());
    await eventually('the new tables are shown', async () => (await status()).rebuild === null);
    expect(await counted()).toMatchObject({ streams: 1, exact: true });
  });
});
