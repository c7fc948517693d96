import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { amendmentPageShape, amendmentsQueryShape, lateFactPageShape, lateFactsQueryShape } from '#contracts';
import { cloneDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { openRegister, type RegisterHarness } from '../../../../test/support/projections/register-harness.js';

let db: TestDatabase;
let register: RegisterHarness;
let project: { id: string; publicId: string };
beforeAll(async () => {
  db = await cloneDatabase();
  register = openRegister(db);
  await register.run();
  project = await register.give('RegisterProject', 'project', undefined, { titles: { en: 'Plant' } });
  await register.give('BeginPreparation', 'project', project.id, { occurredOn: '2019-03' });
  await register.give('StartConstruction', 'project', project.id, { occurredOn: '2020' });
  await register.settled();
});
afterAll(async () => {
  await register.stop();
  await db.drop();
});

const late = async (query: object = {}) =>
  lateFactPageShape.parse(await register.queries.lateFacts(lateFactsQueryShape.parse(query)));
const amended = async (query: object = {}) =>
  amendmentPageShape.parse(await register.queries.amendments(amendmentsQueryShape.parse(query)));

describe('facts recorded late', () => {
  it('are counted from the last day on which they can have happened, the newest first, page by page', async () => {
    const first = await late({ limit: 1 });
    expect(first.counts).toEqual([{ name: 'longer', count: 2 }]);
    expect(first.items).toMatchObject([{ occurredOn: '2020', record: { publicId: project.publicId } }]);
    const recorded = Date.parse(first.items[0]?.recordedAt ?? '');
    const lag = (recorded - Date.parse('2020-12-31T00:00:00+05:00')) / 86_400_000;
    expect(first.items[0]?.days).toBe(Math.floor(lag));
    const second = await late({ limit: 1, before: first.next });
    expect(second.items).toMatchObject([{ occurredOn: '2019-03' }]);
    expect(second.next).toBeNull();
    expect(await late({ span: 'halfYear' })).toEqual({ items: [], counts: [], next: null });
    expect(await late({ by: project.id })).toEqual({ items: [], counts: [], next: null });
    expect((await late({ by: first.items[0]?.by.id, span: 'longer' })).counts).toEqual(first.counts);
  });
});

describe('amendments', () => {
  it('name what was amended, why, by whom and how long it had stood', async () => {
    expect(await amended()).toEqual({ items: [], counts: [], next: null });
    const events = await Array.fromAsync(register.store.readStream(`project-${project.id}`));
    const target = events.find(({ type }) => type === 'ConstructionStarted');
    await register.give('CorrectRecord', 'project', project.id, {
      retractions: [{ targetEventId: target?.id, reasonCode: 'didNotOccur', explanation: 'Another site' }],
    });
    const { items, counts } = await amended({ type: 'EventRetracted' });
    expect(counts).toEqual([{ name: 'EventRetracted', count: 1 }]);
    expect(items).toMatchObject([
      {
        ...{ type: 'EventRetracted', reasonCode: 'didNotOccur', explanation: 'Another site', days: 0 },
        target: { type: 'ConstructionStarted', by: { role: 'staff' } },
        record: { publicId: project.publicId, titles: { en: 'Plant' } },
      },
    ]);
    expect((await amended({ type: 'EventCorrected' })).items).toEqual([]);
    expect((await amended({ by: project.id })).items).toEqual([]);
  });
});
