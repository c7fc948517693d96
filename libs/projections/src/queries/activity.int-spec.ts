import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { activityShape, type Activity } from '#contracts';
import { cloneDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { openRegister, type RegisterHarness } from '../../../../test/support/projections/register-harness.js';

let db: TestDatabase;
let register: RegisterHarness;
beforeAll(async () => {
  db = await cloneDatabase();
  register = openRegister(db);
  await register.run();
});
afterAll(async () => {
  await register.stop();
  await db.drop();
});

const read = async (viewer: 'public' | 'staff' = 'public'): Promise<Activity> => {
  await register.settled();
  return activityShape.parse(await register.queries.activity(viewer));
};
const project = (title: string, extra: object = {}) =>
  register.give('RegisterProject', 'project', undefined, { titles: { en: title }, ...extra });
const sum = ({ months }: Activity): number => months.reduce((all, { events }) => all + events, 0);

describe('what was recorded a month', () => {
  it('has no month while nothing was recorded', async () => {
    expect(await read()).toEqual({ months: [], asOfPosition: '0' });
  });

  it('counts the events of the months in the calendar of Almaty, and goes on from what it counted', async () => {
    await project('First');
    const first = await read('staff');
    const { rows } = await db.ownerPool().query<{ events: number; months: string[] }>(
      `SELECT count(*)::int AS events,
         array_agg(DISTINCT to_char((recorded_at + interval '5 hours') AT TIME ZONE 'UTC', 'YYYY-MM')) AS months
       FROM es.all_events`,
    );
    expect([sum(first), first.months.map(({ month }) => month)]).toEqual([rows[0]?.events, rows[0]?.months]);
    await project('Second');
    const second = await read('staff');
    expect(sum(second)).toBe(2 * sum(first));
    expect(BigInt(second.asOfPosition)).toBeGreaterThan(BigInt(first.asOfPosition));
  });

  it('tells the public of public events alone', async () => {
    const [open, all] = [sum(await read()), sum(await read('staff'))];
    await project('Inside', { visibility: 'internal' });
    expect(sum(await read())).toBe(open);
    expect(sum(await read('staff'))).toBeGreaterThan(all);
  });

  it('is counted anew by a rebuild, in batches and from whole streams, and shown the same', async () => {
    const kept = [await read(), await read('staff')];
    for (const buildFrom of [1, Number.MAX_SAFE_INTEGER]) {
      await register.rebuild({ buildFrom, batchSize: 2 });
      expect([await read(), await read('staff')]).toEqual(kept);
    }
  });

  it('counts nothing twice when many ask at the same time', async () => {
    await project('Third');
    await register.settled();
    const answers = await Promise.all(Array.from({ length: 8 }, () => register.queries.activity('staff')));
    expect(new Set(answers.map(sum))).toEqual(new Set([sum(await read('staff'))]));
    const { rows } = await db
      .ownerPool()
      .query<{ events: number }>('SELECT count(*)::int AS events FROM es.all_events');
    expect(sum(await read('staff'))).toBe(rows[0]?.events);
  });
});
