import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { evidenceShape, recordDetailShape, type Evidence } from '#contracts';
import { cloneDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { openRegister, type RegisterHarness } from '../../../../test/support/projections/register-harness.js';
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

const source = (publisher: string, evidence: string) => ({
  sources: [{ publisher, title: `By ${publisher}`, class: evidence }],
});
const usd = (amount: string) => ({
  value: { qualifier: 'exact', amount, currency: 'USD', role: 'announced' },
});
const plant = async () =>
  (
    await register.give('RegisterProject', 'project', undefined, {
      titles: { en: 'Polyethylene plant' },
      notADuplicate: true,
    })
  ).id;
const give = (id: string, name: Parameters<RegisterHarness['give']>[0], input: object) =>
  register.give(name, 'project', id, input);

async function read(id: string, viewer: Viewer = 'public', knownAt?: bigint): Promise<Evidence> {
  const asked = { knownAt, validAt: undefined };
  return evidenceShape.parse(await register.queries.evidence({ aggregate: 'project', id, viewer }, asked));
}
const subjectOf = ({ subjects }: Evidence, about: string) =>
  subjects.find((subject) => subject.about === about);

async function eventsOf(id: string): Promise<string[]> {
  const events: string[] = [];
  for await (const event of register.store.readStream(`project-${id}`)) events.push(event.id);
  return events;
}

describe('what is said of a record', () => {
  it('stands side by side, each with its class and whether it counts', async () => {
    const id = await plant();
    await give(id, 'StateValue', { ...usd('7400000000'), ...source('Press', 'press') });
    await give(id, 'ReviseValue', {
      ...{ ...usd('7600000000'), ...source('Ministry', 'officialAct') },
      ...{ changeKind: 'reestimate', reason: 'counted anew' },
    });
    const value = subjectOf(await read(id), 'value.announced');
    expect(value).toMatchObject({ disagreement: true, disputed: false });
    expect(value?.claims.map(({ standing, counts, sources }) => [standing, counts, sources.length])).toEqual([
      ['press', false, 1],
      ['officialAct', true, 1],
    ]);
  });

  it('gains standing by evidence, is verified and disputed, with the words of who disputes', async () => {
    const id = await plant();
    await give(id, 'StartConstruction', { occurredOn: '2024-03', ...source('Press', 'press') });
    const [, started = ''] = await eventsOf(id);
    await give(id, 'AttachEvidence', {
      source: { publisher: 'Akimat', title: 'Order', class: 'officialAct' },
      ...{ supportsEventId: started, documentType: 'other' },
    });
    await give(id, 'VerifyFact', { targetEventId: started, method: 'Visited the site' });
    await give(id, 'DisputeFact', {
      ...{ targetEventId: started, byParty: { name: 'Sinopec' }, statement: 'Works began in May' },
    });
    const step = subjectOf(await read(id), 'step.whole.ConstructionStarted');
    expect(step).toMatchObject({ disagreement: false, disputed: true });
    expect(step?.claims).toMatchObject([
      {
        ...{ standing: 'officialAct', counts: true, occurredOn: { edtf: '2024-03' } },
        verifications: [{ method: 'Visited the site' }],
        disputes: [{ byParty: 'Sinopec', statement: 'Works began in May' }],
      },
    ]);
  });

  it('shows what was corrected and what was retracted, as it was known', async () => {
    const id = await plant();
    const { position } = await give(id, 'StartConstruction', { occurredOn: '2024-03' });
    const [, targetEventId = ''] = await eventsOf(id);
    const common = { targetEventId, explanation: 'misread' };
    await give(id, 'CorrectRecord', {
      corrections: [{ ...common, reasonCode: 'incorrectData', patch: { occurredOn: '2024-05' } }],
    });
    const about = 'step.whole.ConstructionStarted';
    expect(subjectOf(await read(id), about)?.claims).toMatchObject([
      { says: '2024-05', corrected: true, retracted: false, counts: true },
    ]);
    expect(subjectOf(await read(id, 'public', position), about)?.claims).toMatchObject([
      { says: '2024-03', corrected: false },
    ]);
    await give(id, 'CorrectRecord', { retractions: [{ ...common, reasonCode: 'didNotOccur' }] });
    expect(subjectOf(await read(id), about)?.claims).toMatchObject([{ retracted: true, counts: false }]);
  });

  it('keeps from the public what is internal, and tells how long a record has been silent', async () => {
    const id = await plant();
    await give(id, 'StateValue', { ...usd('5'), visibility: 'internal' });
    expect(subjectOf(await read(id), 'value.announced')).toBeUndefined();
    expect(subjectOf(await read(id, 'staff'), 'value.announced')?.claims).toHaveLength(1);
    expect((await read(id)).silence).toMatchObject({ quietDays: 0, confirmedOn: null, dormancy: null });
    await give(id, 'ConfirmStatus', { asOf: '2026' });
    expect((await read(id)).silence.confirmedOn).not.toBeNull();
  });

  it('has every promise of a date, who made it and whether it stands', async () => {
    const id = await plant();
    await give(id, 'PlanMilestone', {
      ...{ milestoneId: 'open', code: 'operationStart', plannedOn: '2028', announcedBy: 'President' },
    });
    await give(id, 'RescheduleMilestone', {
      ...{ milestoneId: 'open', to: '2029-06', reasonCode: 'finance', announcedBy: 'Ministry' },
    });
    const promises = subjectOf(await read(id), 'milestone.open.plannedOn');
    expect(promises?.claims.map(({ says, counts }) => [says, counts])).toEqual([
      [{ plannedOn: '2028', announcedBy: 'President' }, false],
      [{ plannedOn: '2029-06', announcedBy: 'Ministry' }, true],
    ]);
  });
});

describe('dates in full', () => {
  it('sum delays by reason, keep suspended time apart and show the baseline', async () => {
    const id = await plant();
    const move = (to: string, reasonCode: string) =>
      give(id, 'RescheduleMilestone', { milestoneId: 'open', to, reasonCode, announcedBy: 'Akim' });
    await give(id, 'PlanMilestone', { milestoneId: 'open', code: 'operationStart', plannedOn: '2027-06-01' });
    await give(id, 'SetBaseline', {
      ...{ baselineId: 'first', name: 'First plan', reason: 'signed' },
      dates: [{ milestoneId: 'open', plannedOn: '2027-06-01' }],
    });
    await move('2027-07-01', 'permits');
    await move('2028', 'finance');
    await move('2028-12-31', 'finance');
    await give(id, 'StartConstruction', { occurredOn: '2024-01-10' });
    await give(id, 'SuspendProject', { occurredOn: '2024-06-01', reasonCode: 'finance' });
    await give(id, 'ResumeProject', { occurredOn: '2024-09' });
    await register.settled();
    const detail = recordDetailShape.parse(
      await register.queries.find({ aggregate: 'project', id, viewer: 'public' }),
    );
    expect(detail.delays).toEqual([
      { reasonCode: 'finance', moves: 2, slip: { best: 184, worst: 914 } },
      { reasonCode: 'permits', moves: 1, slip: { best: 30, worst: 30 } },
    ]);
    expect(detail.milestones[0]?.moves.map(({ announcedBy, slip }) => [announcedBy, slip?.best])).toEqual([
      ['Akim', 30],
      ['Akim', 184],
      ['Akim', 0],
    ]);
    expect(detail.suspensions).toMatchObject([
      { phaseId: null, since: { from: '2024-06-01', to: '2024-06-01' }, days: { least: 92, most: 121 } },
    ]);
    expect(detail.baselines).toMatchObject([{ name: 'First plan', dates: [{ milestoneId: 'open' }] }]);
  });
});
