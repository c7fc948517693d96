import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  comparisonShape,
  funnelShape,
  historyShape,
  portfolioSummaryShape,
  recordDetailShape,
  recorderListShape,
  registerListShape,
  type RecordDetail,
} from '#contracts';
import { createLogger, newId } from '#platform';
import { ProjectionRunner, registerProjection } from '#projections';
import { startApi, type TestApi } from '../../../../test/support/api.js';
import { cloneDatabase, type TestDatabase } from '../../../../test/support/database.js';

let db: TestDatabase;
let api: TestApi;
let runner: ProjectionRunner;
let plant: string;
let agreement: string;
let session: string;
/** Positions after each step of the story. */
const after: Record<string, string> = {};

const SOURCES = [{ publisher: 'Akimat', title: 'News', class: 'press' }];

beforeAll(async () => {
  db = await cloneDatabase();
  api = await startApi(db);
  runner = new ProjectionRunner({
    ...{ pool: db.appPool({ max: 4 }), store: api.store, projection: registerProjection },
    ...{ logger: createLogger('silent'), holder: newId() },
  });
  await runner.start();
  const titles = (en: string) => ({ titles: { en }, sources: SOURCES });
  plant = await give('registered', '/api/projects', titles('Steel plant'));
  agreement = await give('agreed', '/api/agreements', titles('On a steel plant'));
  session = await give('met', '/api/collections', { ...titles('Council session'), kind: 'councilSession' });
  await give('linked', `/api/agreements/${agreement}/link-project`, {
    ...{ projectId: plant, relation: 'covers', sources: SOURCES },
  });
  await give('joined', `/api/collections/${session}/add-member`, {
    ...{ memberKind: 'project', memberId: plant, sources: SOURCES },
  });
  await give('started', `/api/projects/${plant}/start-construction`, {
    ...{ occurredOn: '2026-03', sources: SOURCES },
  });
  await give('whispered', `/api/agreements/${agreement}/confirm-status`, {
    ...{ asOf: '2026', visibility: 'internal', sources: SOURCES },
  });
  await give('valued', `/api/projects/${plant}/state-value`, {
    value: { qualifier: 'exact', amount: '500', currency: 'USD', role: 'announced' },
    sources: SOURCES,
  });
});
afterAll(async () => {
  await runner.stop();
  await api.stop();
  await db.drop();
});

async function give(step: string, path: string, body: object): Promise<string> {
  const { status, json } = await api.call(path, { as: 'staff', body });
  if (status >= 300) throw new Error(`${path}: ${JSON.stringify(json)}`);
  after[step] = String(json['position']);
  return String(json['id']);
}

const read = async (path: string) => (await api.call(path)).json;
const asOf = async (path: string, step: string, rest = '') =>
  read(`${path}?knownAt=${after[step] ?? ''}${rest}`);

describe('the register at a position', () => {
  it('lists what was known, with headlines of then', async () => {
    const list = registerListShape.parse(await asOf('/api/agreements', 'linked'));
    expect(list.items.map(({ headline }) => headline.code)).toEqual(['announced']);
    expect(registerListShape.parse(await asOf('/api/agreements', 'registered')).total).toBe(0);
    const now = registerListShape.parse(await asOf('/api/agreements', 'valued'));
    expect(now.items.map(({ headline }) => headline.code)).toEqual(['underConstruction']);
  });

  it('finds by what was known', async () => {
    const found = async (step: string, filter: string) =>
      registerListShape.parse(await asOf('/api/agreements', step, filter)).total;
    expect(await found('linked', '&headline=underConstruction')).toBe(0);
    expect(await found('started', '&headline=underConstruction')).toBe(1);
    expect(await found('started', `&q=steel`)).toBe(1);
    const members = async (step: string) =>
      registerListShape.parse(await asOf('/api/projects', step, `&collection=${session}`)).total;
    expect([await members('linked'), await members('joined')]).toEqual([0, 1]);
  });

  it('sums what was known', async () => {
    const summary = async (step: string) =>
      portfolioSummaryShape.parse(await asOf('/api/portfolio/summary', step));
    expect((await summary('registered')).records).toMatchObject({ agreements: 0, projects: 1 });
    expect((await summary('started')).value.totals).toEqual([]);
    expect((await summary('valued')).value.totals).toMatchObject([{ amount: '500' }]);
  });

  it('tells the funnel and the history of then', async () => {
    const funnel = async (step: string) =>
      funnelShape.parse(await asOf(`/api/collections/${session}/funnel`, step));
    const steps = async (step: string) =>
      (await funnel(step)).steps.filter(({ count }) => count > 0).map((item) => item.step);
    expect([await steps('linked'), await steps('joined'), await steps('started')]).toEqual([
      [],
      ['unknown'],
      ['building'],
    ]);
    const types = async (step: string, rest = '') =>
      historyShape
        .parse(await asOf(`/api/projects/${plant}/history`, step, rest))
        .items.map(({ type }) => type);
    expect(await types('joined')).toEqual(['ProjectRegistered']);
    expect(await types('started', '&validAt=2026-02-01')).toEqual(['ProjectRegistered']);
    expect(await types('started', '&validAt=2026-04-01')).toEqual([
      'ProjectRegistered',
      'ConstructionStarted',
    ]);
  });

  it('stays byte for byte what it was, whatever is recorded later', async () => {
    const paths = [
      '/api/projects',
      '/api/agreements',
      '/api/portfolio/summary',
      `/api/collections/${session}/funnel`,
      `/api/projects/${plant}/history`,
    ].map((path) => `${path}?knownAt=${after['started'] ?? ''}&validAt=2026-06-30`);
    const texts = () => Promise.all(paths.map(async (path) => (await api.call(path)).text));
    const before = await texts();
    await give('operating', `/api/projects/${plant}/state-value`, {
      value: { qualifier: 'exact', amount: '700', currency: 'USD', role: 'announced' },
      sources: SOURCES,
    });
    expect(await texts()).toEqual(before);
  });
});

