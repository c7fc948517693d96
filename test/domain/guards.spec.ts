import { describe, expect, it } from '@jest/globals';
import { reach } from '../support/domain/reach.js';
import { codeOf, OTHER_ID, RECORD_ID, Register, source, typesOf } from '../support/domain/register.js';
import type { AnyCommand, Decision, ProjectState } from '#domain';
import { currentState } from '#domain';

const warningsOf = (decision: Decision) =>
  decision.kind === 'accepted' ? decision.warnings.map((warning) => warning.code) : [];

const project = (input: object = {}) =>
  new Register('project').must('RegisterProject', { titles: { en: 'Plant' }, ...input });

describe('agreement guards', () => {
  it('signs and enters into force in one step when it is effective on signature', () => {
    const decision = reach('agreement', 'Proposed').give('SignAgreement', { effectiveOnSignature: true });
    expect(typesOf(decision)).toEqual(['AgreementSigned', 'AgreementEnteredIntoForce']);
  });

  it('terminates, not lapses, a suspended agreement even if it would resume to signed', () => {
    const register = reach('agreement', 'Signed').must('SuspendAgreement', { reasonCode: 'dispute' });
    expect(codeOf(register.give('LapseAgreement', { reason: 'never in force' }))).toBe('USE_TERMINATE');
  });

  it('is superseded only by another, signed agreement that it does not itself supersede', () => {
    const register = reach('agreement', 'Signed');
    expect(codeOf(register.give('SupersedeAgreement', { byAgreementId: RECORD_ID }))).toBe('SELF_LINK');
    register.others = {};
    expect(codeOf(register.give('SupersedeAgreement', { byAgreementId: OTHER_ID }))).toBe('TARGET_NOT_FOUND');
    const other = { aggregate: 'agreement', exists: true, voided: false } as const;
    register.others = { [OTHER_ID]: { ...other, status: 'Proposed', leadsBack: false } };
    expect(codeOf(register.give('SupersedeAgreement', { byAgreementId: OTHER_ID }))).toBe('NOT_SIGNED');
    register.others = { [OTHER_ID]: { ...other, status: 'Signed', leadsBack: true } };
    expect(codeOf(register.give('SupersedeAgreement', { byAgreementId: OTHER_ID }))).toBe('LINK_CYCLE');
  });

  it('revives a backdated end to the state before that end', () => {
    const register = reach('agreement', 'Proposed')
      .must('SignAgreement', { occurredOn: '2019' })
      .must('TerminateAgreement', { occurredOn: '2020', reason: 'breach' })
      .must('ReviveAgreement', { occurredOn: '2021', reason: 'settled' })
      .must('EnterIntoForce', { occurredOn: '2022' })
      .must('TerminateAgreement', { occurredOn: '2023', reason: 'breach' });
    const again = register.give('ReviveAgreement', { occurredOn: '2024', reason: 'settled' });
    expect(again).toMatchObject({ events: [{ data: { toState: 'InForce' } }] });
    expect(register.facts.filter(({ type }) => type === 'AgreementRevived')[0]?.data).toMatchObject({
      toState: 'Signed',
    });
  });

  it('takes one consent of each party and none of strangers', () => {
    const register = reach('agreement', 'Signed');
    const consent = { party: { name: 'cnpc' }, form: 'ratification' };
    expect(codeOf(register.give('RecordConsent', { ...consent, party: { name: 'Nobody' } }))).toBe(
      'NOT_A_PARTY',
    );
    register.must('RecordConsent', consent);
    expect(codeOf(register.give('RecordConsent', consent))).toBe('ALREADY_CONSENTED');
  });

  it('resumes to the state before the suspension and revives to the state before the end', () => {
    const resumed = reach('agreement', 'Signed')
      .must('SuspendAgreement', { reasonCode: 'dispute' })
      .must('ResumeAgreement');
    expect(codeOf(resumed.give('FulfilAgreement'))).toBe('NOT_IN_FORCE');
    const revived = reach('agreement', 'Suspended').must('TerminateAgreement', { reason: 'breach' });
    revived.must('ReviveAgreement', { reason: 'settled' }).must('ResumeAgreement');
    expect(codeOf(revived.give('EnterIntoForce'))).toBe('ALREADY_IN_FORCE');
  });

  it('keeps what is performed under it after its signature unless somebody says otherwise', () => {
    const register = reach('agreement', 'Proposed').must('SignAgreement', { occurredOn: '2025-06' });
    const early = { code: 'contractSigned', occurredOn: '2025-03' };
    expect(codeOf(register.give('AchieveMilestone', early))).toBe('BEFORE_SIGNATURE');
    expect(typesOf(register.give('AchieveMilestone', { ...early, retroactive: true }))).toEqual([
      'MilestoneAchieved',
    ]);
  });
});

