import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  COMMAND_CATALOGUE,
  currentState,
  type Aggregate,
  type AnyCommand,
  type Decision,
  type ProjectState,
} from '#domain';
import { reach } from '../support/domain/reach.js';
import { codeOf, Register, replay, typesOf } from '../support/domain/register.js';

const project = (input: object = {}) =>
  new Register('project').must('RegisterProject', { titles: { en: 'Plant' }, ...input });
const stage = (register: Register) =>
  currentState(
    (register.state as ProjectState).tracks.whole ?? {
      initial: { status: '?', resumeTo: null, beforeEnd: null },
      entries: [],
      states: [],
    },
  ).status;
const order = (register: Register) =>
  (register.state as ProjectState).tracks.whole?.entries.map((entry) => entry.event);
const warningsOf = (decision: Decision) =>
  decision.kind === 'accepted' ? decision.warnings.map((warning) => warning.code) : [];

describe('effective order', () => {
  it('puts a backdated fact before the ones that certainly came later', () => {
    const register = project().must('StartConstruction', { occurredOn: '2025-06-01' });
    register.must('BeginPreparation', { occurredOn: '2025-01' });
    expect(order(register)).toEqual(['PreparationStarted', 'ConstructionStarted']);
    expect(stage(register)).toBe('UnderConstruction');
  });

  it('assumes the order that is legal when the dates do not tell it, and says so', () => {
    const register = project().must('StartConstruction', { occurredOn: '2025-03' });
    const decision = register.give('BeginPreparation', { occurredOn: '2025' });
    expect(warningsOf(decision)).toEqual(['ORDER_UNCERTAIN']);
    expect(stage(register)).toBe('UnderConstruction');
  });

  it('keeps undated facts in the order in which they were recorded', () => {
    const register = reach('projectBuild', 'Suspended')
      .must('ResumeProject')
      .must('SuspendProject', { reasonCode: 'labour' });
    expect(stage(register)).toBe('Suspended');
  });

  it('refuses a fact at whose place the table refuses it', () => {
    const register = project().must('StartConstruction', { occurredOn: '2025-03-01' });
    expect(codeOf(register.give('CompleteConstruction', { occurredOn: '2024-12' }))).toBe(
      'CONSTRUCTION_NOT_STARTED',
    );
  });

  it('refuses a fact that makes certainly later ones impossible, and names them', () => {
    const register = project()
      .must('StartConstruction', { occurredOn: '2025-03-01' })
      .must('CompleteConstruction', { occurredOn: '2026-03-01' });
    const decision = register.give('CancelProject', { reasonCode: 'finance', occurredOn: '2025-09-01' });
    expect(codeOf(decision)).toBe('TIMELINE_CONFLICT');
    const completed = register.facts.find((fact) => fact.type === 'ConstructionCompleted')?.id;
    expect(decision.kind === 'rejected' && decision.rejection.details).toEqual({ eventIds: [completed] });
  });

  it('lets a dated fact fill the unknown path before an opening balance once', () => {
    const register = project({ initialStage: 'UnderConstruction' });
    expect(codeOf(register.give('StartConstruction'))).toBe('ALREADY_UNDER_CONSTRUCTION');
    expect(typesOf(register.give('StartConstruction', { occurredOn: '2024-09-11' }))).toEqual([
      'ConstructionStarted',
    ]);
    expect(stage(register)).toBe('UnderConstruction');
    expect(codeOf(register.give('StartConstruction', { occurredOn: '2025-03-31' }))).toBe(
      'ALREADY_UNDER_CONSTRUCTION',
    );
  });

  it('does not depend on the order of arrival when the dates are certain', () => {
    const history: [AnyCommand['name'], object][] = [
      ['BeginPreparation', { occurredOn: '2024-01-10' }],
      ['StartConstruction', { occurredOn: '2024-03-02' }],
      ['SuspendProject', { occurredOn: '2024-08-01', reasonCode: 'finance' }],
      ['ResumeProject', { occurredOn: '2024-12-24' }],
      ['CompleteConstruction', { occurredOn: '2025-05-05' }],
      ['StartOperation', { occurredOn: '2025-09-30' }],
    ];
    const inOrder = history.reduce((register, [name, input]) => register.must(name, input), project());
    fc.assert(
      fc.property(fc.shuffledSubarray(history, { minLength: history.length }), (shuffled) => {
        const register = project();
        // Some orders of arrival are refused on the way; those that are accepted whole must agree.
        const accepted = shuffled.every(([name, input]) => codeOf(register.give(name, input)) === null);
        if (accepted) expect(order(register)).toEqual(order(inOrder));
      }),
      { numRuns: 300 },
    );
  });
});

