import { dimensionOf } from '../codes/units.js';
import type { Fact } from '../event/fact.js';
import { sameMeasure } from '../project/evolve.js';
import { tableOf, trackOf } from '../project/tracks.js';
import type { AnyRecord } from '../record/any-record.js';
import { entryOf } from '../timeline/entry.js';
import { AGREEMENT_TABLE, place, type Track, type TransitionTable } from '../timeline/index.js';
import { partyKey } from '../values/party.js';

/** How a fact stands after the ones before it: `moved` where the dates leave its order open. */
export type Standing = 'legal' | 'moved' | 'illegal';

/** Whether a fact is still possible on what came before it: its stage on the table, and what it acts on. */
export function standingOf(state: AnyRecord, fact: Fact): Standing {
  const step = trackStep(state, fact);
  if (step !== undefined) {
    const placement = place(step.table, step.track, entryOf(fact, fact));
    if (placement.kind !== 'placed') return 'illegal';
    if (placement.moved) return 'moved';
  }
  return hasItsGround(state, fact) ? 'legal' : 'illegal';
}

function trackStep(state: AnyRecord, fact: Fact): { table: TransitionTable; track: Track } | undefined {
  if (state.aggregate === 'collection') return undefined;
  const table = state.aggregate === 'agreement' ? AGREEMENT_TABLE : tableOf(state);
  if (!Object.values(table).some(({ event }) => event === fact.type)) return undefined;
  if (state.aggregate === 'agreement') return { table, track: state.track };
  return { table, track: trackOf(state, 'phaseId' in fact.data ? fact.data.phaseId : undefined) };
}

/** What a fact acts on must have been recorded before it: the party that left, the promise that moved. */
function hasItsGround(state: AnyRecord, fact: Fact): boolean {
  switch (fact.type) {
    case 'PartyRemoved':
      return hasParty(state, fact.data.party);
    case 'PartyReplaced':
      return hasParty(state, fact.data.from);
    case 'ValueRevised':
      return state.values.some(({ value }) => value.role === fact.data.value.role);
    case 'MilestoneRescheduled':
    case 'MilestoneDropped':
      return state.milestones.some(
        ({ milestoneId, status }) => milestoneId === fact.data.milestoneId && status === 'Planned',
      );
    case 'MilestoneAchievementRetracted':
      return state.milestones.some(
        ({ milestoneId, status }) => milestoneId === fact.data.milestoneId && status === 'Achieved',
      );
    case 'BaselineSet':
      return fact.data.dates.every((date) =>
        state.milestones.some(({ milestoneId }) => milestoneId === date.milestoneId),
      );
    default:
      return hasOwnGround(state, fact);
  }
}

function hasOwnGround(state: AnyRecord, fact: Fact): boolean {
  switch (state.aggregate) {
    case 'agreement':
      return (
        fact.type !== 'ProjectUnlinked' ||
        state.links.some(({ projectId }) => projectId === fact.data.projectId)
      );
    case 'collection':
      return (
        fact.type !== 'MemberRemoved' || state.members.some(({ memberId }) => memberId === fact.data.memberId)
      );
    case 'project':
      return hasPhase(state, fact) && hasMeasure(state, fact);
  }
}

function hasPhase(state: Extract<AnyRecord, { aggregate: 'project' }>, fact: Fact): boolean {
  if (fact.type === 'PhaseDefined' || !('phaseId' in fact.data) || fact.data.phaseId === undefined)
    return true;
  const { phaseId } = fact.data;
  return state.phases.some((phase) => phase.phaseId === phaseId);
}

function hasMeasure(state: Extract<AnyRecord, { aggregate: 'project' }>, fact: Fact): boolean {
  if (fact.type !== 'CapacityStated' && fact.type !== 'CapacityRevised' && fact.type !== 'OutputReported') {
    return true;
  }
  const { measureId, quantity } = fact.data;
  const known = Object.hasOwn(state.dimensions, measureId) ? state.dimensions[measureId] : undefined;
  if (known !== undefined && known !== dimensionOf(quantity.unitCode, quantity.per)) return false;
  if (fact.type !== 'CapacityRevised') return true;
  const { kind, phaseId = null } = fact.data;
  return state.capacities.some((capacity) => sameMeasure(capacity, { measureId, kind, phaseId }));
}

const hasParty = (state: AnyRecord, party: Parameters<typeof partyKey>[0]): boolean =>
  state.parties.some((entry) => partyKey(entry.party) === partyKey(party));
