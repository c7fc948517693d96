import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { sumsAtLevelsQueryShape, sumsAtLevelsShape } from '#contracts';
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

const sum = (amount: string, qualifier = 'exact') => ({
  ...{ currency: 'USD', qualifier, role: 'announced' },
  ...(qualifier === 'exact' ? { amount } : { min: amount }),
});
const project = (title: string, value?: object) =>
  register.give('RegisterProject', 'project', undefined, { titles: { en: title }, value });
const agreement = (title: string, value?: object) =>
  register.give('RegisterAgreement', 'agreement', undefined, {
    ...{ titles: { en: title }, kind: 'contract', value },
  });
const link = (from: { id: string }, to: { id: string }, allocation?: object) =>
  register.give('LinkProject', 'agreement', from.id, { projectId: to.id, relation: 'covers', allocation });
const read = async (query: object = {}) => {
  await register.settled();
  return sumsAtLevelsShape.parse(
    await register.queries.audit.sumsAtLevels(sumsAtLevelsQueryShape.parse(query)),
  );
};
const usd = (amount: string, qualifier = 'exact') => [{ currency: 'USD', amount, qualifier }];

it('shows both levels and counts each sum once, as the portfolio does', async () => {
  expect(await read()).toMatchObject({ once: { known: 0, of: 0, totals: [] }, items: [], next: null });
  const [framework, contract] = [
    await agreement('Framework', sum('30')),
    await agreement('Contract', sum('5')),
  ];
  const [one, two, three] = [await project('One', sum('9')), await project('Two'), await project('Three')];
  const alone = await project('Alone', sum('100', 'moreThan'));
  await link(framework, one);
  await link(framework, two);
  await link(contract, three, sum('4'));

  const found = await read();
  expect(found).toMatchObject({
    agreements: { known: 2, of: 2, totals: usd('35') },
    projects: { known: 2, of: 4, totals: usd('109', 'moreThan') },
    // The framework holds its projects' sums; the contract says which part its project has, so that the part counts.
    once: { totals: usd('134', 'moreThan') },
    items: [
      {
        agreement: { publicId: framework.publicId, value: sum('30'), counted: true },
        projects: [
          { publicId: one.publicId, value: sum('9'), allocation: null, counted: false },
          { publicId: two.publicId, value: null, allocation: null, counted: false },
        ],
      },
      {
        agreement: { publicId: contract.publicId, counted: false },
        projects: [
          {
            ...{ publicId: three.publicId, value: null, counted: true },
            allocation: { currency: 'USD', amount: '4', qualifier: 'exact' },
          },
        ],
      },
    ],
  });
  expect(JSON.stringify(found.items)).not.toContain(alone.publicId);
  expect((await register.queries.summary('staff')).value).toEqual(found.once);

  const first = await read({ limit: 1 });
  expect(first.items).toEqual(found.items.slice(0, 1));
  expect(await read({ limit: 1, after: first.next })).toMatchObject({
    ...{ items: found.items.slice(1), next: null },
  });
});
