import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { currentState, currentValue, REJECTIONS, type AgreementState, type ProjectState } from '#domain';
import { rounds } from '../support/length.js';
import { codeOf, FIRST_EVENT, Register, replay } from '../support/domain/register.js';

const REASON = { reason: 'told by the ministry' };
const plant = () => new Register('project').must('RegisterProject', { titles: { en: 'Plant' } });
const agreement = () => new Register('agreement').must('RegisterAgreement', { titles: { en: 'Agreement' } });

/** Id of the newest event of a type. */
function idOf(register: Register, type: string): string {
  const fact = register.facts.findLast((known) => known.type === type);
  if (fact === undefined) throw new Error(`no ${type}`);
  return fact.id;
}
const correction = (targetEventId: string, patch: object) => ({
  corrections: [{ targetEventId, patch, reasonCode: 'incorrectData', explanation: 'misread' }],
});
const retraction = (...ids: string[]) => ({
  retractions: ids.map((targetEventId) => ({
    ...{ targetEventId, reasonCode: 'didNotOccur', explanation: 'it was another plant' },
  })),
});
const stageOf = (register: Register): string => {
  const { tracks } = register.state as ProjectState;
  return tracks.whole === undefined ? '' : currentState(tracks.whole).status;
};
/** What a record shows: all but which events it has, when something was last heard of it, and what was amended. */
function shown({ state }: Register): object {
  const { eventIds: _e, lastNewsOn: _n, correctedIds: _c, retractedIds: _r, sourceKeys: _s, ...rest } = state;
  return rest;
}
const detailsOf = (decision: ReturnType<Register['give']>) =>
  decision.kind === 'rejected' ? decision.rejection.details : undefined;

describe('a correction', () => {
  it('moves an event to its right place, and what follows with it', () => {
    const register = plant()
      .must('StartConstruction', { occurredOn: '2025-03' })
      .must('CompleteConstruction', { occurredOn: '2026-05' });
    register.must(
      'CorrectRecord',
      correction(idOf(register, 'ConstructionStarted'), { occurredOn: '2024-09-11' }),
    );
    const entries = (register.state as ProjectState).tracks.whole?.entries ?? [];
    expect(entries.map(({ from }) => from)).toEqual(['2024-09-11', '2026-05-01']);
    expect(stageOf(register)).toBe('Built');
  });

  it('of a sum takes its place among the sums', () => {
    const sum = (amount: string) => ({
      value: { qualifier: 'exact', amount, currency: 'USD', role: 'announced' },
    });
    const register = plant().must('StateValue', sum('7400000000'));
    register.must('CorrectRecord', correction(idOf(register, 'ValueStated'), { data: sum('7700000000') }));
    expect(currentValue(register.state)?.value.amount).toBe('7700000000');
    expect(register.state.correctedIds).toEqual([idOf(register, 'ValueStated')]);
  });

  it('of one field leaves what another correction changed; of the same field the last counts', () => {
    const register = plant()
      .must('StartConstruction', { occurredOn: '2024' })
      .must('StartOperation', { kind: 'trial', occurredOn: '2025' });
    const id = idOf(register, 'OperationStarted');
    register
      .must('CorrectRecord', correction(id, { occurredOn: '2025-06' }))
      .must('CorrectRecord', correction(id, { data: { kind: 'commercial' } }))
      .must('CorrectRecord', correction(id, { occurredOn: '2025-07' }));
    const [, entry] = (register.state as ProjectState).tracks.whole?.entries ?? [];
    expect([entry?.from, entry?.to]).toEqual(['2025-07-01', '2025-07-31']);
  });

  it('may name a day after the one on which the wrong one was recorded', () => {
    const register = plant();
    register.today = '2026-03-01';
    register.must('StartConstruction', { occurredOn: '2026-02' });
    register.today = '2026-06-01';
    register.must(
      'CorrectRecord',
      correction(idOf(register, 'ConstructionStarted'), { occurredOn: '2026-05-20' }),
    );
    const [entry] = (register.state as ProjectState).tracks.whole?.entries ?? [];
    expect([entry?.from, entry?.to]).toEqual(['2026-05-20', '2026-05-20']);
  });

  it('that makes later events impossible names them', () => {
    const register = agreement()
      .must('SignAgreement', { occurredOn: '2024-03' })
      .must('EnterIntoForce', { occurredOn: '2025-01' });
    const decision = register.give(
      'CorrectRecord',
      correction(idOf(register, 'AgreementSigned'), { occurredOn: '2026-02' }),
    );
    expect(codeOf(decision)).toBe('TIMELINE_CONFLICT');
    expect(detailsOf(decision)).toEqual({ eventIds: [idOf(register, 'AgreementEnteredIntoForce')] });
    expect(currentState((register.state as AgreementState).track).status).toBe('InForce');
  });

  it('warns where the new date leaves the order open', () => {
    const register = agreement()
      .must('SignAgreement', { occurredOn: '2024-03' })
      .must('EnterIntoForce', { occurredOn: '2025-01-15' });
    const decision = register.give(
      'CorrectRecord',
      correction(idOf(register, 'AgreementSigned'), { occurredOn: '2025-01' }),
    );
    expect(decision).toMatchObject({ kind: 'accepted' });
    expect(currentState((register.state as AgreementState).track).status).toBe('InForce');
  });
});

