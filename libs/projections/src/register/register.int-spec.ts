import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  portfolioSummaryShape,
  recordDetailShape,
  registerListShape,
  registerQueryShape,
  type RegisterQuery,
} from '#contracts';
import { cloneDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { openRegister, type RegisterHarness } from '../../../../test/support/projections/register-harness.js';

let db: TestDatabase;
let register: RegisterHarness;

const list = async (query: Partial<RegisterQuery> = {}, aggregate?: 'agreement' | 'project' | 'collection') =>
  registerListShape.parse(
    await register.queries.list({
      aggregate,
      viewer: 'public',
      query: { ...registerQueryShape.parse({}), ...query },
    }),
  );
const titles = async (query: Partial<RegisterQuery>) =>
  (await list(query)).items.map(({ titles }) => titles.en);
const byTitle = async (q: string) => {
  const [item] = (await list({ q })).items;
  if (item === undefined) throw new Error(`no record has "${q}"`);
  return item;
};

beforeAll(async () => {
  db = await cloneDatabase();
  register = openRegister(db);
  await register.run();
  await register.loadPortfolio();
  await register.settled();
});
afterAll(async () => {
  await register.stop();
  await db.drop();
});

describe('the register of the first portfolio', () => {
  it('lists 19 records and loads nothing twice', async () => {
    expect((await list()).total).toBe(19);
    expect(await register.loadPortfolio()).toBe(0);
  });

  it('pages by cursor without a gap or a double, in each order', async () => {
    for (const sort of ['publicId', '-publicId', 'updated', '-updated', 'title', '-title'] as const) {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await list({ sort, limit: 4, ...(cursor === undefined ? {} : { cursor }) });
        seen.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined);
      expect(new Set(seen).size).toBe(19);
    }
  });

  it('refuses a cursor that was edited or belongs to another question', async () => {
    const { nextCursor } = await list({ limit: 4 });
    const cursor = nextCursor ?? '';
    await expect(list({ limit: 4, cursor: `x${cursor}` })).rejects.toThrow('begin again');
    await expect(list({ limit: 4, cursor, sector: 'energy' })).rejects.toThrow('begin again');
  });

  it.each<[Partial<RegisterQuery>, string[]]>([
    [{ region: 'KZ-31' }, ['Steel plant, Zhambyl region']],
    [{ party: 'sinopec' }, ['Polyethylene plant, Atyrau region']],
    [{ q: 'hengwang' }, ['Steel plant, Zhambyl region']],
    [{ sector: 'industry.metals' }, ['Steel plant, Zhambyl region']],
    [{ legalStatus: 'Proposed' }, ['Nuclear energy cooperation with CNNC']],
    [{ stage: 'UnderConstruction' }, ['Polyethylene plant, Atyrau region']],
  ])('filters by %j', async (query, expected) => {
    expect(await titles(query)).toEqual(expected);
  });

  it('finds records around others: these, and those linked with them either way', async () => {
    const agreement = await byTitle('Agreement with China State Construction');
    const project = await byTitle('Territory of 12 former villages');
    const around = async (ids: readonly string[]) => (await titles({ around: ids.join(',') })).sort();
    expect(await around([agreement.id])).toEqual(await around([project.id]));
    expect(await around([agreement.id])).toEqual([agreement.titles.en, project.titles.en].sort());
    const [session] = (await list({}, 'collection')).items;
    expect((await list({ around: session?.id }, 'collection')).items.map(({ id }) => id)).toEqual([
      session?.id,
    ]);
  });

  it('takes a sector for everything below it', async () => {
    expect(await titles({ sector: 'energy' })).toHaveLength(3);
  });

  it('shows an agreement by the projects that it covers', async () => {
    const agreement = await byTitle('Agreement with China State Construction');
    expect(agreement).toMatchObject({
      legalStatus: 'Signed',
      headline: { code: 'announced', done: 1, of: 1 },
    });
    expect(agreement.ribbon).toEqual({ signed: 'done', constructionStarted: 'open', operational: 'open' });
    expect((await list({ q: 'Territory of 12 former villages' })).items[0]?.ribbon?.signed).toBe('done');
  });

  it('says of every figure how much of it is known, and adds no claim to it', async () => {
    const summary = portfolioSummaryShape.parse(await register.queries.summary('public'));
    expect(summary.records).toEqual({ agreements: 2, projects: 15, collections: 2, tracked: 17 });
    expect(summary.value).toEqual({
      known: 1,
      of: 17,
      totals: [{ currency: 'USD', amount: '7400000000', qualifier: 'exact' }],
    });
    expect(summary.steps.signed).toEqual({ known: 1, of: 2 });
    expect(summary.claims.find(({ unit }) => unit === 'USD')).toMatchObject({
      ...{ value: '15000000000', qualifier: 'moreThan', members: 0 },
      memberValue: { known: 0, of: 0, totals: [] },
    });
  });

  it('gives a record in full by uuid and by public id', async () => {
    const { id, publicId } = await byTitle('Polyethylene plant');
    const find = (name: string) =>
      register.queries.find({ aggregate: 'project', id: name, viewer: 'public' });
    const detail = recordDetailShape.parse(await find(id));
    expect(detail).toMatchObject({ stage: 'UnderConstruction', openingBalance: true, bestEvidence: 'press' });
    expect(await find(publicId)).toEqual(detail);
    expect(await find('PRJ-1999-0001')).toBeUndefined();
  });
});

