import type { ProjectCommand } from '../command/catalogue.js';
import { accept, reject, type Decision } from '../decision/decision.js';
import { WHOLE, type ProjectState } from './state.js';
import { gatePassed, livePhases } from './tracks.js';

/** Decides which phases there are. */
export function decidePhase(
  state: ProjectState,
  command: Extract<ProjectCommand, { name: 'DefinePhase' | 'DropPhase' }>,
): Decision {
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
  }
}

/** A stage of a project with phases is a stage of one of them. */
export function refusePhase(
  state: ProjectState,
  phaseId: string | undefined,
  required: boolean,
): Decision | undefined {
  const phases = livePhases(state);
  if (phaseId === undefined) {
    return required && state.phases.length > 0 ? reject('PHASE_REQUIRED', { phases }) : undefined;
  }
  return phases.includes(phaseId) ? undefined : reject('PHASE_UNKNOWN', { phaseId, phases });
}

/** A promise to pass a gate that lies behind, or that a project without construction does not have, means nothing. */
export function refuseGate(
  state: Pick<ProjectState, 'deliveryMode' | 'phases' | 'tracks'>,
  gate: string,
  phaseId: string | null,
): Decision | undefined {
  const built = gate === 'constructionStart' || gate === 'constructionCompletion';
  if (built && state.deliveryMode === 'no_build') return reject('NO_CONSTRUCTION_TRACK', { code: gate });
  return gatePassed(state, gate, phaseId) ? reject('ALREADY_ACHIEVED', { code: gate, phaseId }) : undefined;
}

export const optionalPhase = (phaseId: string | undefined) => (phaseId === undefined ? {} : { phaseId });