describe('project guards', () => {
  it('closes what operated and cancels what did not, also while suspended', () => {
    const operated = reach('projectBuild', 'Operational').must('SuspendProject', { reasonCode: 'finance' });
    expect(codeOf(operated.give('CancelProject', { reasonCode: 'finance' }))).toBe('USE_CLOSE');
    const building = reach('projectBuild', 'Suspended');
    expect(codeOf(building.give('CloseProject', { mode: 'converted', reason: 'sold' }))).toBe('USE_CANCEL');
  });

  it.each(['Operational', 'Built', 'Suspended'])(
    'is not revived past the stage it had reached: %s',
    (toStage) => {
      const register = reach('projectBuild', 'Cancelled');
      expect(codeOf(register.give('ReviveProject', { toStage, reason: 'money found' }))).toBe(
        'REVIVE_STAGE_TOO_LATE',
      );
    },
  );

  it('warns when construction starts without a recorded preparation', () => {
    expect(warningsOf(project().give('StartConstruction', { occurredOn: '2026-03' }))).toEqual([
      'SKIPPED_PREPARATION',
    ]);
    expect(warningsOf(project().must('BeginPreparation').give('StartConstruction'))).toEqual([]);
  });

  it('asks for the phase once phases are declared, and only for one that exists', () => {
    const register = project().must('DefinePhase', { phaseId: 'one', titles: { en: 'First' } });
    expect(codeOf(register.give('StartConstruction'))).toBe('PHASE_REQUIRED');
    expect(codeOf(register.give('StartConstruction', { phaseId: 'two' }))).toBe('PHASE_UNKNOWN');
    register.must('StartConstruction', { phaseId: 'one' });
    register.must('DropPhase', { phaseId: 'one', reason: 'merged into the second' });
    expect(codeOf(register.give('CompleteConstruction', { phaseId: 'one' }))).toBe('PHASE_UNKNOWN');
  });

  it('gives a phase what the whole project had reached when it was declared', () => {
    const register = reach('projectBuild', 'UnderConstruction').must('DefinePhase', {
      phaseId: 'b',
      titles: { en: 'B' },
    });
    register.must('CompleteConstruction', { phaseId: 'b' });
    const track = (register.state as ProjectState).tracks.b;
    expect(track && currentState(track).status).toBe('Built');
  });

  it('keeps one kind of unit a measure', () => {
    const capacity = { quantity: { quantity: '160', unitCode: 'MAW', of: 'power' } };
    const register = project().must('StateCapacity', capacity);
    const mass = { quantity: { quantity: '3', unitCode: 'TNE', per: 'P1Y', of: 'steel' } };
    expect(codeOf(register.give('StateCapacity', mass))).toBe('UNIT_MISMATCH');
    expect(codeOf(register.give('ReviseCapacity', capacity))).toBe('NO_CHANGE');
    expect(typesOf(register.give('StateCapacity', { ...mass, measureId: 'steel' }))).toEqual([
      'CapacityStated',
    ]);
  });
});

describe('milestone guards', () => {
  it('tells the same achievement again apart from a conflicting one', () => {
    const register = reach('milestone', 'Achieved');
    const again = { milestoneId: 'm', code: 'permitGranted' };
    expect(codeOf(register.give('AchieveMilestone', { ...again, occurredOn: '2026-05' }))).toBe(
      'ALREADY_ACHIEVED',
    );
    expect(codeOf(register.give('AchieveMilestone', { ...again, occurredOn: '2026-04' }))).toBe(
      'CONFLICTING_ACHIEVEMENT',
    );
  });

  it('refuses a move to the same date', () => {
    const move = { milestoneId: 'm', to: '2027', reasonCode: 'permits' };
    expect(codeOf(reach('milestone', 'Planned').give('RescheduleMilestone', move))).toBe('NO_CHANGE');
  });

  it('achieves a gate by its stage command alone, which closes the planned milestone', () => {
    const register = project().must('PlanMilestone', {
      milestoneId: 'start',
      code: 'constructionStart',
      plannedOn: '2026',
    });
    expect(
      codeOf(register.give('AchieveMilestone', { milestoneId: 'start', code: 'constructionStart' })),
    ).toBe('USE_STAGE_COMMAND');
    register.must('StartConstruction', { occurredOn: '2026-03' });
    expect(register.state.milestones).toMatchObject([
      { status: 'Achieved', achieved: { occurredOn: '2026-03' } },
    ]);
  });

  it('warns of a promise that was over when it was made', () => {
    const past = { code: 'firstProduct', plannedOn: '2024' };
    expect(warningsOf(project().give('PlanMilestone', past))).toEqual(['PLAN_ALREADY_PAST']);
  });
});

