import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findingPageShape, qualityQueryShape, type FindingPage } from '#contracts';
import { cloneDatabase, type TestDatabase } from '../../../../test/support/database.js';
import {
  openRegister,
  SOURCE,
  type RegisterHarness,
} from '../../../../test/support/projections/register-harness.js';
import type { Viewer } from './viewer.js';

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

async function read(query: object = {}, viewer: Viewer = 'public'): Promise<FindingPage> {
  await register.settled();
  const asked = qualityQueryShape.parse({ limit: 200, ...query });
  return findingPageShape.parse(await register.queries.quality(asked, viewer));
}
const checksOf = async (record: string, viewer: Viewer = 'public') =>
  (await read({ record }, viewer)).items.map(({ check }) => check).filter((check) => !USUAL.has(check));
/** What every record of these tests has. */
const USUAL = new Set([
  'translationMissing',
  'valueMissing',
  'regionMissing',
  'noSource',
  'singlePressSource',
]);

const project = (input: object = {}) =>
  register.give('RegisterProject', 'project', undefined, {
    ...{ titles: { en: `Plant ${(made += 1)}` }, notADuplicate: true, sources: [SOURCE] },
    ...input,
  });
let made = 0;
const usd = (amount: string) => ({ qualifier: 'exact', amount, currency: 'USD', role: 'announced' });

