import type { AgreementState } from '../agreement/state.js';
import type { CollectionState } from '../collection/state.js';
import type { CommandName } from '../command/catalogue.js';
import type { ProjectState } from '../project/state.js';
import { livePhases } from '../project/tracks.js';
import type { Milestone, RecordCore } from '../record/state.js';
import { currentState } from '../timeline/index.js';
import { partyKey } from '../values/party.js';
import { isGate } from '../shared/decide-milestones.js';

/** Whether the record holds what a command would act on: a planned milestone to move, a party to remove. */
export function aimOf(state: AgreementState | ProjectState | CollectionState, name: CommandName): boolean {
  switch (name) {
    case 'StartProvisionalApplication':
    case 'RecordConsent':
    case 'UnlinkProject':
      return state.aggregate === 'agreement' && aimOfAgreement(state, name);
    case 'DropPhase':
      return state.aggregate === 'project' && livePhases(state).length > 0;
    case 'ReviseCapacity':
      return state.aggregate === 'project' && state.capacities.length > 0;
    case 'RemoveMember':
      return state.aggregate === 'collection' && state.members.length > 0;
    default:
      return aimOfAny(state, name);
  }
}

function aimOfAgreement(
  state: AgreementState,
  name: 'StartProvisionalApplication' | 'RecordConsent' | 'UnlinkProject',
): boolean {
  switch (name) {
    case 'StartProvisionalApplication':
      return !state.provisional && currentState(state.track).status === 'Signed';
    case 'RecordConsent':
      return state.parties.some(({ party }) => !state.consents.includes(partyKey(party)));
    case 'UnlinkProject':
      return state.links.length > 0;
  }
}

function aimOfAny(state: RecordCore, name: CommandName): boolean {
  const some = (status: Milestone['status']) => state.milestones.some((known) => known.status === status);
  switch (name) {
    case 'RescheduleMilestone':
    case 'DropMilestone':
      return some('Planned');
    case 'RetractAchievement':
      return state.milestones.some(({ status, code }) => status === 'Achieved' && !isGate(code));
    case 'SetBaseline':
      return state.milestones.length > 0;
    case 'RemoveParty':
    case 'ReplaceParty':
      return state.parties.length > 0;
    case 'ReviseValue':
      return state.values.length > 0;
    default:
      return true;
  }
}
