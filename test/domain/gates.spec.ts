import { describe, expect, it } from '@jest/globals';
import type { ProjectState } from '#domain';
import { codeOf, Register } from '../support/domain/register.js';

const REASON = { reason: 'told by the ministry' };
const project = (input: object = {}) =>
  new Register('project').must('RegisterProject', { titles: { en: 'Plant' }, ...input });
const titles = { en: 'Phase' };
const phased = () =>
  project({
    phases: ['a', 'b'].map((phaseId, index) => ({ phaseId, titles, order: index + 1 })),
    milestones: [
      { milestoneId: 'start', code: 'constructionStart', plannedOn: '2025' },
      { milestoneId: 'open', code: 'operationStart', plannedOn: '2026' },
      { milestoneId: 'open-b', code: 'operationStart', plannedOn: '2026-06', phaseId: 'b' },
    ],
  });
const achieved = ({ state }: Register) =>
  state.milestones.flatMap(({ milestoneId, status }) => (status === 'Achieved' ? [milestoneId] : [])).sort();

describe('gates of a project with phases', () => {
  it('begin with the first phase and are complete with the last', () => {
    const register = phased().must('StartConstruction', { phaseId: 'a', occurredOn: '2025-02' });
    expect(achieved(register)).toEqual(['start']);
    register.must('StartOperation', { phaseId: 'a', occurredOn: '2025-12' });
    register.must('StartConstruction', { phaseId: 'b', occurredOn: '2025-12' });
    expect(achieved(register)).toEqual(['start']);
    register.must('StartOperation', { phaseId: 'b', occurredOn: '2026-10' });
    expect(achieved(register)).toEqual(['open', 'open-b', 'start']);
    const open = register.state.milestones.find(({ milestoneId }) => milestoneId === 'open');
    expect(open?.achieved).toMatchObject({ occurredOn: '2026-10', eventId: register.facts.at(-1)?.id });
  });

  it('do not wait for a phase that was dropped', () => {
    const register = phased().must('DropPhase', { phaseId: 'b', ...REASON });
    register.must('StartConstruction', { phaseId: 'a' }).must('StartOperation', { phaseId: 'a' });
    expect(achieved(register)).toEqual(['open', 'start']);
  });

  it('have no stage left once every phase was dropped', () => {
    const register = phased().must('DropPhase', { phaseId: 'a', ...REASON });
    register.must('DropPhase', { phaseId: 'b', ...REASON });
    expect(codeOf(register.give('StartConstruction'))).toBe('PHASE_REQUIRED');
    const again = register.must('DefinePhase', { phaseId: 'c', titles });
    again.must('StartConstruction', { phaseId: 'c' });
    expect((again.state as ProjectState).tracks.c?.states.at(-1)?.status).toBe('UnderConstruction');
  });
});

describe('promises about gates', () => {
  it.each([
    ['StartConstruction', 'preparationStart', 'ALREADY_ACHIEVED'],
    ['StartConstruction', 'constructionStart', 'ALREADY_ACHIEVED'],
    ['StartConstruction', 'operationStart', null],
    ['SuspendProject', 'constructionStart', null],
  ] as const)('after %s a date for %s is %s', (...[name, code, expected]) => {
    const register = project().must(name, name === 'SuspendProject' ? { reasonCode: 'finance' } : {});
    expect(codeOf(register.give('PlanMilestone', { code, plannedOn: '2028' }))).toBe(expected);
  });

  it('are judged by the stage before a suspension or a cancellation', () => {
    const register = project().must('StartConstruction').must('SuspendProject', { reasonCode: 'finance' });
    const plan = { code: 'constructionStart', plannedOn: '2028' };
    expect(codeOf(register.give('PlanMilestone', plan))).toBe('ALREADY_ACHIEVED');
    register.must('CancelProject', { reasonCode: 'finance' });
    register.must('ReviveProject', { toStage: 'Preparing', ...REASON });
    expect(codeOf(register.give('PlanMilestone', plan))).toBeNull();
  });

  it('make no sense where nothing is built, nor for what an opening has left behind', () => {
    const plan = { code: 'constructionStart', plannedOn: '2028' };
    const service = project({ deliveryMode: 'no_build' });
    expect(codeOf(service.give('PlanMilestone', plan))).toBe('NO_CONSTRUCTION_TRACK');
    const opening = { titles: { en: 'Plant' }, initialStage: 'Built', milestones: [plan] };
    expect(codeOf(new Register('project').give('RegisterProject', opening))).toBe('ALREADY_ACHIEVED');
  });

  it('of an agreement end with its signature and its entry into force', () => {
    const planned = (register: Register, code: string) =>
      codeOf(register.give('PlanMilestone', { code, plannedOn: '2028' }));
    const register = new Register('agreement').must('RegisterAgreement', { titles: { en: 'Treaty' } });
    expect(planned(register, 'entryIntoForce')).toBeNull();
    register.must('SignAgreement');
    expect(planned(register, 'signature')).toBe('ALREADY_ACHIEVED');
    register.must('EnterIntoForce').must('TerminateAgreement', REASON);
    expect(planned(register, 'entryIntoForce')).toBe('ALREADY_ACHIEVED');
    const milestones = [{ code: 'signature', plannedOn: '2028' }];
    const opening = { titles: { en: 'Treaty' }, initialStatus: 'Signed', milestones };
    expect(codeOf(new Register('agreement').give('RegisterAgreement', opening))).toBe('ALREADY_ACHIEVED');
  });

  it('are given once in a registration', () => {
    const milestones = [
      { code: 'operationStart', plannedOn: '2028' },
      { code: 'operationStart', plannedOn: '2029' },
    ];
    const asked = { titles: { en: 'Plant' }, milestones };
    expect(codeOf(new Register('project').give('RegisterProject', asked))).toBe('USE_RESCHEDULE');
  });

  it('stay kept as long as the stage is on record', () => {
    const register = project().must('PlanMilestone', {
      ...{ milestoneId: 'start', code: 'constructionStart', plannedOn: '2025' },
    });
    register.must('StartConstruction');
    const back = { milestoneId: 'start', reasonCode: 'didNotOccur' };
    expect(codeOf(register.give('RetractAchievement', back))).toBe('USE_STAGE_COMMAND');
  });
});
