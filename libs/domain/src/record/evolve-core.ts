import type { Fact } from '../event/fact.js';
import { partyKey, type Participation } from '../values/party.js';
import { sourceKey, type Source } from '../values/source.js';
import { boundsOf, inOrder, newest } from './effective.js';
import { evolveMilestones } from './evolve-milestones.js';
import type { RecordCore } from './state.js';

/** Folds what every kind of record shares; facts of one kind alone pass through unchanged. */
export function evolveCore<State extends RecordCore>(state: State, fact: Fact): State {
  return { ...state, ...noted(state, fact), ...sharedChange(state, fact) };
}

function noted(state: RecordCore, fact: Fact): Partial<RecordCore> {
  const sources = fact.sources as readonly Source[];
  const fresh = sources.map(sourceKey).filter((key) => !state.sourceKeys.includes(key));
  const classes = sources
    .map((source) => source.class)
    .filter((known) => !state.sourceClasses.includes(known));
  return {
    eventIds: [...state.eventIds, fact.id],
    lastNewsOn: laterOf(state.lastNewsOn, fact.recordedOn),
    ...(fresh.length > 0 ? { sourceKeys: [...state.sourceKeys, ...fresh] } : {}),
    ...(classes.length > 0 ? { sourceClasses: [...new Set([...state.sourceClasses, ...classes])] } : {}),
  };
}

const laterOf = (known: string | null, day: string): string => (known !== null && known > day ? known : day);

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
    case 'ValueRevised': {
      const { value } = fact.data;
      const changeKind = fact.type === 'ValueStated' ? 'stated' : fact.data.changeKind;
      const bounds = boundsOf(fact, fact.occurredOn ?? value.statedOn);
      return { values: inOrder(state.values, { eventId: fact.id, value, changeKind, ...bounds }) };
    }
    case 'ClassificationSet': {
      const { scheme, code } = fact.data;
      const change = { classifications: { ...state.classifications, [scheme]: code } };
      return newest(state, `classification/${scheme}`, { bounds: boundsOf(fact), change });
    }
    case 'LocationSet':
      return newest(state, 'location', { bounds: boundsOf(fact), change: { location: fact.data } });
    case 'EvidenceAttached':
      return {
        sourceKeys: [...state.sourceKeys, sourceKey(fact.data.source)],
        sourceClasses: [...new Set([...state.sourceClasses, fact.data.source.class])],
      };
    case 'RecordMerged':
      return { mergedInto: fact.data.intoId };
    case 'RecordVoided':
      return { voided: true };
    case 'EventCorrected':
      return { correctedIds: withId(state.correctedIds, fact.data.targetEventId) };
    case 'EventRetracted':
      return { retractedIds: withId(state.retractedIds, fact.data.targetEventId) };
    default:
      return evolveMilestones(state, fact);
  }
}

const withId = (ids: readonly string[], id: string): readonly string[] =>
  ids.includes(id) ? ids : [...ids, id];

const matches = (
  entry: Participation,
  removed: { party: Participation['party']; role?: string | undefined },
) =>
  partyKey(entry.party) === partyKey(removed.party) &&
  (removed.role === undefined || removed.role === entry.role);
