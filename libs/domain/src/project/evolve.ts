import { dimensionOf } from '../codes/units.js';
import type { Fact } from '../event/fact.js';
import { evolveCore } from '../record/evolve-core.js';
import { entryOf, openingEntry, withFact } from '../timeline/entry.js';
import {
  BUILD_TABLE,
  emptyTrack,
  initialTrack,
  NO_BUILD_TABLE,
  type Track,
  type TransitionTable,
} from '../timeline/index.js';
import type { Quantity } from '../values/quantity.js';
import { WHOLE, type ProjectState } from './state.js';

const TRACK_EVENTS = new Set<string>(Object.values(BUILD_TABLE).map((row) => row.event));

export const tableOf = (state: Pick<ProjectState, 'deliveryMode'>): TransitionTable =>
  state.deliveryMode === 'build' ? BUILD_TABLE : NO_BUILD_TABLE;

export const trackOf = (state: ProjectState, phaseId: string | undefined): Track =>
  state.tracks[phaseId ?? WHOLE] ?? state.tracks[WHOLE] ?? emptyTrack(initialTrack('Announced'));

/** Folds one fact of a project's stream; facts come in order of version. */
export function evolveProject(state: ProjectState, fact: Fact): ProjectState {
  return { ...evolveCore(state, fact), ...trackChange(state, fact), ...ownChange(state, fact) };
}

function trackChange(state: ProjectState, fact: Fact): Partial<ProjectState> {
  if (!TRACK_EVENTS.has(fact.type)) return {};
  const phaseId = 'phaseId' in fact.data ? fact.data.phaseId : undefined;
  const track = withFact(tableOf(state), trackOf(state, phaseId), entryOf(fact, fact));
  return { tracks: { ...state.tracks, [phaseId ?? WHOLE]: track } };
}

function ownChange(state: ProjectState, fact: Fact): Partial<ProjectState> {
  switch (fact.type) {
    case 'ProjectRegistered': {
      const { publicId, titles, description, kind, deliveryMode, openingBalance, initialStage } = fact.data;
      const opened = { ...state, deliveryMode };
      const track = trackOf(opened, undefined);
      const tracks =
        initialStage === 'Announced'
          ? state.tracks
          : { [WHOLE]: withFact(tableOf(opened), track, openingEntry(initialStage, fact)) };
      const registered = { exists: true, publicId, titles, deliveryMode, openingBalance, tracks };
      return { ...registered, description: description ?? null, kind: kind ?? null };
    }
    case 'PhaseDefined': {
      const { phaseId, titles, order } = fact.data;
      // A phase takes over what the whole project had reached when it was declared.
      const tracks = { ...state.tracks, [phaseId]: trackOf(state, undefined) };
      return { phases: [...state.phases, { phaseId, titles, order, dropped: false }], tracks };
    }
    case 'PhaseDropped':
      return {
        phases: state.phases.map((phase) =>
          phase.phaseId === fact.data.phaseId ? { ...phase, dropped: true } : phase,
        ),
      };
    case 'CapacityStated':
    case 'CapacityRevised': {
      const { measureId, kind, quantity, phaseId } = fact.data;
      const kept = state.capacities.filter(
        (capacity) =>
          fact.type === 'CapacityStated' ||
          capacity.measureId !== measureId ||
          capacity.kind !== kind ||
          capacity.phaseId !== (phaseId ?? null),
      );
      return {
        capacities: [...kept, { eventId: fact.id, measureId, kind, quantity, phaseId: phaseId ?? null }],
        dimensions: withDimension(state, measureId, quantity),
      };
    }
    case 'OutputReported': {
      const { measureId, period, quantity } = fact.data;
      return {
        outputs: [...state.outputs, { measureId, period, quantity }],
        dimensions: withDimension(state, measureId, quantity),
      };
    }
    case 'FinanceRecorded':
      return { finance: [...state.finance, { kind: fact.data.kind, money: fact.data.money }] };
    case 'ProgressReported': {
      const { kind, percent, asOf } = fact.data;
      return { progress: { ...state.progress, [kind]: { percent, asOf } } };
    }
    default:
      return {};
  }
}

const withDimension = (state: ProjectState, measureId: string, { unitCode, per }: Quantity) => ({
  ...state.dimensions,
  [measureId]: Object.hasOwn(state.dimensions, measureId)
    ? (state.dimensions[measureId] ?? '')
    : dimensionOf(unitCode, per),
});