describe('a retraction', () => {
  it('takes an event out of what counts, and leaves it in what was recorded', () => {
    const register = plant().must('StartConstruction', { occurredOn: '2025-03' });
    const id = idOf(register, 'ConstructionStarted');
    register.must('CorrectRecord', retraction(id));
    expect(stageOf(register)).toBe('Announced');
    expect(register.state.retractedIds).toEqual([id]);
    expect(register.state.eventIds).toContain(id);
    expect(codeOf(register.give('StartConstruction', { occurredOn: '2025-04' }))).toBeNull();
  });

  it('of what others rest on names these, and takes all of them in one command', () => {
    const register = plant()
      .must('PlanMilestone', { milestoneId: 'm', code: 'firstPiles', plannedOn: '2027' })
      .must('RescheduleMilestone', { milestoneId: 'm', to: '2028', reasonCode: 'permits' })
      .must('AddParty', { party: { name: 'Sinopec' }, role: 'investor', side: 'china' })
      .must('RemoveParty', { party: { name: 'Sinopec' }, ...REASON });
    const [planned, moved] = [idOf(register, 'MilestonePlanned'), idOf(register, 'MilestoneRescheduled')];
    const alone = register.give('CorrectRecord', retraction(planned));
    expect([codeOf(alone), detailsOf(alone)]).toEqual(['TIMELINE_CONFLICT', { eventIds: [moved] }]);
    const party = register.give('CorrectRecord', retraction(idOf(register, 'PartyAdded')));
    expect(detailsOf(party)).toEqual({ eventIds: [idOf(register, 'PartyRemoved')] });
    register.must('CorrectRecord', retraction(planned, moved));
    expect(register.state.milestones).toEqual([]);
  });

  it('of a void brings the record back', () => {
    const register = plant().must('VoidRecord', REASON);
    register.must('CorrectRecord', retraction(idOf(register, 'RecordVoided')));
    expect(register.state.voided).toBe(false);
    expect(codeOf(register.give('BeginPreparation'))).toBeNull();
  });
});

describe('what cannot be corrected', () => {
  const started = () => plant().must('StartConstruction', { occurredOn: '2025-03' });
  const corrected = () => {
    const register = started();
    return register.must(
      'CorrectRecord',
      correction(idOf(register, 'ConstructionStarted'), { occurredOn: '2025' }),
    );
  };
  const cases: [string, () => Register, (register: Register) => object, keyof typeof REJECTIONS][] = [
    [
      'a correction',
      corrected,
      (r) => correction(idOf(r, 'EventCorrected'), { occurredOn: '2025' }),
      'CORRECTION_OF_CORRECTION',
    ],
    ['nothing', started, () => ({}), 'NO_CHANGE'],
    [
      'what is so already',
      started,
      (r) => correction(idOf(r, 'ConstructionStarted'), { occurredOn: '2025-03' }),
      'NO_CHANGE',
    ],
    [
      'an event of another record',
      started,
      () => correction('0198c0de-0000-7000-8000-00000000ffff', {}),
      'TARGET_NOT_FOUND',
    ],
    [
      'what ties an event to its record',
      started,
      () => correction(FIRST_EVENT, { data: { publicId: 'PRJ-2025-0009' } }),
      'FIELD_NOT_CORRECTABLE',
    ],
    [
      'a field that the event does not have',
      started,
      (r) => correction(idOf(r, 'ConstructionStarted'), { data: { colour: 'red' } }),
      'PATCH_INVALID',
    ],
    [
      'a day to come',
      started,
      (r) => correction(idOf(r, 'ConstructionStarted'), { occurredOn: '2031' }),
      'OCCURRED_IN_FUTURE',
    ],
    ['the registration, by taking it back', started, () => retraction(FIRST_EVENT), 'USE_VOID'],
    [
      'one event twice',
      started,
      (r) => retraction(idOf(r, 'ConstructionStarted'), idOf(r, 'ConstructionStarted')),
      'TARGET_TWICE',
    ],
  ];

  it.each(cases)('%s', (_, start, inputOf, code) => {
    const register = start();
    const before = register.state;
    expect(codeOf(register.give('CorrectRecord', inputOf(register)))).toBe(code);
    expect(register.state).toBe(before);
  });

  it('what was retracted', () => {
    const register = started();
    const id = idOf(register, 'ConstructionStarted');
    register.must('CorrectRecord', retraction(id));
    expect(codeOf(register.give('CorrectRecord', correction(id, { occurredOn: '2025' })))).toBe(
      'TARGET_RETRACTED',
    );
  });
});

