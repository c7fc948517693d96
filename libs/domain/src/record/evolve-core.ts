import type { Fact } from '../event/fact.js';
import { partyKey, type Participation } from '../values/party.js';
import { sourceKey, type Source } from '../values/source.js';
import { evolveMilestones } from './evolve-milestones.js';
import type { RecordCore } from './state.js';

/** Folds what every kind of record shares; facts of one kind alone pass through unchanged. */
export function evolveCore<State extends RecordCore>(state: State, fact: Fact): State {
  return { ...state, ...noted(state, fact), ...sharedChange(state, fact) };
}

function noted(state: RecordCore, fact: Fact): Partial<RecordCore> {
  const sources = fact.sources as readonly Source[];
  const fresh = sources.map(sourceKey).filter((key) => !state.sourceKeys.includes(key));
  return {
    eventTypes: { ...state.eventTypes, [fact.id]: fact.type },
    lastNewsOn: fact.recordedOn,
    ...(fresh.length > 0 ? { sourceKeys: [...state.sourceKeys, ...fresh] } : {}),
  };
}

function sharedChange(state: RecordCore, fact: Fact): Partial<RecordCore> {
  switch (fact.type) {
    case 'PartyAdded':
      return { parties: [...state.parties, fact.data] };
    case 'PartyRemoved':
      return { parties: state.parties.filter((entry) => !matches(entry, fact.data)) };
    case 'PartyReplaced': {
      const gone = partyKey(fact.data.from);
      return {
        parties: state.parties.map((entry) =>
          partyKey(entry.party) === gone ? { ...entry, party: fact.data.to } : entry,
        ),
      };
    }
    case 'ValueStated':
      return {
        values: [...state.values, { eventId: fact.id, value: fact.data.value, changeKind: 'stated' }],
      };
    case 'ValueRevised': {
      const { value, changeKind } = fact.data;
      return { values: [...state.values, { eventId: fact.id, value, changeKind }] };
    }
    case 'ClassificationSet':
      return { classifications: { ...state.classifications, [fact.data.scheme]: fact.data.code } };
    case 'LocationSet':
      return { location: fact.data };
    case 'EvidenceAttached':
      return { sourceKeys: [...state.sourceKeys, sourceKey(fact.data.source)] };
    case 'RecordMerged':
      return { mergedInto: fact.data.intoId };
    case 'RecordVoided':
      return { voided: true };
    default:
      return evolveMilestones(state, fact);
  }
}

const matches = (
  entry: Participation,
  removed: { party: Participation['party']; role?: string | undefined },
) =>
  partyKey(entry.party) === partyKey(removed.party) &&
  (removed.role === undefined || removed.role === entry.role);