const dates = fc.constantFrom(
  undefined,
  '2024',
  '2025-03',
  '2025-03-31',
  '2024/2025',
  '../2025-09',
  '2029~',
  '2026-11-24',
);
const free = fc.constantFrom('finance', 'didNotOccur', undefined);
const stepOf = (kind: Aggregate) =>
  fc.record({
    name: fc.constantFrom(
      ...COMMAND_CATALOGUE.filter(({ aggregates }) => aggregates.includes(kind)).map(({ name }) => name),
    ),
    occurredOn: dates,
    planned: fc.constantFrom('2024', '2027-05', '2028'),
    milestoneId: fc.constantFrom('a', 'b'),
    phaseId: fc.constantFrom(undefined, undefined, 'p'),
    code: fc.constantFrom('permitGranted', 'firstProduct', 'constructionStart'),
    reason: free,
    toStage: fc.constantFrom('Announced', 'Preparing', 'UnderConstruction', 'Operational'),
    number: fc.integer({ min: 0, max: 5 }),
  });

type RandomStep = ReturnType<typeof stepOf> extends fc.Arbitrary<infer Step> ? Step : never;

/** Fields that a command knows, of one random step: an input that its schema lets through, or nothing. */
function inputOf(
  random: RandomStep,
  schema: (typeof COMMAND_CATALOGUE)[number]['input'],
): object | undefined {
  const party = { name: `Party ${random.number}` };
  const all: Record<string, unknown> = {
    ...{
      titles: { en: 'T' },
      occurredOn: random.occurredOn,
      milestoneId: random.milestoneId,
      code: random.code,
    },
    ...{ phaseId: random.phaseId, plannedOn: random.planned, to: random.planned, toStage: random.toStage },
    ...{
      reason: random.reason,
      reasonCode: random.reason,
      mode: 'other',
      party,
      from: party,
      byParty: party,
    },
    ...{
      role: 'partner',
      side: 'china',
      form: 'ratification',
      amendmentNo: '1',
      newExpiryOn: '2031',
      order: 1,
    },
    ...{
      value: { qualifier: 'exact', amount: '5', currency: 'USD', role: 'announced' },
      changeKind: 'amendment',
    },
    ...{ scheme: 'sector', kind: undefined, country: 'KZ', asOf: '2025', statement: 'no', method: 'visit' },
    ...{
      targetEventId: '0198c0de-0000-7000-9000-000000000001',
      quantity: { quantity: '1', unitCode: 'MAW', of: 'x' },
    },
    ...{
      period: '2025',
      percent: '50',
      name: 'base',
      baselineId: `b${random.number}`,
      intoId: '0198c0de-0000-7000-8000-000000000002',
    },
    ...{
      dates: [{ milestoneId: random.milestoneId, plannedOn: '2027' }],
      otherId: '0198c0de-0000-7000-8000-000000000002',
    },
    ...{
      relation: 'implements',
      byAgreementId: '0198c0de-0000-7000-8000-000000000002',
      memberKind: 'agreement',
    },
    ...{
      memberId: '0198c0de-0000-7000-8000-000000000002',
      projectId: '0198c0de-0000-7000-8000-000000000002',
    },
    ...{
      metric: 'documents',
      unit: 'documents',
      attributedTo: 'article',
      effectiveOnSignature: random.number > 2,
    },
  };
  const known = Object.entries(all).filter(([name, value]) => name in schema.shape && value !== undefined);
  const input = {
    ...Object.fromEntries(known),
    sources: [{ publisher: 'P', title: `S${random.number}`, class: 'press' }],
  };
  return schema.safeParse(input).success ? input : undefined;
}

describe('any history', () => {
  const kinds = ['agreement', 'project', 'collection'] as const;
  const creation = {
    agreement: 'RegisterAgreement',
    project: 'RegisterProject',
    collection: 'DefineCollection',
  } as const;

  it.each(kinds)('of a %s: no command throws and a replay gives the same state', (kind) => {
    let accepted = 0;
    fc.assert(
      fc.property(fc.array(stepOf(kind), { maxLength: 40 }), (steps) => {
        const register = new Register(kind).must(creation[kind], {
          titles: { en: 'T' },
          ...(kind === 'collection' ? { kind: 'package' } : {}),
        });
        for (const random of steps) {
          const definition = COMMAND_CATALOGUE.find(({ name }) => name === random.name);
          if (definition === undefined) continue;
          const input = inputOf(random, definition.input);
          if (input !== undefined && codeOf(register.give(random.name, input)) === null) accepted += 1;
        }
        expect(replay(kind, register.facts)).toEqual(register.state);
      }),
      { numRuns: 200 },
    );
    expect(accepted).toBeGreaterThan(100);
  });
});
