import { dimensionOf } from '../codes/units.js';
import type { ProjectCommand } from '../command/catalogue.js';
import type { AnyEvent } from '../event/catalogue.js';
import { reject, type Decision, type DecisionContext } from '../decision/decision.js';
import { refuseFuture, refuseWithoutEvidence } from '../decision/recording.js';
import { decideRegistration } from '../shared/decide-registration.js';
import { emptyTrack, initialTrack, NO_BUILD_TABLE } from '../timeline/index.js';
import { refuseGate } from './phases.js';
import { WHOLE, type ProjectState } from './state.js';

type Input = Extract<ProjectCommand, { name: 'RegisterProject' }>['input'];

/** Registers a project with the phases, capacities and outputs that are known at once. */
export function registerProject(state: ProjectState, input: Input, context: DecisionContext): Decision {
  const refused =
    refuseStage(input) ??
    refuseMeasures(input) ??
    refuseOutputs(input, context) ??
    refusePhases(input) ??
    refuseGates(input);
  if (refused !== undefined) return refused;
  const { titles, description, kind, deliveryMode, initialStage } = input;
  const registered: AnyEvent = {
    type: 'ProjectRegistered',
    data: {
      ...{ publicId: context.publicId ?? '', titles, deliveryMode, initialStage },
      openingBalance: initialStage !== 'Announced',
      ...(kind === undefined ? {} : { kind }),
      ...(description === undefined ? {} : { description }),
    },
  };
  const further = [
    ...input.capacities.map(({ phaseId, ...data }): AnyEvent => ({
      type: 'CapacityStated',
      data: { ...data, ...(phaseId === undefined ? {} : { phaseId }) },
    })),
    ...input.outputs.map((data): AnyEvent => ({ type: 'OutputReported', data })),
    ...input.phases.map((data): AnyEvent => ({ type: 'PhaseDefined', data })),
  ];
  return decideRegistration(state, { registered, input, further }, context);
}

function refuseStage(input: Input): Decision | undefined {
  const stages = NO_BUILD_TABLE.StartOperation.cells;
  if (input.deliveryMode === 'no_build' && !(input.initialStage in stages))
    return reject('NO_CONSTRUCTION_TRACK');
  return input.initialStage === 'Announced' ? undefined : refuseWithoutEvidence(input);
}

function refuseMeasures(input: Input): Decision | undefined {
  const dimensions = new Map<string, string>();
  for (const { measureId, quantity } of [...input.capacities, ...input.outputs]) {
    const asked = dimensionOf(quantity.unitCode, quantity.per);
    const known = dimensions.get(measureId) ?? asked;
    if (known !== asked) return reject('UNIT_MISMATCH', { measureId, known, asked });
    dimensions.set(measureId, known);
  }
  return undefined;
}

const refuseOutputs = (input: Input, context: DecisionContext): Decision | undefined =>
  input.outputs
    .map(({ period }) => refuseFuture(period, context.today))
    .find((decision) => decision !== undefined);

/** No date can be promised for a gate that the opening stage has left behind. */
function refuseGates({ deliveryMode, initialStage, milestones }: Input): Decision | undefined {
  const opened = { deliveryMode, phases: [], tracks: { [WHOLE]: emptyTrack(initialTrack(initialStage)) } };
  return milestones
    .map(({ code }) => refuseGate(opened, code, null))
    .find((decision) => decision !== undefined);
}

function refusePhases(input: Input): Decision | undefined {
  const declared = input.phases.map((phase) => phase.phaseId);
  if (declared.includes(WHOLE)) return reject('PHASE_UNKNOWN', { phaseId: WHOLE, reserved: true });
  const repeated = declared.find((phaseId, index) => declared.indexOf(phaseId) !== index);
  if (repeated !== undefined) return reject('NO_CHANGE', { phaseId: repeated });
  const unknown = [...input.capacities, ...input.milestones].find(
    ({ phaseId }) => phaseId !== undefined && !declared.includes(phaseId),
  );
  return unknown === undefined
    ? undefined
    : reject('PHASE_UNKNOWN', { phaseId: unknown.phaseId, phases: declared });
}
