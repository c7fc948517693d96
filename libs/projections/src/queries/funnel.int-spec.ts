import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { funnelShape, type Funnel } from '#contracts';
import { cloneDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { openRegister, type RegisterHarness } from '../../../../test/support/projections/register-harness.js';

let db: TestDatabase;
let register: RegisterHarness;
let session: { id: string; publicId: string };
beforeAll(async () => {
  db = await cloneDatabase();
  register = openRegister(db);
  await register.run();
  session = await register.give('DefineCollection', 'collection', undefined, {
    ...{ titles: { en: 'Council session' }, kind: 'councilSession' },
  });
  await register.give('StateClaim', 'collection', session.id, {
    ...{ claimId: 'sum', metric: 'value', value: '15000000000', qualifier: 'moreThan', unit: 'USD' },
    attributedTo: 'Press service',
  });
});
afterAll(async () => {
  await register.stop();
  await db.drop();
});

const read = async (viewer: 'public' | 'staff' = 'public'): Promise<Funnel> => {
  await register.settled();
  return funnelShape.parse(await register.queries.funnel({ id: session.id, viewer }));
};
const counts = ({ steps }: Funnel) =>
  Object.fromEntries(steps.filter(({ count }) => count > 0).map(({ step, count }) => [step, count]));
const join = (memberKind: 'agreement' | 'project', memberId: string, extra: object = {}) =>
  register.give('AddMember', 'collection', session.id, { memberKind, memberId, ...extra });
const agreement = async (title: string) =>
  (await register.give('RegisterAgreement', 'agreement', undefined, { titles: { en: title } })).id;
const project = async (title: string, amount?: string) => {
  const { id } = await register.give('RegisterProject', 'project', undefined, { titles: { en: title } });
  const value = { qualifier: 'exact', amount, currency: 'USD', role: 'announced' };
  if (amount !== undefined) await register.give('StateValue', 'project', id, { value });
  return id;
};

describe('the funnel of a collection', () => {
  it('has nothing but its claim while no member is known', async () => {
    const funnel = await read();
    expect([funnel.members, counts(funnel), funnel.value.totals]).toEqual([0, {}, []]);
    expect(funnel.claims).toMatchObject([{ value: '15000000000', qualifier: 'moreThan' }]);
  });

  it('counts each member once, at the furthest step that is known, and its sum once', async () => {
    const [signed, inForce, proposed, withPlant] = [
      ...[await agreement('Signed'), await agreement('In force'), await agreement('Proposed')],
      await agreement('With a plant'),
    ];
    const [plant, running, cancelled] = [
      ...[await project('Plant', '7400000000'), await project('Running', '100'), await project('Cancelled')],
    ];
    for (const id of [signed, inForce, withPlant])
      await register.give('SignAgreement', 'agreement', id ?? '');
    await register.give('EnterIntoForce', 'agreement', inForce ?? '');
    await register.give('LinkProject', 'agreement', withPlant ?? '', {
      projectId: plant,
      relation: 'covers',
    });
    await register.give('StartConstruction', 'project', plant);
    await register.give('StartConstruction', 'project', running);
    await register.give('StartOperation', 'project', running, { kind: 'commercial' });
    await register.give('CancelProject', 'project', cancelled, { reasonCode: 'finance' });
    for (const id of [signed, inForce, proposed, withPlant]) await join('agreement', id ?? '');
    for (const id of [plant, running]) await join('project', id ?? '');
    await join('project', cancelled ?? '', { membershipBasis: 'inferred' });
    const funnel = await read();
    expect(counts(funnel)).toEqual({
      signed: 1,
      inForce: 1,
      building: 2,
      operating: 1,
      ended: 1,
      unknown: 1,
    });
    expect(funnel).toMatchObject({ members: 7, stated: 6, inferred: 1 });
    expect(funnel.value).toEqual({
      ...{ known: 2, of: 7 },
      totals: [{ currency: 'USD', amount: '7400000100', qualifier: 'exact' }],
    });
    const building = funnel.steps.find(({ step }) => step === 'building');
    expect(building?.value).toMatchObject({ known: 1, of: 2, totals: [{ amount: '7400000000' }] });
  });

  it('follows what is corrected', async () => {
    const before = counts(await read());
    const { items } = await register.queries.list({
      ...{ aggregate: 'project', viewer: 'public' },
      query: { q: 'Running', limit: 10, sort: 'updated' } as never,
    });
    const id = items[0]?.id ?? '';
    const history = await register.queries.history({
      aggregate: 'project',
      id,
      viewer: 'staff',
      after: 0,
      limit: 50,
    });
    const started = history.items.find(({ type }) => type === 'OperationStarted');
    await register.give('CorrectRecord', 'project', id, {
      retractions: [
        { targetEventId: started?.id, reasonCode: 'didNotOccur', explanation: 'A trial run only.' },
      ],
    });
    const { operating, ...others } = before;
    expect(operating).toBe(1);
    expect(counts(await read())).toEqual({ ...others, building: 3 });
  });

  it('shows to the public no member that it does not know, and nothing of a collection that is not there', async () => {
    const secret = await project('Secret', '5');
    await join('project', secret, { visibility: 'internal' });
    expect((await read('staff')).members).toBe(8);
    expect((await read('public')).members).toBe(7);
    expect(await register.queries.funnel({ id: 'COL-1999-0001', viewer: 'staff' })).toBeUndefined();
    expect(await register.queries.funnel({ id: session.publicId, viewer: 'public' })).toBeDefined();
  });
});
