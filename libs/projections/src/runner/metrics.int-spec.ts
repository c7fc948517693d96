import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { ProcessMetrics } from '#platform';
import { cloneDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { eventually } from '../../../../test/support/eventually.js';
import { countingProjection } from '../../../../test/support/projections/counting-projection.js';
import { openRegister, type RegisterHarness } from '../../../../test/support/projections/register-harness.js';
import { scrape } from '../../../../test/support/scrape.js';
import { beginRebuild, ensureGeneration } from './generations.js';
import type { Projection } from './projection.js';
import { gaugeProjections, observeRunners } from './metrics.js';

let db: TestDatabase;
let register: RegisterHarness;
let metrics: ProcessMetrics;
beforeEach(async () => {
  db = await cloneDatabase();
  register = openRegister(db);
  metrics = new ProcessMetrics();
  gaugeProjections(metrics, register.pool);
});
afterEach(async () => {
  await register.stop();
  await db.drop();
});

const labels = { projection: 'counting' };
const figure = async (name: string) => (await scrape(metrics)).value(`projection_${name}`, labels);
const project = async (title: string) =>
  (await register.give('RegisterProject', 'project', undefined, { titles: { en: title } })).id;

it('the lag grows in events and seconds while nobody works, and is gone when a runner has caught up', async () => {
  await ensureGeneration(register.pool, countingProjection());
  expect([await figure('lag_events'), await figure('lag_seconds'), await figure('held')]).toEqual([0, 0, 0]);
  await project('One');
  const lag = await figure('lag_events');
  const seconds = (await figure('lag_seconds')) ?? 0;
  expect(lag).toBe(Number(await register.store.head()));
  expect(seconds).toBeGreaterThan(0);
  await project('Two');
  expect(await figure('lag_events')).toBe(Number(await register.store.head()));
  expect(await figure('lag_seconds')).toBeGreaterThan(seconds);
  await register.run({ projection: countingProjection(), observer: observeRunners(metrics) });
  await eventually('the lag is gone', async () => (await figure('lag_events')) === 0);
  const head = Number(await register.store.head());
  expect(await figure('lag_seconds')).toBe(0);
  expect(await figure('position')).toBe(head);
  expect(await figure('batch_events_sum')).toBe(head);
  expect(await figure('held')).toBe(1);
});

it('a parked projection shows, and no longer when it goes on', async () => {
  let broken = true;
  const id = await project('Plant');
  await register.give('StartConstruction', 'project', id);
  const projection = countingProjection({ poisoned: () => broken });
  await register.run({ projection, observer: observeRunners(metrics) });
  await eventually('it is parked', async () => (await figure('parked')) === 1);
  expect(await figure('parkings_total')).toBe(1);
  broken = false;
  await register.pool.query('UPDATE views.generation SET parked = NULL');
  await eventually('it goes on', async () => (await figure('lag_events')) === 0);
  expect(await figure('parked')).toBe(0);
});

it('a rebuild shows what is done, what remains and its pace, and is absent when there is none', async () => {
  for (const title of ['One', 'Two', 'Three']) await project(title);
  const head = Number(await register.store.head());
  const counting = countingProjection();
  const first = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  let batches = 0;
  const gated: Projection['apply'] = async (events, context) => {
    if (context.table('counted').endsWith('_g2') && (batches += 1) === 2) {
      first.resolve();
      await gate.promise;
    }
    await counting.apply(events, context);
  };
  await register.run({ projection: { ...counting, apply: gated }, batchSize: 2 });
  await eventually('the live one has caught up', async () => (await figure('lag_events')) === 0);
  expect(await figure('rebuild_share')).toBeUndefined();
  await beginRebuild(register.pool, countingProjection());
  await first.promise;
  expect(await figure('rebuild_share')).toBeCloseTo(2 / head);
  expect(await figure('rebuild_remaining_events')).toBe(head - 2);
  expect(await figure('rebuild_events_per_second')).toBeGreaterThan(0);
  gate.resolve();
  await eventually('the rebuild is done', async () => (await figure('rebuild_share')) === undefined);
  expect(await figure('lag_events')).toBe(0);
});
