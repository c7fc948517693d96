import { dimensionOf } from '../codes/units.js';
import type { Fact } from '../event/fact.js';
import { boundsOf, certainlyBefore, inOrder, newest } from '../record/effective.js';
import { evolveCore } from '../record/evolve-core.js';
import { achieve, GATE_OF_EVENT } from '../record/evolve-milestones.js';
import { entryOf, openingEntry, withFact } from '../timeline/entry.js';
import { BUILD_TABLE } from '../timeline/index.js';
import type { Quantity } from '../values/quantity.js';
import { WHOLE, type Capacity, type ProjectState } from './state.js';
import { gatePassed, tableOf, trackOf } from './tracks.js';

const TRACK_EVENTS = new Set<string>(Object.values(BUILD_TABLE).map((row) => row.event));

/** Folds one fact of a project's stream; facts come in order of version. */
export function evolveProject(state: ProjectState, fact: Fact): ProjectState {
  const core = evolveCore(state, fact);
  if (TRACK_EVENTS.has(fact.type)) return withStage(core, fact);
  return { ...core, ...ownChange(state, fact) };
}

/** The track of the stage's phase moves; the last phase to pass a gate passes it for the whole project. */
function withStage(state: ProjectState, fact: Fact): ProjectState {
  const phaseId = 'phaseId' in fact.data ? fact.data.phaseId : undefined;
  const track = withFact(tableOf(state), trackOf(state, phaseId), entryOf(fact, fact));
  const moved = { ...state, tracks: { ...state.tracks, [phaseId ?? WHOLE]: track } };
  const gate = GATE_OF_EVENT[fact.type];
  if (gate === undefined || phaseId === undefined || !gatePassed(moved, gate, null)) return moved;
  return { ...moved, ...achieve(moved, { gate, phaseId: null }, fact) };
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
      const { measureId, kind, quantity, phaseId = null } = fact.data;
      const capacity = { eventId: fact.id, measureId, kind, quantity, phaseId, ...boundsOf(fact) };
      const dimensions = withDimension(state, measureId, quantity);
      const stated = fact.type === 'CapacityStated';
      return {
        capacities: stated ? inOrder(state.capacities, capacity) : revised(state, capacity),
        dimensions,
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
      const { kind, percent, asOf, phaseId } = fact.data;
      const key = phaseId === undefined ? kind : `${kind}/${phaseId}`;
      const change = { progress: { ...state.progress, [key]: { percent, asOf } } };
      return newest(state, `progress/${key}`, { bounds: boundsOf(fact, asOf), change });
    }
    default:
      return {};
  }
}

/** Whether two capacities speak of the same thing. */
export const sameMeasure = (
  left: Pick<Capacity, 'measureId' | 'kind' | 'phaseId'>,
  right: Pick<Capacity, 'measureId' | 'kind' | 'phaseId'>,
): boolean =>
  left.measureId === right.measureId && left.kind === right.kind && left.phaseId === right.phaseId;

/** A revision takes the place of what it revises, unless that is certainly newer. */
function revised({ capacities }: ProjectState, revision: Capacity): readonly Capacity[] {
  const known = capacities.filter((capacity) => sameMeasure(capacity, revision));
  if (known.some((capacity) => certainlyBefore(revision, capacity))) return capacities;
  return inOrder(
    capacities.filter((capacity) => !known.includes(capacity)),
    revision,
  );
}

const withDimension = (state: ProjectState, measureId: string, { unitCode, per }: Quantity) => ({
  ...state.dimensions,
  [measureId]: Object.hasOwn(state.dimensions, measureId)
    ? (state.dimensions[measureId] ?? '')
    : dimensionOf(unitCode, per),
});
