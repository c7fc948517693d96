import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { asOfDay, differences, foldFacts, profileOf, type Fact } from '#domain';
import { rounds } from '../support/length.js';
import { Register } from '../support/domain/register.js';

const plant = () => new Register('project').must('RegisterProject', { titles: { en: 'Plant' } });
const idOf = (register: Register, type: string) =>
  register.facts.findLast((fact) => fact.type === type)?.id ?? '';
const amend = (targetEventId: string, occurredOn: string) => ({
  corrections: [
    { targetEventId, patch: { occurredOn }, reasonCode: 'incorrectData', explanation: 'misread' },
  ],
});
const retract = (targetEventId: string) => ({
  retractions: [{ targetEventId, reasonCode: 'didNotOccur', explanation: 'not so' }],
});
const stageOn = (register: Register, day: string) => {
  const { state, uncertain } = asOfDay('project', register.facts, day);
  return { stage: profileOf(state).stage, uncertain };
};
const compared = (register: Register, from: number, day: string) => {
  const found = differences('project', {
    ...{ earlier: register.facts.slice(0, from), later: register.facts.slice(from), day },
  });
  return Object.fromEntries(found.map(({ field, causes }) => [field, causes.map(({ label }) => label)]));
};

describe('a day of the past', () => {
  it('has what had certainly happened by then, and names what may have', () => {
    const register = plant()
      .must('StartConstruction', { occurredOn: '2024-09-11' })
      .must('CompleteConstruction', { occurredOn: '2025' });
    expect(stageOn(register, '2024-09-10').stage).toBe('Announced');
    expect(stageOn(register, '2024-09-11').stage).toBe('UnderConstruction');
    const completed = idOf(register, 'ConstructionCompleted');
    expect(stageOn(register, '2025-06-30')).toEqual({
      stage: 'UnderConstruction',
      uncertain: expect.arrayContaining([completed]),
    });
    expect(stageOn(register, '2025-12-31').stage).toBe('Built');
  });

  it('is read with the corrections that are known', () => {
    const register = plant().must('StartConstruction', { occurredOn: '2024-09-11' });
    register.must('CorrectRecord', amend(idOf(register, 'ConstructionStarted'), '2025-03-31'));
    expect(stageOn(register, '2024-12-31').stage).toBe('Announced');
    expect(stageOn(register, '2025-03-31').stage).toBe('UnderConstruction');
  });
});

describe('a difference', () => {
  it('says whether something happened, was learned late, corrected, retracted or planned anew', () => {
    const register = plant()
      .must('BeginPreparation', { occurredOn: '2024-01' })
      .must('StartConstruction', { occurredOn: '2026-01-10' })
      .must('PlanMilestone', { milestoneId: 'm', code: 'firstPiles', plannedOn: '2027' });
    const from = register.facts.length;
    const party = { party: { name: 'Sinopec' }, role: 'investor', side: 'china' };
    register
      .must('AddParty', { ...party, occurredOn: '2024-04' })
      .must('CompleteConstruction', { occurredOn: '2026-11' })
      .must('RescheduleMilestone', { milestoneId: 'm', to: '2028', reasonCode: 'permits' })
      .must('CorrectRecord', amend(idOf(register, 'ConstructionStarted'), '2026-02'))
      .must('CorrectRecord', retract(idOf(register, 'PreparationStarted')));
    expect(compared(register, from, '2026-06-01')).toEqual({
      'party.sinopec.investor': ['learnedLate'],
      stage: ['happened'],
      'step.whole.ConstructionCompleted': ['happened'],
      'milestone.m.plannedOn': ['replanned'],
      'step.whole.ConstructionStarted': ['corrected'],
      'step.whole.PreparationStarted': ['retracted'],
    });
  });

  it('keeps two suspensions apart', () => {
    const register = plant().must('StartConstruction', { occurredOn: '2024-01-10' });
    const known = register.facts.length;
    for (const [suspended, resumed] of [
      ['2024-02-01', '2024-03-01'],
      ['2025-02-01', '2025-03-01'],
    ]) {
      register.must('SuspendProject', { occurredOn: suspended, reasonCode: 'finance' });
      register.must('ResumeProject', { occurredOn: resumed });
    }
    const fields = Object.keys(compared(register, known, '2024-01-15')).filter((field) =>
      field.includes('Suspended'),
    );
    expect(fields).toEqual(['step.whole.ProjectSuspended', 'step.whole.ProjectSuspended.2']);
  });

  it('is none where a change was taken back', () => {
    const register = plant().must('StartConstruction', { occurredOn: '2025-03' });
    register
      .must('CorrectRecord', amend(idOf(register, 'ConstructionStarted'), '2025-04'))
      .must('CorrectRecord', amend(idOf(register, 'ConstructionStarted'), '2025-03'));
    expect(compared(register, 2, '2026-01-01')).toEqual({});
  });
});

const WHEN = ['2023-02', '2024', '2024-06-30', '2025-09', '2026-01-15'];
const STEPS = ['BeginPreparation', 'StartConstruction', 'CompleteConstruction', 'StartOperation'] as const;

/** A plant told in any order of steps, corrections and retractions that is legal. */
const histories = fc
  .array(fc.tuple(fc.nat({ max: 8 }), fc.nat(), fc.constantFrom(...WHEN)), { minLength: 4, maxLength: 16 })
  .map((moves) => {
    const register = plant();
    for (const [choice, pick, occurredOn] of moves) {
      const step = STEPS[choice];
      const target = register.facts[pick % register.facts.length]?.id ?? '';
      if (step !== undefined) register.give(step, { occurredOn });
      else register.give('CorrectRecord', choice % 2 === 0 ? amend(target, occurredOn) : retract(target));
    }
    return register;
  });
const RUNS = { numRuns: rounds(200, 2_000) };

describe('any history with corrections', () => {
  it('is at every position what its prefix alone comes to', () => {
    fc.assert(
      fc.property(histories, ({ facts }) => {
        const grown = new Register('project');
        for (const [index, fact] of facts.entries()) {
          grown.fold(fact, fact.occurredOn);
          const prefix: readonly Fact[] = grown.facts.slice(0, index + 1);
          expect(grown.state).toEqual(foldFacts('project', prefix));
        }
      }),
      RUNS,
    );
  });

  it('differs between two moments by exactly what its fields say, each with a cause', () => {
    fc.assert(
      fc.property(histories, fc.nat(), ({ facts }, pick) => {
        const from = pick % facts.length;
        const [earlier, later] = [facts.slice(0, from), facts.slice(from)];
        const [before, after] = [earlier, facts].map((known) => profileOf(foldFacts('project', known)));
        const shown: Record<string, unknown> = { ...before };
        for (const { field, causes, ...change } of differences('project', {
          earlier,
          later,
          day: '2025-01-01',
        })) {
          expect(causes.length).toBeGreaterThan(0);
          expect(change.before).toEqual(before?.[field] ?? null);
          shown[field] = change.after;
        }
        for (const field of new Set([...Object.keys(shown), ...Object.keys(after ?? {})])) {
          expect([field, shown[field] ?? null]).toEqual([field, after?.[field] ?? null]);
        }
      }),
      RUNS,
    );
  });

  it('as of today has happened as far as it is known', () => {
    fc.assert(
      fc.property(histories, ({ facts, state, today }) => {
        expect(profileOf(asOfDay('project', facts, today).state)).toEqual(profileOf(state));
      }),
      RUNS,
    );
  });
});
