import type { Fact } from '../event/fact.js';
import { evolveCore } from '../record/evolve-core.js';
import { entryOf, openingEntry, withFact } from '../timeline/entry.js';
import { AGREEMENT_TABLE } from '../timeline/index.js';
import { partyKey } from '../values/party.js';
import type { AgreementState } from './state.js';

const TRACK_EVENTS = new Set<string>(Object.values(AGREEMENT_TABLE).map((row) => row.event));

/** Folds one fact of an agreement's stream; facts come in order of version. */
export function evolveAgreement(state: AgreementState, fact: Fact): AgreementState {
  const core = evolveCore(state, fact);
  const track = TRACK_EVENTS.has(fact.type)
    ? withFact(AGREEMENT_TABLE, state.track, entryOf(fact, fact))
    : state.track;
  return { ...core, track, ...ownChange(state, fact) };
}

function ownChange(state: AgreementState, fact: Fact): Partial<AgreementState> {
  switch (fact.type) {
    case 'AgreementRegistered': {
      const { publicId, titles, description, kind, bindingness, openingBalance, initialStatus } = fact.data;
      const registered = { exists: true, publicId, titles, kind, bindingness, openingBalance };
      const track =
        initialStatus === 'Proposed'
          ? state.track
          : withFact(AGREEMENT_TABLE, state.track, openingEntry(initialStatus, fact));
      return { ...registered, description: description ?? null, track };
    }
    case 'ConsentExpressed':
      return { consents: [...state.consents, partyKey(fact.data.party)] };
    case 'ProvisionalApplicationStarted':
      return { provisional: true };
    case 'AgreementRenewed':
      return { expiresOn: fact.data.newExpiryOn };
    case 'ProjectLinked': {
      const { projectId, relation, allocation } = fact.data;
      return { links: [...state.links, { projectId, relation, allocation: allocation ?? null }] };
    }
    case 'ProjectUnlinked':
      return { links: state.links.filter((link) => link.projectId !== fact.data.projectId) };
    case 'AgreementRelated':
      return { relations: [...state.relations, fact.data] };
    default:
      return {};
  }
}
