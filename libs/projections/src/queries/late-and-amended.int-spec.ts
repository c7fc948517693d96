import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  amendmentPageShape,
  amendmentsQueryShape,
  lateFactPageShape,
  lateFactsQueryShape,
  nearestAmendmentsShape,
  thinStagePageShape,
  thinStagesQueryShape,
} from '#contracts';
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

const preparation = async (): Promise<string | undefined> => {
  const events = await Array.fromAsync(register.store.readStream(`project-${project.id}`));
  return events.find(({ type }) => type === 'PreparationStarted')?.id;
};
const late = async (query: object = {}) =>
  lateFactPageShape.parse(await register.queries.audit.lateFacts(lateFactsQueryShape.parse(query)));
const amended = async (query: object = {}, period = { from: 0n, to: undefined as bigint | undefined }) =>
  amendmentPageShape.parse(
    await register.queries.audit.amendments(amendmentsQueryShape.parse(query), period),
  );
const thin = async (query: object = {}) =>
  thinStagePageShape.parse(await register.queries.audit.thinStages(thinStagesQueryShape.parse(query)));

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
    expect((await amended({ reason: 'duplicate' })).items).toEqual([]);
    expect((await amended({ reason: 'didNotOccur' })).items).toHaveLength(1);
    const at = BigInt(items[0]?.position ?? '');
    expect((await amended({}, { from: at - 1n, to: at })).items).toHaveLength(1);
    expect(await amended({}, { from: at, to: undefined })).toEqual({ items: [], counts: [], next: null });
    expect(await amended({}, { from: 0n, to: at - 1n })).toEqual({ items: [], counts: [], next: null });
  });

  it('are found next to any position of the log, also after a rebuild', async () => {
    const found = async (position: bigint) =>
      nearestAmendmentsShape.parse(await register.queries.audit.nearestAmendments(position));
    const first = BigInt((await amended()).items[0]?.position ?? '');
    await register.give('RegisterProject', 'project', undefined, { titles: { en: 'Another plant' } });
    await register.give('CorrectRecord', 'project', project.id, {
      retractions: [
        { targetEventId: await preparation(), reasonCode: 'didNotOccur', explanation: 'Nor that' },
      ],
    });
    await register.settled();
    const second = BigInt((await amended()).items[0]?.position ?? '');
    const expectFound = async () => {
      const [one, two] = [String(first), String(second)];
      expect(await found(0n)).toEqual({ before: null, after: one });
      expect(await found(first)).toEqual({ before: null, after: two });
      expect(await found(second - 1n)).toEqual({ before: one, after: two });
      expect(await found(second)).toEqual({ before: one, after: null });
      expect(await found(second + 100n)).toEqual({ before: two, after: null });
    };
    await expectFound();
    for (const buildFrom of [1, Number.MAX_SAFE_INTEGER]) {
      await register.rebuild({ buildFrom, batchSize: 2 });
      await expectFound();
    }
  });
});

describe('changes of stage on one press source', () => {
  const press = { publisher: 'Kursiv', title: 'They build', class: 'press' };
  const begun = async (title: string, sources: readonly object[]) => {
    const { id, publicId } = await register.give('RegisterProject', 'project', undefined, {
      titles: { en: title },
    });
    await register.give('BeginPreparation', 'project', id, { occurredOn: '2026-03', sources });
    const events = await Array.fromAsync(register.store.readStream(`project-${id}`));
    return { id, publicId, eventId: events.find(({ type }) => type === 'PreparationStarted')?.id };
  };

  it('are those that nothing else says: no second source, no evidence added later, not retracted', async () => {
    const one = await begun('Sugar works', [press]);
    await begun('Salt works', [press, { publisher: 'Akimat', title: 'Decision', class: 'officialAct' }]);
    await begun('Brick works', [{ publisher: 'Akimat', title: 'Decision 2', class: 'officialAct' }]);
    await register.settled();
    const { items, counts, next } = await thin();
    expect(items).toMatchObject([
      {
        ...{ type: 'PreparationStarted', occurredOn: '2026-03', source: press },
        record: { publicId: one.publicId },
      },
    ]);
    expect([counts, next]).toEqual([[{ name: 'PreparationStarted', count: 1 }], null]);
    expect((await thin({ by: one.id })).items).toEqual([]);

    const evidence = { supportsEventId: one.eventId, documentType: 'pressArticle' };
    const source = { publisher: 'Tengri', title: 'They build too', class: 'press' };
    await register.give('AttachEvidence', 'project', one.id, { ...evidence, source });
    expect((await thin()).items).toEqual([]);
    const other = await begun('Tile works', [press]);
    expect((await thin()).items).toHaveLength(1);
    await register.give('CorrectRecord', 'project', other.id, {
      retractions: [{ targetEventId: other.eventId, reasonCode: 'didNotOccur', explanation: 'Elsewhere' }],
    });
    expect(await thin()).toEqual({ items: [], counts: [], next: null });
  });
});