describe('a record at a moment', () => {
  const recordThen = async (path: string, query: string) => recordDetailShape.parse(await read(path + query));
  const plantThen = (step: string, rest = '') =>
    recordThen(`/api/projects/${plant}`, `?knownAt=${after[step] ?? ''}${rest}`);
  const promises = ({ milestones }: RecordDetail) =>
    milestones.flatMap(({ plans }) => plans.map(({ plannedOn }) => plannedOn?.edtf ?? null));

  beforeAll(async () => {
    const milestone = { milestoneId: 'run', sources: SOURCES };
    await give('planned', `/api/projects/${plant}/plan-milestone`, {
      ...{ ...milestone, code: 'operationStart', plannedOn: '2027', announcedBy: 'Ministry' },
    });
    await give('baselined', `/api/projects/${plant}/set-baseline`, {
      ...{ baselineId: 'contract', name: 'As contracted', reason: 'Signed.', sources: SOURCES },
      dates: [{ milestoneId: 'run', plannedOn: '2027' }],
    });
    await give('moved', `/api/projects/${plant}/reschedule-milestone`, {
      ...{ ...milestone, to: '2028-06', reasonCode: 'finance', announcedBy: 'Investor' },
    });
  });

  it('has the promises, moves and baselines that were known, and not the later ones', async () => {
    const [before, planned, moved] = [
      await plantThen('valued'),
      await plantThen('planned'),
      await plantThen('moved'),
    ];
    expect([before, planned, moved].map(promises)).toEqual([[], ['2027'], ['2027', '2028-06']]);
    expect([planned, moved].map(({ baselines }) => baselines.length)).toEqual([0, 1]);
    expect(planned.delays).toEqual([]);
    expect(moved.delays).toMatchObject([{ reasonCode: 'finance', moves: 1 }]);
  });

  it('tells what is overdue by the day that is asked for', async () => {
    const overdue = async (validAt: string) => {
      const { day, milestones } = await plantThen('moved', `&validAt=${validAt}`);
      return [day, milestones.map((milestone) => milestone.overdue)];
    };
    expect(await overdue('2028-06-30')).toEqual(['2028-06-30', [false]]);
    expect(await overdue('2028-07-01')).toEqual(['2028-07-01', [true]]);
  });

  it('has the headline, ribbon, sums and links of then', async () => {
    const [joined, valued] = [await plantThen('joined'), await plantThen('valued')];
    expect([joined.headline.code, valued.headline.code]).toEqual(['announced', 'underConstruction']);
    expect([joined.values, valued.values.map(({ value }) => value.amount)]).toEqual([[], ['500']]);
    const linked = async (step: string) => (await plantThen(step)).links.map(({ relation }) => relation);
    expect([await linked('met'), await linked('linked')]).toEqual([[], ['covers.of']]);
    const members = async (step: string) =>
      (await recordThen(`/api/collections/${session}`, `?knownAt=${after[step] ?? ''}`)).members.map(
        ({ record }) => [record.id, record.headline.code],
      );
    expect([await members('linked'), await members('joined'), await members('started')]).toEqual([
      [],
      [[plant, 'announced']],
      [[plant, 'underConstruction']],
    ]);
  });

  it('is at its newest position what it is now', async () => {
    const now = recordDetailShape.parse(await read(`/api/projects/${plant}`));
    expect(await plantThen('moved')).toEqual(now);
  });

  it('is unknown before it was recorded, and says to the public nothing of what only staff learned', async () => {
    const early = await api.call(`/api/agreements/${agreement}?knownAt=${after['registered'] ?? ''}`);
    expect(early.status).toBe(404);
    const path = `/api/agreements/${agreement}?knownAt=${after['whispered'] ?? ''}`;
    const seen = async (as?: 'staff') =>
      recordDetailShape.parse((await api.call(path, as === undefined ? {} : { as })).json).version;
    expect([await seen(), await seen('staff')]).toEqual([2, 3]);
  });
});

