import { describe, expect, it } from '@jest/globals';
import { currentState, type Decision, type ProjectState } from '#domain';
import { reach } from '../support/domain/reach.js';
import { codeOf, Register, typesOf } from '../support/domain/register.js';

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
});
