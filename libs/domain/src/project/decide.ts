import type { ProjectCommand } from '../command/catalogue.js';
import { accept, reject, type Decision, type DecisionContext } from '../decision/decision.js';
import { refuseUnusable, refuseWithoutEvidence } from '../decision/recording.js';
import { judge } from '../decision/stage.js';
import { decideMilestone } from '../shared/decide-milestones.js';
import { decideShared } from '../shared/decide-shared.js';
import { BUILD_TABLE } from '../timeline/index.js';
import { decideMeasure } from './decide-measures.js';
import { registerProject } from './decide-registration.js';
import { decidePhase, refuseGate, refusePhase } from './phases.js';
import { stageEvent, type StageCommand } from './stage-event.js';
import type { ProjectState } from './state.js';
import { tableOf, trackOf } from './tracks.js';

const isStage = (command: ProjectCommand): command is StageCommand => command.name in BUILD_TABLE;

/** Decides a command on a project. Pure and total: every refusal is a value. */
export function decideProject(
  state: ProjectState,
  command: ProjectCommand,
  context: DecisionContext,
): Decision {
  if (command.name === 'RegisterProject') return registerProject(state, command.input, context);
  const refused = refuseUnusable(state, command.input, context.today);
  if (refused !== undefined) return refused;
  if (isStage(command)) return decideStage(state, command, context);
  switch (command.name) {
    case 'DefinePhase':
    case 'DropPhase':
      return decidePhase(state, command);
    case 'ReportProgress':
    case 'StateCapacity':
    case 'ReviseCapacity':
    case 'ReportOutput':
    case 'RecordFinance':
      return decideMeasure(state, command, context);
    case 'PlanMilestone': {
      const { code, phaseId } = command.input;
      return (
        refusePhase(state, phaseId, false) ??
        refuseGate(state, code, phaseId ?? null) ??
        decideMilestone(state, command, context)
      );
    }
    case 'AchieveMilestone':
      return refusePhase(state, command.input.phaseId, false) ?? decideMilestone(state, command, context);
    case 'RescheduleMilestone':
    case 'RetractAchievement':
    case 'DropMilestone':
    case 'SetBaseline':
      return decideMilestone(state, command, context);
    default:
      return decideShared(state, command, context);
  }
}

function decideStage(state: ProjectState, command: StageCommand, context: DecisionContext): Decision {
  const { phaseId, occurredOn } = command.input;
  const phase = refusePhase(state, phaseId, true);
  if (phase !== undefined) return phase;
  const event = stageEvent(command);
  const verdict = judge(
    { table: tableOf(state), track: trackOf(state, phaseId), event, occurredOn },
    context,
  );
  if (!verdict.ok) return verdict.decision;
  const refused = refuseWithoutEvidence(command.input) ?? refuseWithoutReason(command);
  if (refused !== undefined) return refused;
  const skipped = command.name === 'StartConstruction' && verdict.from === 'Announced';
  return accept([event], skipped ? [...verdict.warnings, 'SKIPPED_PREPARATION'] : verdict.warnings);
}

function refuseWithoutReason(command: StageCommand): Decision | undefined {
  const coded = command.name === 'SuspendProject' || command.name === 'CancelProject';
  if (coded && command.input.reasonCode === undefined)
    return reject('REASON_REQUIRED', { field: 'reasonCode' });
  const told = command.name === 'ReviveProject' || command.name === 'CloseProject';
  return told && command.input.reason === undefined
    ? reject('REASON_REQUIRED', { field: 'reason' })
    : undefined;
}