describe('the register on a day', () => {
  it('shows what had happened by then, by what is known now', async () => {
    const stages = async (validAt: string) =>
      registerListShape.parse(await read(`/api/projects?validAt=${validAt}`)).items.map(({ stage }) => stage);
    expect(await stages('2026-03-30')).toEqual(['Announced']);
    expect(await stages('2026-03-31')).toEqual(['UnderConstruction']);
    const building = portfolioSummaryShape.parse(await read('/api/portfolio/summary?validAt=2026-02-01'));
    expect(building.steps.building.known).toBe(0);
  });

  it('takes a time too: what had been recorded by then', async () => {
    const long = registerListShape.parse(await read('/api/projects?knownAt=2001-01-01T00:00:00Z'));
    expect([long.total, long.asOfPosition]).toEqual([0, '0']);
    const later = registerListShape.parse(await read('/api/projects?knownAt=2999-01-01T00:00:00%2B05:00'));
    expect(later.total).toBe(1);
  });

  it.each([
    ['/api/projects?knownAt=yesterday', 'knownAt'],
    ['/api/projects/PRJ-2026-0001?validAt=2026-02-30', 'validAt'],
    ['/api/projects?validAt=2026-02-30', 'validAt'],
    ['/api/portfolio/summary?knownAt=-1', 'knownAt'],
    ['/api/portfolio/summary?minPosition=last-of-all-the-positions', 'minPosition'],
    ['/api/portfolio/summary?validAt=0000-01-01', 'validAt'],
    ['/api/portfolio/compare', 'from'],
    ['/api/portfolio/compare?from=1&limit=51', 'limit'],
  ])('refuses %s', async (path, field) => {
    const answer = await api.call(path);
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.json)).toContain(field);
  });
});

describe('a comparison of the portfolio', () => {
  const compare = async (from: string, rest = '') =>
    comparisonShape.parse(await read(`/api/portfolio/compare?from=${after[from] ?? ''}${rest}`));

  it('lists what changed, each difference with its label', async () => {
    const { items, changed, from, to } = await compare('joined', `&to=${after['valued'] ?? ''}`);
    expect([changed, from.records, to.records]).toEqual([1, 3, 3]);
    const labels = items.flatMap(({ differences }) =>
      differences.map(({ field, causes }) => [field, causes.map(({ label }) => label).join()]),
    );
    expect(labels).toEqual([
      ['stage', 'learnedLate'],
      ['step.whole.ConstructionStarted', 'learnedLate'],
      ['value', 'happened'],
    ]);
  });

  it('says nothing to the public of what only staff learned', async () => {
    const between = `&to=${after['whispered'] ?? ''}`;
    expect((await compare('started', between)).changed).toBe(0);
    const staff = await api.call(`/api/portfolio/compare?from=${after['started'] ?? ''}${between}`, {
      as: 'staff',
    });
    expect(comparisonShape.parse(staff.json).changed).toBe(1);
  });

  it('keeps to the filter, and to records of either moment', async () => {
    expect((await compare('registered', '&aggregate=agreement')).items.map(({ id }) => id)).toEqual([
      agreement,
    ]);
    expect((await compare('joined', '&stage=UnderConstruction')).items.map(({ id }) => id)).toEqual([plant]);
    expect((await compare('joined', '&stage=Announced')).items.map(({ id }) => id)).toEqual([plant]);
    expect((await compare('joined', '&region=KZ-31')).items).toEqual([]);
  });

  it('comes in pages', async () => {
    const first = await compare('registered', '&limit=1');
    expect([first.items.length, first.changed]).toEqual([1, 3]);
    const seen = [...first.items];
    for (let cursor = first.nextCursor; cursor !== null;) {
      const next = await compare('registered', `&limit=1&cursor=${cursor}`);
      seen.push(...next.items);
      cursor = next.nextCursor;
    }
    expect(seen.map(({ publicId }) => publicId.slice(0, 3))).toEqual(['AGR', 'COL', 'PRJ']);
    const edited = await api.call(`/api/portfolio/compare?from=0&limit=1&cursor=${first.nextCursor ?? ''}`);
    expect(edited.status).toBe(400);
  });
});

describe('the correction rate of those who record', () => {
  it('counts what was amended since, and is for the auditor', async () => {
    const from = after['moved'] ?? '';
    const body = { occurredOn: '2026-05', sources: SOURCES };
    await give('completed', `/api/projects/${plant}/complete-construction`, body);
    await give('confirmed', `/api/projects/${plant}/confirm-status`, { asOf: '2026', sources: SOURCES });
    const { json } = await api.call(`/api/projects/${plant}/history?after=3`);
    const history = historyShape.parse(json).items;
    const targetEventId = history.find(({ type }) => type === 'ConstructionCompleted')?.id;
    await give('corrected', `/api/projects/${plant}/correct`, {
      retractions: [{ targetEventId, reasonCode: 'didNotOccur', explanation: 'another plant' }],
    });
    const read = await api.call(`/api/quality/recorders?from=${from}&to=${after['confirmed'] ?? ''}`, {
      as: 'auditor',
    });
    const { items } = recorderListShape.parse(read.json);
    expect(items).toEqual([
      {
        ...{ by: { id: api.actorIds.staff, role: 'staff' }, corrected: 0, retracted: 1 },
        ...{ recorded: 2, rate: 0.5 },
      },
    ]);
    expect((await api.call('/api/quality/recorders', { as: 'staff' })).status).toBe(403);
  });
});
