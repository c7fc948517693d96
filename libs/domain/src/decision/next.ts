import type { AgreementState } from '../agreement/state.js';
import type { CollectionState } from '../collection/state.js';
import { COMMAND_CATALOGUE, type CommandName } from '../command/catalogue.js';
import type { CommandDefinition } from '../command/define-command.js';
import { livePhases, tableOf, trackOf } from '../project/tracks.js';
import type { ProjectState } from '../project/state.js';
import {
  AGREEMENT_TABLE,
  currentState,
  takeStep,
  type Track,
  type TransitionTable,
} from '../timeline/index.js';
import { aimOf } from './aim.js';

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
    (command) =>
      !command.creates && command.aggregates.includes(state.aggregate) && aimOf(state, command.name),
  ).flatMap((command) => stepOf(state, command));
}

function stepOf(state: AnyState, command: CommandDefinition<CommandName>): readonly NextStep[] {
  if (state.aggregate === 'agreement' && command.name in AGREEMENT_TABLE) {
    return legal(AGREEMENT_TABLE, command.name, state.track) ? [{ command, phaseIds: null }] : [];
  }
  if (state.aggregate === 'project' && command.name in tableOf(state)) return projectStep(state, command);
  return [{ command, phaseIds: null }];
}

function projectStep(state: ProjectState, command: CommandDefinition<CommandName>): readonly NextStep[] {
  const allowed = (phaseId?: string) => legal(tableOf(state), command.name, trackOf(state, phaseId));
  if (state.phases.length === 0) return allowed() ? [{ command, phaseIds: null }] : [];
  const phaseIds = livePhases(state).filter(allowed);
  return phaseIds.length === 0 ? [] : [{ command, phaseIds }];
}

function legal(table: TransitionTable, name: string, track: Track): boolean {
  const event = table[name]?.event;
  // A revival may choose its stage: the first one is open to all that may be revived.
  return event !== undefined && takeStep(table, currentState(track), { event, toStage: 'Announced' }).ok;
}
