import { dimensionOf } from '../codes/units.js';
import type { ProjectCommand } from '../command/catalogue.js';
import type { AnyEvent } from '../event/catalogue.js';
import { accept, reject, type Decision, type DecisionContext } from '../decision/decision.js';
import { refuseFuture, refuseUnusable, refuseWithoutEvidence } from '../decision/recording.js';
import { judge } from '../decision/stage.js';
import { decideMilestone } from '../shared/decide-milestones.js';
import { decideShared } from '../shared/decide-shared.js';
import { BUILD_TABLE } from '../timeline/index.js';
import type { Quantity } from '../values/quantity.js';
import { registerProject } from './decide-registration.js';
import { tableOf, trackOf } from './evolve.js';
import { WHOLE, type ProjectState } from './state.js';

type StageCommand = Extract<ProjectCommand, { name: keyof typeof BUILD_TABLE }>;
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
    case 'DefinePhase': {
      const { phaseId, titles, order } = command.input;
      if (phaseId === WHOLE) return reject('PHASE_UNKNOWN', { phaseId, reserved: true });
      if (state.phases.some((phase) => phase.phaseId === phaseId)) return reject('NO_CHANGE', { phaseId });
      return accept([{ type: 'PhaseDefined', data: { phaseId, titles, order } }]);
    }
    case 'DropPhase': {
      const { phaseId, reason } = command.input;
      const phase = state.phases.find((known) => known.phaseId === phaseId);
      if (phase === undefined) return reject('PHASE_UNKNOWN', { phaseId });
      if (phase.dropped) return reject('NO_CHANGE', { phaseId });
      if (reason === undefined) return reject('REASON_REQUIRED', { field: 'reason' });
      return accept([{ type: 'PhaseDropped', data: { phaseId, reason } }]);
    }
    case 'ReportProgress': {
      const { phaseId, kind, percent, asOf } = command.input;
      return (
        refusePhase(state, phaseId, false) ??
        refuseFuture(asOf, context.today) ??
        accept([{ type: 'ProgressReported', data: { kind, percent, asOf, ...optionalPhase(phaseId) } }])
      );
    }
    case 'StateCapacity':
    case 'ReviseCapacity':
      return decideCapacity(state, command);
    case 'ReportOutput': {
      const { measureId, period, quantity } = command.input;
      return (
        refuseFuture(period, context.today) ??
        refuseUnit(state, measureId, quantity) ??
        accept([{ type: 'OutputReported', data: { measureId, period, quantity } }])
      );
    }
    case 'RecordFinance': {
      const { kind, money, fromParty, toParty } = command.input;
      const parties = {
        ...(fromParty === undefined ? {} : { fromParty }),
        ...(toParty === undefined ? {} : { toParty }),
      };
      return accept([{ type: 'FinanceRecorded', data: { kind, money, ...parties } }]);
    }
    case 'PlanMilestone':
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
  const event = eventOf(command);
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

/** A stage of a project with phases is a stage of one of them. */
function refusePhase(
  state: ProjectState,
  phaseId: string | undefined,
  required: boolean,
): Decision | undefined {
  const live = state.phases.filter((phase) => !phase.dropped);
  if (phaseId === undefined) {
    return required && live.length > 0
      ? reject('PHASE_REQUIRED', { phases: live.map((phase) => phase.phaseId) })
      : undefined;
  }
  return live.some((phase) => phase.phaseId === phaseId)
    ? undefined
    : reject('PHASE_UNKNOWN', { phaseId, phases: live.map((phase) => phase.phaseId) });
}

export function refuseUnit(
  state: Pick<ProjectState, 'dimensions'>,
  measureId: string,
  quantity: Quantity,
): Decision | undefined {
  const known = Object.hasOwn(state.dimensions, measureId) ? state.dimensions[measureId] : undefined;
  const asked = dimensionOf(quantity.unitCode, quantity.per);
  return known === undefined || known === asked
    ? undefined
    : reject('UNIT_MISMATCH', { measureId, known, asked });
}

function decideCapacity(
  state: ProjectState,
  command: Extract<ProjectCommand, { name: 'StateCapacity' | 'ReviseCapacity' }>,
): Decision {
  const { measureId, kind, quantity, phaseId } = command.input;
  const refused = refusePhase(state, phaseId, false) ?? refuseUnit(state, measureId, quantity);
  if (refused !== undefined) return refused;
  const data = { measureId, kind, quantity, ...optionalPhase(phaseId) };
  if (command.name === 'StateCapacity') return accept([{ type: 'CapacityStated', data }]);
  const known = state.capacities.findLast(
    (capacity) =>
      capacity.measureId === measureId && capacity.kind === kind && capacity.phaseId === (phaseId ?? null),
  );
  if (known === undefined) return reject('TARGET_NOT_FOUND', { measureId, kind });
  if (JSON.stringify(known.quantity) === JSON.stringify(quantity)) return reject('NO_CHANGE');
  const { reason } = command.input;
  return accept([
    { type: 'CapacityRevised', data: { ...data, ...(reason === undefined ? {} : { reason }) } },
  ]);
}

const optionalPhase = (phaseId: string | undefined) => (phaseId === undefined ? {} : { phaseId });

function eventOf(command: StageCommand): AnyEvent {
  const phase = optionalPhase(command.input.phaseId);
  const reason =
    'reason' in command.input && command.input.reason !== undefined ? { reason: command.input.reason } : {};
  switch (command.name) {
    case 'BeginPreparation':
      return { type: 'PreparationStarted', data: phase };
    case 'StartConstruction':
      return { type: 'ConstructionStarted', data: phase };
    case 'CompleteConstruction':
      return { type: 'ConstructionCompleted', data: phase };
    case 'StartOperation':
      return { type: 'OperationStarted', data: { ...phase, kind: command.input.kind } };
    case 'SuspendProject': {
      const { reasonCode = 'notStated', expectedResumeOn } = command.input;
      const expected = expectedResumeOn === undefined ? {} : { expectedResumeOn };
      return { type: 'ProjectSuspended', data: { ...phase, reasonCode, ...expected, ...reason } };
    }
    case 'ResumeProject':
      return { type: 'ProjectResumed', data: phase };
    case 'CancelProject': {
      const { reasonCode = 'notStated', byParties } = command.input;
      return { type: 'ProjectCancelled', data: { ...phase, reasonCode, byParties, ...reason } };
    }
    case 'ReviveProject':
      return {
        type: 'ProjectRevived',
        data: { ...phase, toStage: command.input.toStage, reason: command.input.reason ?? '' },
      };
    case 'CloseProject':
      return { type: 'ProjectClosed', data: { ...phase, mode: command.input.mode, ...reason } };
  }
}