describe('checks of quality', () => {
  it('name what is missing, to everybody', async () => {
    const { publicId } = await project({ sources: [] });
    const { items, counts } = await read({ record: publicId });
    expect(items.map(({ check, severity }) => `${check} ${severity}`)).toEqual([
      'noSource error',
      'regionMissing warning',
      'translationMissing note',
      'valueMissing note',
    ]);
    expect(items[2]?.details).toEqual({ languages: ['kk', 'ru', 'zh'] });
    expect(counts.map(({ count }) => count)).toEqual([1, 1, 1, 1]);
  });

  it('end with what they asked for', async () => {
    const titles = { en: 'Plant of all', kk: 'Зауыт', ru: 'Завод', zh: '工厂' };
    const { publicId, id } = await project({
      ...{ titles, value: usd('5'), location: { country: 'KZ', regions: ['KZ-31'] } },
      sources: [{ ...SOURCE, class: 'press' }],
    });
    expect((await read({ record: publicId })).items.map(({ check }) => check)).toEqual(['singlePressSource']);
    await register.give('ConfirmStatus', 'project', id, {
      ...{ asOf: '2026', sources: [{ ...SOURCE, title: 'Seen on the site' }] },
    });
    expect((await read({ record: publicId })).items).toEqual([]);
  });

  it('find promises that are over, that contradict each other, and those with a reason not', async () => {
    const { publicId, id } = await project();
    const plan = (milestoneId: string, code: string, plannedOn: string) =>
      register.give('PlanMilestone', 'project', id, { milestoneId, code, plannedOn });
    await plan('end', 'constructionCompletion', '2031');
    const first = await plan('open', 'operationStart', '2024');
    const { items } = await read({ record: publicId });
    const found = Object.fromEntries(items.map((item) => [item.check, item]));
    expect(found['plansInverted']).toMatchObject({
      ...{ subject: 'end open', severity: 'error' },
      details: { constructionCompletion: '2031', operationStart: '2024' },
    });
    expect(found['overdueWithoutReason']).toMatchObject({ subject: 'open', since: '2025-01-01' });
    expect(first.position).toBeGreaterThan(0n);
    const move = { milestoneId: 'open', to: '2025-06', reasonCode: 'permits' };
    await register.give('RescheduleMilestone', 'project', id, move);
    expect(await checksOf(publicId)).toEqual(['plansInverted']);
  });

  it('compare figures and places', async () => {
    const point = { longitude: 51.4, latitude: 43.6 };
    const { publicId, id } = await project({
      classifications: [{ scheme: 'sector', code: 'energy.renewable' }],
      location: { country: 'KZ', regions: ['KZ-71'], point },
      capacities: [{ kind: 'design', quantity: { quantity: '5', unitCode: 'E22', of: 'boxes' } }],
      parties: [{ party: { name: 'One' }, role: 'investor', side: 'china', share: '60' }],
    });
    expect(await checksOf(publicId)).toEqual(['pointOutside', 'sharesIncomplete', 'unusualUnit']);
    const agreement = await register.give('RegisterAgreement', 'agreement', undefined, {
      titles: { en: 'Shared sum' },
    });
    await register.give('StateValue', 'agreement', agreement.id, { value: usd('100') });
    const link = { projectId: id, relation: 'covers', allocation: usd('60') };
    await register.give('LinkProject', 'agreement', agreement.id, link);
    const [differs] = (await read({ record: agreement.id, check: 'valueDiffersFromAllocations' })).items;
    expect(differs?.details).toEqual({ value: '100', allocated: '60', currency: 'USD' });
  });

  it('look at what is linked', async () => {
    const plant = await project();
    const agreement = await register.give('RegisterAgreement', 'agreement', undefined, {
      titles: { en: 'Ended' },
    });
    await register.give('LinkProject', 'agreement', agreement.id, {
      projectId: plant.id,
      relation: 'covers',
    });
    await register.give('SignAgreement', 'agreement', agreement.id, {});
    await register.give('TerminateAgreement', 'agreement', agreement.id, { mode: 'mutual', reason: 'ended' });
    expect(await checksOf(agreement.publicId)).toEqual([]);
    await register.give('StartConstruction', 'project', plant.id, { occurredOn: '2025-03' });
    expect(await checksOf(agreement.publicId)).toEqual(['endedWithWorksRunning']);
    await register.give('AchieveMilestone', 'project', plant.id, {
      ...{ milestoneId: 'spade', code: 'groundbreakingCeremony', occurredOn: '2024-09-02' },
    });
    await register.give('StartOperation', 'project', plant.id, { occurredOn: '2026-01' });
    expect(await checksOf(plant.publicId)).toEqual(['operationalWithoutCapacity', 'twoStarts']);
  });

  it('find records of one title', async () => {
    const titles = { en: 'The very same plant' };
    const [one, two] = [await project({ titles }), await project({ titles })];
    const [found] = (await read({ record: one.publicId, check: 'duplicateCandidate' })).items;
    expect(found?.details).toEqual({ publicIds: [two.publicId] });
  });

  it('say nothing to the public of what only staff know', async () => {
    const { publicId, id } = await project();
    const plan = { milestoneId: 'open', code: 'operationStart', plannedOn: '2024', visibility: 'internal' };
    await register.give('PlanMilestone', 'project', id, plan);
    expect([await checksOf(publicId), await checksOf(publicId, 'staff')]).toEqual([
      [],
      ['overdueWithoutReason'],
    ]);
  });

  it('come in pages and by filter', async () => {
    const whole = (await read()).items;
    const pages: FindingPage['items'] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page: FindingPage = await read({ limit: 3, ...(cursor === undefined ? {} : { cursor }) });
      pages.push(...page.items);
      cursor = page.nextCursor;
    }
    expect(pages).toEqual(whole);
    const errors = await read({ severity: 'error', aggregate: 'project' });
    expect(new Set(errors.items.map(({ severity }) => severity))).toEqual(new Set(['error']));
    await expect(read({ cursor: 'forged' })).rejects.toThrow('the cursor');
  });
});

describe('the first portfolio', () => {
  it('has the doubts that the article leaves', async () => {
    const other = await cloneDatabase();
    const seeded = openRegister(other);
    await seeded.run();
    await seeded.loadPortfolio();
    await seeded.settled();
    const query = qualityQueryShape.parse({ limit: 200 });
    const { items, counts } = await seeded.queries.quality(query, 'public');
    expect(Object.fromEntries(counts.map(({ check, count }) => [check, count]))).toEqual({
      translationMissing: 19,
      singlePressSource: 19,
      valueMissing: 16,
      regionMissing: 6,
      claimBeyondMembers: 3,
    });
    const claims = items.filter(({ check }) => check === 'claimBeyondMembers');
    expect(claims.map(({ subject, details }) => [subject, details])).toEqual([
      ['FACT-01', { claimed: '70', known: '0', unit: 'documents' }],
      ['FACT-02', { claimed: '15000000000', known: '0', unit: 'USD' }],
      ['FACT-03', { claimed: '27000000000', known: '0', unit: 'USD' }],
    ]);
    await seeded.stop();
    await other.drop();
  });
});
