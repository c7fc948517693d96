import {
  BUILD_TABLE,
  currentState,
  emptyTrack,
  initialTrack,
  NO_BUILD_TABLE,
  type Track,
  type TrackState,
  type TransitionTable,
} from '../timeline/index.js';
import { PROJECT_STAGES } from '../codes/words.js';
import { WHOLE, type ProjectState } from './state.js';

type Phased = Pick<ProjectState, 'phases' | 'tracks'>;

export const tableOf = (state: Pick<ProjectState, 'deliveryMode'>): TransitionTable =>
  state.deliveryMode === 'build' ? BUILD_TABLE : NO_BUILD_TABLE;

/** The track of a phase, or that of the project as a whole, where each phase began. */
export function trackOf(state: Pick<ProjectState, 'tracks'>, phaseId: string | undefined): Track {
  const id = phaseId !== undefined && Object.hasOwn(state.tracks, phaseId) ? phaseId : WHOLE;
  return state.tracks[id] ?? emptyTrack(initialTrack('Announced'));
}

export const livePhases = (state: Pick<ProjectState, 'phases'>): readonly string[] =>
  state.phases.filter((phase) => !phase.dropped).map((phase) => phase.phaseId);

/** Tracks that count: those of the live phases, or the whole where none was ever declared. */
export function liveTracks(state: Phased): readonly Track[] {
  const ids = state.phases.length === 0 ? [WHOLE] : livePhases(state);
  return ids.map((id) => trackOf(state, id));
}

const STAGE_OF_GATE: Readonly<Record<string, string>> = {
  preparationStart: 'Preparing',
  constructionStart: 'UnderConstruction',
  constructionCompletion: 'Built',
  operationStart: 'Operational',
};
const progressOf = (status: string): number =>
  PROJECT_STAGES.slice(0, 5).findIndex((stage) => stage === status);

function hasPassed({ status, resumeTo, beforeEnd }: TrackState, stage: string): boolean {
  if (status === 'Closed') return true;
  if (status === 'Cancelled') return hasPassed({ status: beforeEnd ?? '', resumeTo, beforeEnd: null }, stage);
  return progressOf(status === 'Suspended' ? (resumeTo ?? '') : status) >= progressOf(stage);
}

/**
 * Whether a gate lies behind: that of a phase when the phase has passed it; that of the whole project when its first
 * phase began to prepare or to build, and when its last live phase was completed or put into operation.
 */
export function gatePassed(state: Phased, gate: string, phaseId: string | null): boolean {
  const stage = STAGE_OF_GATE[gate];
  if (stage === undefined) return false;
  const passed = (track: Track) => hasPassed(currentState(track), stage);
  if (phaseId !== null) return passed(trackOf(state, phaseId));
  const tracks = liveTracks(state);
  const begins = gate === 'preparationStart' || gate === 'constructionStart';
  return begins ? tracks.some(passed) : tracks.length > 0 && tracks.every(passed);
}
