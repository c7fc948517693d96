import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import {
  AGREEMENT_TABLE,
  BUILD_TABLE,
  MILESTONE_TABLE,
  NO_BUILD_TABLE,
  REJECTIONS,
  type CommandName,
} from '#domain';
import { INPUTS, reach, stateOf } from '../support/domain/reach.js';
import { codeOf, Register, typesOf } from '../support/domain/register.js';

type Cell = { event: string; to: string } | { reject: string };
interface Machine {
  states: string[];
  table: Record<string, Record<string, Cell>>;
}
const { guards: _guards, ...machines } = JSON.parse(
  readFileSync(new URL('./state-machine.json', import.meta.url), 'utf8'),
) as Record<string, Machine> & { guards: unknown };

const cells = Object.entries(machines).flatMap(([machine, { table }]) =>
  Object.entries(table).flatMap(([name, row]) =>
    Object.entries(row).map(([state, cell]) => ({ machine, name: name as CommandName, state, cell })),
  ),
);

/** The state that a cell leads to where the table names it by the history. The paths of `reach` fix the history. */
const ARRIVAL: Record<string, Record<string, string>> = {
  agreement: { resumeTo: 'InForce', beforeEnd: 'InForce' },
  projectBuild: { resumeTo: 'UnderConstruction', toStage: 'Preparing' },
  projectNoBuild: { resumeTo: 'Announced', toStage: 'Announced' },
  milestone: { beforeAchieved: 'Planned' },
};

// From these paths a guard decides before the table's cell; its own test stands in guards.spec.ts.
const PATH_FOR_CELL: Record<string, () => Register> = {
  'projectBuild CloseProject Suspended': () =>
    reach('projectBuild', 'Operational').must('SuspendProject', { reasonCode: 'finance' }),
  'projectNoBuild CloseProject Suspended': () =>
    reach('projectNoBuild', 'Operational').must('SuspendProject', { reasonCode: 'finance' }),
};
const INPUT_FOR_CELL: Record<string, object> = {
  'projectNoBuild ReviveProject': { toStage: 'Announced', reason: 'found money' },
};

describe('every cell of the published transition tables', () => {
  it('counts 286 cells', () => {
    expect(cells).toHaveLength(286);
  });

  it.each(cells)('$machine: $name in $state', ({ machine, name, state, cell }) => {
    const register = PATH_FOR_CELL[`${machine} ${name} ${state}`]?.() ?? reach(machine, state);
    expect(stateOf(machine, register)).toBe(state);
    const decision = register.give(name, INPUT_FOR_CELL[`${machine} ${name}`] ?? INPUTS[name] ?? {});
    if ('reject' in cell) {
      expect(codeOf(decision)).toBe(cell.reject);
      expect(stateOf(machine, register)).toBe(state);
    } else {
      expect(typesOf(decision)).toEqual([cell.event]);
      const arrival = cell.to === 'same' ? state : (ARRIVAL[machine]?.[cell.to] ?? cell.to);
      expect(stateOf(machine, register)).toBe(arrival);
    }
  });

  it('publishes a text for each code of the tables', () => {
    const codes = cells.flatMap(({ cell }) => ('reject' in cell ? [cell.reject] : []));
    expect(codes.filter((code) => !(code in REJECTIONS))).toEqual([]);
  });

  it('has no row or state that the published tables lack', () => {
    const own: Record<string, Record<string, { cells: object }>> = {
      agreement: AGREEMENT_TABLE,
      projectBuild: BUILD_TABLE,
      projectNoBuild: NO_BUILD_TABLE,
      milestone: MILESTONE_TABLE,
    };
    for (const [machine, table] of Object.entries(own)) {
      const published = machines[machine]?.table ?? {};
      expect(Object.keys(table).sort()).toEqual(Object.keys(published).sort());
      for (const [name, row] of Object.entries(table)) {
        expect(Object.keys(row.cells).sort()).toEqual(Object.keys(published[name] ?? {}).sort());
      }
    }
  });
});