const WHEN = ['2023-02', '2024', '2024-06-30', '2025-09', '../2025-03', '2026-01-15'];
const STEPS: readonly [Parameters<Register['give']>[0], object][] = [
  ['BeginPreparation', {}],
  ['StartConstruction', {}],
  ['CompleteConstruction', {}],
  ['StartOperation', { kind: 'commercial' }],
  ['SuspendProject', { reasonCode: 'finance' }],
  ['ResumeProject', {}],
  ['StateValue', { value: { qualifier: 'exact', amount: '5', currency: 'USD', role: 'announced' } }],
  ['PlanMilestone', { milestoneId: 'm', code: 'firstPiles', plannedOn: '2027' }],
  ['RescheduleMilestone', { milestoneId: 'm', to: '2028', reasonCode: 'permits' }],
];

/** A plant with some of the steps above, in any order and on any days that are legal. */
const histories = fc
  .array(fc.tuple(fc.nat({ max: STEPS.length - 1 }), fc.option(fc.constantFrom(...WHEN))), {
    minLength: 3,
    maxLength: 14,
  })
  .map((steps) => {
    const register = plant();
    for (const [index, occurredOn] of steps) {
      const [name, input] = STEPS[index] ?? ['BeginPreparation', {}];
      register.give(name, { ...input, ...(occurredOn === null ? {} : { occurredOn }) });
    }
    return register;
  });
const RUNS = { numRuns: rounds(300, 10_000) };

describe('any history', () => {
  it('corrected and corrected back shows what it showed first', () => {
    let corrected = 0;
    fc.assert(
      fc.property(histories, fc.nat(), fc.constantFrom(...WHEN), (register, pick, occurredOn) => {
        const target = register.facts[pick % register.facts.length];
        if (target === undefined) return;
        const first = shown(register);
        if (register.give('CorrectRecord', correction(target.id, { occurredOn })).kind !== 'accepted') return;
        corrected += 1;
        register.must('CorrectRecord', correction(target.id, { occurredOn: target.occurredOn }));
        expect(shown(register)).toEqual(first);
      }),
      RUNS,
    );
    expect(corrected).toBeGreaterThan(RUNS.numRuns / 10);
  });

  it('with its last facts retracted shows what it showed before them', () => {
    fc.assert(
      fc.property(histories, fc.nat(), (register, pick) => {
        const kept = 1 + (pick % register.facts.length);
        const gone = register.facts.slice(kept).map(({ id }) => id);
        if (gone.length === 0) return;
        const before = new Register('project');
        for (const fact of register.facts.slice(0, kept)) before.fold(fact, fact.occurredOn);
        register.must('CorrectRecord', retraction(...gone));
        expect(shown(register)).toEqual(shown(before));
      }),
      RUNS,
    );
  });

  it('folded fact by fact is what it is folded at once, whatever is corrected on the way', () => {
    fc.assert(
      fc.property(
        histories,
        fc.array(fc.tuple(fc.nat(), fc.option(fc.constantFrom(...WHEN))), { maxLength: 6 }),
        (register, amendments) => {
          for (const [pick, occurredOn] of amendments) {
            const target = register.facts[pick % register.facts.length];
            if (target === undefined) continue;
            register.give(
              'CorrectRecord',
              occurredOn === null ? retraction(target.id) : correction(target.id, { occurredOn }),
            );
            register.give('ConfirmStatus', { asOf: '2026' });
          }
          expect(replay('project', register.facts)).toEqual(register.state);
        },
      ),
      RUNS,
    );
  });
});
