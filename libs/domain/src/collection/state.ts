import type { Fact } from '../event/fact.js';
import { evolveCore } from '../record/evolve-core.js';
import { emptyCore, type RecordCore } from '../record/state.js';

export interface Claim {
  readonly eventId: string;
  readonly claimId: string;
  readonly metric: string;
  readonly value: string;
  readonly qualifier: string;
  readonly unit: string;
  readonly attributedTo: string;
}

export interface Member {
  readonly memberKind: 'agreement' | 'project' | 'collection';
  readonly memberId: string;
  readonly basis: 'stated' | 'inferred';
}

export interface CollectionState extends RecordCore {
  readonly aggregate: 'collection';
  readonly kind: string;
  readonly claims: readonly Claim[];
  readonly members: readonly Member[];
}

export const emptyCollection: CollectionState = {
  ...emptyCore,
  aggregate: 'collection',
  kind: 'package',
  claims: [],
  members: [],
};

/** Folds one fact of a collection's stream; facts come in order of version. */
export function evolveCollection(state: CollectionState, fact: Fact): CollectionState {
  return { ...evolveCore(state, fact), ...ownChange(state, fact) };
}

function ownChange(state: CollectionState, fact: Fact): Partial<CollectionState> {
  switch (fact.type) {
    case 'CollectionDefined': {
      const { publicId, titles, description, kind } = fact.data;
      return { exists: true, publicId, titles, kind, description: description ?? null };
    }
    case 'ClaimStated':
      return {
        claims: [
          ...state.claims.filter((claim) => claim.claimId !== fact.data.claimId),
          { ...fact.data, eventId: fact.id },
        ],
      };
    case 'MemberAdded':
      return { members: [...state.members, fact.data] };
    case 'MemberRemoved':
      return { members: state.members.filter((member) => member.memberId !== fact.data.memberId) };
    default:
      return {};
  }
}