describe('changes of records', () => {
  it('moves the headline of the agreement with its project', async () => {
    const project = (await list({ q: 'Territory of 12 former villages' })).items[0];
    await register.give('StartConstruction', 'project', project?.id, { occurredOn: '2026-10' });
    await register.settled();
    expect((await byTitle('Agreement with China State Construction')).headline.code).toBe(
      'underConstruction',
    );
  });

  it('shows internal facts to staff alone', async () => {
    const { id } = await register.give('RegisterProject', 'project', undefined, {
      titles: { en: 'Cement works' },
    });
    await register.give('StartConstruction', 'project', id, { visibility: 'internal' });
    await register.settled();
    const stage = async (viewer: 'public' | 'staff') =>
      (await register.queries.find({ aggregate: 'project', id, viewer }))?.stage;
    expect([await stage('public'), await stage('staff')]).toEqual(['Announced', 'UnderConstruction']);
    const history = await register.queries.history({
      aggregate: 'project',
      id,
      viewer: 'public',
      after: 0,
      limit: 50,
    });
    expect(history.items.map(({ type, actor }) => [type, actor])).toEqual([['ProjectRegistered', null]]);
  });

  it('keeps a record that was registered internally from the public', async () => {
    const { id } = await register.give('RegisterProject', 'project', undefined, {
      ...{ titles: { en: 'Quiet plant' }, visibility: 'internal' },
    });
    await register.settled();
    const find = (viewer: 'public' | 'staff') => register.queries.find({ aggregate: 'project', id, viewer });
    expect(await find('public')).toBeUndefined();
    expect(await find('staff')).toBeDefined();
    expect(await titles({ q: 'Quiet plant' })).toEqual([]);
  });

  it('takes a voided record out of the lists and leaves it at its address', async () => {
    const { id } = await register.give('RegisterProject', 'project', undefined, {
      titles: { en: 'Mistyped plant' },
    });
    await register.give('VoidRecord', 'project', id, { reason: 'typed twice' });
    await register.settled();
    expect(await titles({ q: 'Mistyped plant' })).toEqual([]);
    expect(await register.queries.find({ aggregate: 'project', id, viewer: 'public' })).toBeDefined();
  });

  it('counts a sum once: at the project where it is stated for both', async () => {
    const before = (await register.queries.summary('public')).value;
    const usd = (amount: string) => ({
      value: { qualifier: 'exact', amount, currency: 'EUR', role: 'announced' },
    });
    const { id: projectId } = await register.give('RegisterProject', 'project', undefined, {
      ...{ titles: { en: 'Wind park' }, ...usd('300') },
    });
    const { id } = await register.give('RegisterAgreement', 'agreement', undefined, {
      ...{ titles: { en: 'Wind agreement' }, ...usd('500') },
    });
    await register.give('LinkProject', 'agreement', id, { projectId });
    await register.settled();
    const after = (await register.queries.summary('public')).value;
    expect(after.totals).toContainEqual({ currency: 'EUR', amount: '300', qualifier: 'exact' });
    expect(after.known).toBe(before.known + 2);
  });

  it('tells overdue promises, their slip and everybody who moved them', async () => {
    const { id } = await register.give('RegisterProject', 'project', undefined, { titles: { en: 'Bridge' } });
    await register.give('PlanMilestone', 'project', id, {
      ...{ milestoneId: 'open', code: 'operationStart', plannedOn: '2024', announcedBy: 'Minister' },
    });
    const move = { milestoneId: 'open', reasonCode: 'permits', announcedBy: 'Akim' };
    await register.give('RescheduleMilestone', 'project', id, { ...move, to: '2025-06' });
    await register.settled();
    const board = await register.queries.board({ limit: 50, overdue: 'true' }, 'public');
    const item = board.items.find(({ recordId }) => recordId === id);
    expect(item).toMatchObject({ overdue: true, slip: { best: 152, worst: 546 } });
    expect(item?.plans.map(({ plannedOn, announcedBy }) => [plannedOn?.edtf, announcedBy])).toEqual([
      ['2024', 'Minister'],
      ['2025-06', 'Akim'],
    ]);
    expect(await titles({ overdue: 'true' })).toEqual(['Bridge']);
  });
});
