import { describe, expect, it } from '@jest/globals';
import { currentState } from '#domain';
import { codeOf, Register, typesOf } from '../support/domain/register.js';

const REASON = { reason: 'told by the ministry' };
const project = (initialStage: string) =>
  new Register('project').must('RegisterProject', { titles: { en: 'Plant' }, initialStage });
const agreement = (initialStatus: string) =>
  new Register('agreement').must('RegisterAgreement', { titles: { en: 'Treaty' }, initialStatus });
function statusOf({ state }: Register): string | undefined {
  const track = state.aggregate === 'agreement' ? state.track : undefined;
  const whole = state.aggregate === 'project' ? state.tracks.whole : undefined;
  const known = track ?? whole;
  return known === undefined ? undefined : currentState(known).status;
}

describe('a record that begins further on', () => {
  it.each([
    ['Operational', 'CancelProject', { reasonCode: 'finance' }, 'USE_CLOSE'],
    ['UnderConstruction', 'CloseProject', { mode: 'converted', ...REASON }, 'USE_CANCEL'],
    ['Cancelled', 'StartOperation', {}, 'REVIVE_FIRST'],
  ] as const)('a project %s: a dated %s does not slip under the opening', (...[stage, name, input, code]) => {
    expect(codeOf(project(stage).give(name, { ...input, occurredOn: '2026-05' }))).toBe(code);
  });

  it.each([
    ['InForce', 'WithdrawProposal', 'USE_TERMINATE'],
    ['InForce', 'LapseAgreement', 'USE_TERMINATE'],
    ['Signed', 'FulfilAgreement', 'NOT_IN_FORCE'],
    ['Fulfilled', 'TerminateAgreement', 'AGREEMENT_ENDED'],
  ] as const)('an agreement %s: a dated %s is refused as %s', (...[status, name, code]) => {
    const input = name === 'FulfilAgreement' ? {} : REASON;
    expect(codeOf(agreement(status).give(name, { ...input, occurredOn: '2026-05' }))).toBe(code);
  });

  it('takes the facts of its path later, each once', () => {
    const register = agreement('InForce').must('SignAgreement', { occurredOn: '2019-05-12' });
    register.must('EnterIntoForce', { occurredOn: '2019-09' });
    expect(codeOf(register.give('SignAgreement', { occurredOn: '2020' }))).toBe('ALREADY_SIGNED');
    expect(codeOf(register.give('SignAgreement', { occurredOn: '2018' }))).toBe('TIMELINE_CONFLICT');
    expect(statusOf(register)).toBe('InForce');
  });

  it('resumes and revives to what is certain at least: an agreement with legal effect was signed', () => {
    expect(statusOf(agreement('Suspended').must('ResumeAgreement'))).toBe('Signed');
    expect(statusOf(agreement('Terminated').must('ReviveAgreement', REASON))).toBe('Signed');
    expect(statusOf(agreement('Withdrawn').must('ReviveAgreement', REASON))).toBe('Proposed');
    expect(statusOf(project('Suspended').must('ResumeProject'))).toBe('Announced');
  });

  it('needs evidence for what the public reads of it', () => {
    const bare = { titles: { en: 'Plant' }, sources: [] };
    expect(codeOf(new Register('project').give('RegisterProject', { ...bare, initialStage: 'Built' }))).toBe(
      'EVIDENCE_REQUIRED',
    );
    expect(typesOf(new Register('project').give('RegisterProject', bare))).toEqual(['ProjectRegistered']);
  });
});