describe('refusals that every record shares', () => {
  const cases: [string, () => Register, AnyCommand['name'], object, string][] = [
    [
      'a record that is not there',
      () => new Register('project'),
      'StartConstruction',
      {},
      'STREAM_NOT_FOUND',
    ],
    [
      'a record taken out',
      () => project().must('VoidRecord', { reason: 'test' }),
      'StartConstruction',
      {},
      'RECORD_VOIDED',
    ],
    ['a day to come', project, 'StartConstruction', { occurredOn: '2027-03' }, 'OCCURRED_IN_FUTURE'],
    [
      '"not later than" a day to come',
      project,
      'StartConstruction',
      { occurredOn: '../2027' },
      'OCCURRED_IN_FUTURE',
    ],
    ['a public stage without source', project, 'StartConstruction', { sources: [] }, 'EVIDENCE_REQUIRED'],
    ['an end without reason', project, 'CancelProject', {}, 'REASON_REQUIRED'],
    ['a suspension without reason', project, 'SuspendProject', {}, 'REASON_REQUIRED'],
    [
      'a move without reason',
      () => reach('milestone', 'Planned'),
      'RescheduleMilestone',
      { milestoneId: 'm', to: '2030' },
      'REASON_REQUIRED',
    ],
    [
      'a region before it existed',
      project,
      'SetLocation',
      { country: 'KZ', regions: ['KZ-10'], occurredOn: '2021' },
      'REGION_NOT_VALID_ON_DATE',
    ],
    [
      'a region of another country',
      project,
      'SetLocation',
      { country: 'KZ', regions: ['CN-SN'] },
      'UNKNOWN_CODE',
    ],
    [
      'a sector that is not on the list',
      project,
      'SetClassification',
      { scheme: 'sector', code: 'magic' },
      'UNKNOWN_CODE',
    ],
    [
      'a currency that was gone on the day',
      project,
      'StateValue',
      { value: { qualifier: 'exact', amount: '5', currency: 'DEM', role: 'announced', statedOn: '2025' } },
      'VALUE_INVALID',
    ],
    [
      'evidence for an unknown event',
      project,
      'AttachEvidence',
      { source: { ...source, title: 'B' }, supportsEventId: OTHER_ID },
      'TARGET_NOT_FOUND',
    ],
    [
      'a payment in a currency that was gone on the day',
      project,
      'RecordFinance',
      {
        kind: 'disbursement',
        money: { qualifier: 'exact', amount: '5', currency: 'DEM', role: 'disbursed' },
        occurredOn: '2025',
      },
      'VALUE_INVALID',
    ],
    [
      'an announcement to come',
      () => reach('milestone', 'Planned'),
      'RescheduleMilestone',
      { milestoneId: 'm', to: '2030', reasonCode: 'permits', announcedOn: '2027' },
      'OCCURRED_IN_FUTURE',
    ],
    ['the same evidence twice', project, 'AttachEvidence', { source }, 'NO_CHANGE'],
    [
      'a party that is not there',
      project,
      'RemoveParty',
      { party: { name: 'X' }, reason: 'left' },
      'TARGET_NOT_FOUND',
    ],
  ];

  it.each(cases)('refuses %s', (...[, start, name, input, code]) => {
    expect(codeOf(start().give(name, input))).toBe(code);
  });

  it('keeps the shares of a role within the whole', () => {
    const investor = (name: string, share: string) => ({
      party: { name },
      role: 'investor',
      side: 'china',
      share,
    });
    const register = project().must('AddParty', investor('A', '60.5'));
    expect(codeOf(register.give('AddParty', investor('B', '39.6')))).toBe('SHARE_OVER_100');
    register.must('AddParty', investor('B', '39.5'));
    expect(codeOf(register.give('AddParty', investor('a', '0.1')))).toBe('NO_CHANGE');
  });

  it('links to no record that was taken out', () => {
    const gone = (aggregate: 'agreement' | 'project') => ({
      [OTHER_ID]: { aggregate, exists: true, voided: true, status: 'Signed', leadsBack: false },
    });
    const register = reach('agreement', 'Signed');
    register.others = gone('project');
    expect(codeOf(register.give('LinkProject', { projectId: OTHER_ID }))).toBe('RECORD_VOIDED');
    register.others = gone('agreement');
    const relation = { otherId: OTHER_ID, relation: 'implements' };
    expect(codeOf(register.give('RelateAgreement', relation))).toBe('RECORD_VOIDED');
    expect(codeOf(register.give('SupersedeAgreement', { byAgreementId: OTHER_ID }))).toBe('RECORD_VOIDED');
  });

  it('allows an internal note of a stage without source', () => {
    expect(codeOf(project().give('StartConstruction', { sources: [], visibility: 'internal' }))).toBeNull();
  });

  it('keeps members, merges and relations free of circles', () => {
    const register = new Register('collection').must('DefineCollection', {
      titles: { en: 'Session' },
      kind: 'councilSession',
    });
    register.others = {
      [OTHER_ID]: { aggregate: 'collection', exists: true, voided: false, status: null, leadsBack: true },
    };
    const member = { memberKind: 'collection', memberId: OTHER_ID };
    expect(codeOf(register.give('AddMember', member))).toBe('LINK_CYCLE');
    expect(codeOf(register.give('AddMember', { ...member, memberId: RECORD_ID }))).toBe('SELF_LINK');
    expect(codeOf(register.give('MergeRecord', { intoId: OTHER_ID, reason: 'same' }))).toBe('LINK_CYCLE');
  });
});
