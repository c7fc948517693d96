import { describe, expect, it } from '@jest/globals';
import { AGREEMENT_TABLE, BUILD_TABLE, nextSteps, type CommandName } from '#domain';
import { INPUTS, reach } from '../support/domain/reach.js';
import { codeOf, Register } from '../support/domain/register.js';

const STATES = {
  agreement: [
    'Proposed',
    'Signed',
    'InForce',
    'Suspended',
    'Expired',
    'Fulfilled',
    'Terminated',
    'Withdrawn',
  ],
  projectBuild: [
    'Announced',
    'Preparing',
    'UnderConstruction',
    'Built',
    'Operational',
    'Suspended',
    'Cancelled',
    'Closed',
  ],
  projectNoBuild: ['Announced', 'Preparing', 'Operational', 'Suspended', 'Cancelled', 'Closed'],
};
const cases = Object.entries(STATES).flatMap(([machine, states]) =>
  states.map((state) => [machine, state] as const),
);
const namesOf = (register: Register) => nextSteps(register.state).map(({ command }) => command.name);
const REASON = { reason: 'told by the ministry' };

describe('next steps', () => {
  it.each(cases)('of %s in %s are the stages that are then accepted', (machine, state) => {
    const stages = Object.keys(machine === 'agreement' ? AGREEMENT_TABLE : BUILD_TABLE) as CommandName[];
    const register = reach(machine, state);
    // A service is never revived to a stage that it does not have.
    const inputs: Partial<Record<string, object>> = {
      ...INPUTS,
      ReviveProject: { toStage: 'Announced', ...REASON },
    };
    const accepted = stages.filter((name) => codeOf(register.decideOn(name, inputs[name] ?? {})) === null);
    expect(
      namesOf(register)
        .filter((name) => stages.includes(name))
        .sort(),
    ).toEqual(accepted.sort());
  });

  it('follow what a suspended project may resume to', () => {
    const operated = reach('projectBuild', 'Operational').must('SuspendProject', { reasonCode: 'finance' });
    expect(namesOf(operated)).toEqual(expect.arrayContaining(['ResumeProject', 'CloseProject']));
    expect(namesOf(operated)).not.toContain('CancelProject');
  });

  it('offer to change only what the record holds', () => {
    const aims: CommandName[] = [
      ...([
        'RescheduleMilestone',
        'DropMilestone',
        'RetractAchievement',
        'SetBaseline',
        'RemoveParty',
      ] as const),
      ...(['ReplaceParty', 'ReviseValue', 'ReviseCapacity', 'DropPhase'] as const),
    ];
    const register = reach('projectBuild', 'Announced');
    expect(namesOf(register).filter((name) => aims.includes(name))).toEqual([]);
    register.must('PlanMilestone', { milestoneId: 'm', code: 'permitGranted', plannedOn: '2027' });
    expect(namesOf(register)).toEqual(
      expect.arrayContaining(['RescheduleMilestone', 'DropMilestone', 'SetBaseline']),
    );
    expect(namesOf(register)).not.toContain('RetractAchievement');
    register.must('AchieveMilestone', { milestoneId: 'm', code: 'permitGranted' });
    expect(namesOf(register)).toContain('RetractAchievement');
    expect(namesOf(register)).not.toContain('RescheduleMilestone');
  });

  it('name the phases that each is legal for', () => {
    const titles = { en: 'Phase' };
    const register = reach('projectBuild', 'Announced')
      .must('DefinePhase', { phaseId: 'a', titles })
      .must('DefinePhase', { phaseId: 'b', titles })
      .must('StartConstruction', { phaseId: 'a' });
    const phasesOf = (name: CommandName) =>
      nextSteps(register.state).find(({ command }) => command.name === name)?.phaseIds;
    expect([phasesOf('StartConstruction'), phasesOf('CompleteConstruction')]).toEqual([['b'], ['a']]);
    register.must('DropPhase', { phaseId: 'a', ...REASON }).must('DropPhase', { phaseId: 'b', ...REASON });
    expect([phasesOf('StartConstruction'), phasesOf('DefinePhase')]).toEqual([undefined, null]);
  });

  it('are none for a record that was taken out', () => {
    expect(nextSteps(reach('agreement', 'Signed').must('VoidRecord', REASON).state)).toEqual([]);
  });
});
