import { describe, expect, it } from '@jest/globals';
import { currentState, currentValue, emptyHistory, recall, type ProjectState } from '#domain';
import { codeOf, Register, replay } from '../support/domain/register.js';

const project = () => new Register('project').must('RegisterProject', { titles: { en: 'Plant' } });
const sum = (amount: string) => ({
  value: { qualifier: 'exact', amount, currency: 'USD', role: 'announced' },
});
const stageOf = (state: unknown) => {
  const track = (state as ProjectState).tracks.whole;
  return track === undefined ? undefined : currentState(track).status;
};

describe('what has one present value', () => {
  it('is not undone by old news that is recorded late', () => {
    const register = project()
      .must('StateValue', { ...sum('7700000000'), occurredOn: '2025-06' })
      .must('StateValue', { ...sum('7400000000'), occurredOn: '2024-03' })
      .must('SetLocation', { country: 'KZ', regions: ['KZ-23'], occurredOn: '2025-06' })
      .must('SetLocation', { country: 'KZ', regions: ['KZ-19'], occurredOn: '2024-03' });
    expect(currentValue(register.state)?.value.amount).toBe('7700000000');
    expect(register.state.location?.regions).toEqual(['KZ-23']);
  });

  it('keeps the newest capacity and progress, by phase and for the whole', () => {
    const capacity = (quantity: string) => ({ quantity: { quantity, unitCode: 'MAW', of: 'power' } });
    const progress = (percent: string, asOf: string) => ({ kind: 'physical', percent, asOf });
    const register = project()
      .must('StateCapacity', { ...capacity('160'), occurredOn: '2025-06' })
      .must('ReviseCapacity', { ...capacity('150'), occurredOn: '2024-03' })
      .must('DefinePhase', { phaseId: 'a', titles: { en: 'A' } })
      .must('ReportProgress', progress('60', '2025-06'))
      .must('ReportProgress', progress('40', '2024-06'))
      .must('ReportProgress', { ...progress('90', '2025-07'), phaseId: 'a' });
    const { capacities, progress: reported } = register.state as ProjectState;
    expect(capacities.map(({ quantity }) => quantity.quantity)).toEqual(['160']);
    expect(reported).toEqual({
      physical: { percent: '60', asOf: '2025-06' },
      'physical/a': { percent: '90', asOf: '2025-07' },
    });
  });

  it('is compared with what held at that time', () => {
    const register = project()
      .must('StateValue', { ...sum('7400000000'), occurredOn: '2024-03' })
      .must('StateValue', { ...sum('7700000000'), occurredOn: '2025-06' });
    expect(codeOf(register.give('StateValue', { ...sum('7400000000'), occurredOn: '2024-09' }))).toBe(
      'NO_CHANGE',
    );
    expect(codeOf(register.give('StateValue', { ...sum('7400000000'), occurredOn: '2026-02' }))).toBeNull();
  });

  it('is the same whatever the order of its keys, as the log keeps them sorted', () => {
    const capacity = { quantity: { quantity: '160', unitCode: 'MAW', of: 'power' } };
    const register = project().must('StateValue', sum('5')).must('StateCapacity', capacity);
    const sorted = JSON.parse(
      JSON.stringify(register.facts, (_key, item: unknown) =>
        typeof item === 'object' && item !== null && !Array.isArray(item)
          ? Object.fromEntries(Object.entries(item).sort())
          : item,
      ),
    ) as typeof register.facts;
    register.history = sorted.reduce(recall, emptyHistory('project'));
    expect(codeOf(register.give('StateValue', sum('5')))).toBe('NO_CHANGE');
    expect(codeOf(register.give('ReviseCapacity', capacity))).toBe('NO_CHANGE');
  });

  it('follows the order of recording where the dates do not tell', () => {
    const register = project().must('StateValue', sum('5')).must('StateValue', sum('6'));
    expect(currentValue(register.state)?.value.amount).toBe('6');
  });
});

describe('a reader who may not see every fact', () => {
  it('sees the stage that a visible fact leads to, also when the one before it is hidden', () => {
    const register = project().must('StartConstruction').must('CompleteConstruction');
    const visible = register.facts.filter((fact) => fact.type !== 'ConstructionStarted');
    expect(stageOf(replay('project', visible))).toBe('Built');
  });

  it('sees no way back from an end by a fact of an earlier stage', () => {
    const register = project().must('StartConstruction').must('CancelProject', { reasonCode: 'finance' });
    const visible = [...register.facts].filter((fact) => fact.type !== 'ConstructionStarted');
    expect(stageOf(replay('project', visible))).toBe('Cancelled');
  });
});

describe('names that a record could stumble over', () => {
  it.each(['constructor', 'toString', 'hasOwnProperty'])(
    'takes "%s" for a measure like any other',
    (measureId) => {
      const capacity = { measureId, quantity: { quantity: '160', unitCode: 'MAW', of: 'power' } };
      const register = project().must('StateCapacity', capacity);
      const mass = { measureId, quantity: { quantity: '1', unitCode: 'TNE', of: 'steel' } };
      expect(codeOf(register.give('StateCapacity', mass))).toBe('UNIT_MISMATCH');
    },
  );

  it('keeps the name of the implicit phase for itself', () => {
    expect(codeOf(project().give('DefinePhase', { phaseId: 'whole', titles: { en: 'W' } }))).toBe(
      'PHASE_UNKNOWN',
    );
  });
});
