import type { AgreementState } from '../agreement/state.js';
import type { CollectionState } from '../collection/state.js';
import { COMMAND_CATALOGUE, type CommandName } from '../command/catalogue.js';
import type { CommandDefinition } from '../command/define-command.js';
import { tableOf } from '../project/evolve.js';
import { WHOLE, type ProjectState } from '../project/state.js';
import { AGREEMENT_TABLE, currentState, type TransitionTable } from '../timeline/index.js';

/** A command that is legal now, with the phases it is legal for where the project has phases. */
export interface NextStep {
  readonly command: CommandDefinition<CommandName>;
  readonly phaseIds: readonly string[] | null;
}

type AnyState = AgreementState | ProjectState | CollectionState;

/** The commands that the record's present state allows. Guards that depend on the input are judged when it is given. */
export function nextSteps(state: AnyState): readonly NextStep[] {
  if (!state.exists || state.voided || state.mergedInto !== null) return [];
  return COMMAND_CATALOGUE.filter(
    (command) => !command.creates && command.aggregates.includes(state.aggregate),
  ).flatMap((command) => stepOf(state, command));
}

function stepOf(state: AnyState, command: CommandDefinition<CommandName>): readonly NextStep[] {
  if (state.aggregate === 'agreement' && command.name in AGREEMENT_TABLE) {
    return legal(AGREEMENT_TABLE, command.name, currentState(state.track).status)
      ? [{ command, phaseIds: null }]
      : [];
  }
  if (state.aggregate === 'project' && command.name in tableOf(state)) return projectStep(state, command);
  return [{ command, phaseIds: null }];
}

function projectStep(state: ProjectState, command: CommandDefinition<CommandName>): readonly NextStep[] {
  const live = state.phases.filter((phase) => !phase.dropped).map((phase) => phase.phaseId);
  const open = (live.length === 0 ? [WHOLE] : live).filter((id) => {
    const track = state.tracks[id];
    return track !== undefined && legal(tableOf(state), command.name, currentState(track).status);
  });
  if (open.length === 0) return [];
  return [{ command, phaseIds: live.length === 0 ? null : open }];
}

const legal = (table: TransitionTable, name: string, status: string): boolean =>
  table[name]?.cells[status]?.startsWith('> ') === true;
