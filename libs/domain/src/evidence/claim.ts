import type { Fact } from '../event/fact.js';
import type { AnyRecord } from '../record/any-record.js';
import { AGREEMENT_TABLE, BUILD_TABLE, NO_BUILD_TABLE, type TransitionTable } from '../timeline/index.js';
import { partyKey } from '../values/party.js';
import { sameValue } from '../values/same.js';

export interface Said {
  /** What it is about, the same for all facts that speak of one thing: `value.announced`. */
  readonly about: string;
  readonly says: unknown;
}

const STAGES = new Set(
  [AGREEMENT_TABLE, BUILD_TABLE, NO_BUILD_TABLE].flatMap((table: TransitionTable) =>
    Object.values(table).map(({ event }) => event),
  ),
);

/** What a fact says of its record; undefined for facts that say nothing that could be said otherwise. */
export function claimOf(fact: Fact): Said | undefined {
  switch (fact.type) {
    case 'ValueStated':
    case 'ValueRevised':
      return { about: `value.${fact.data.value.role}`, says: fact.data.value };
    case 'LocationSet':
      return { about: 'location', says: fact.data };
    case 'ClassificationSet':
      return { about: `classification.${fact.data.scheme}`, says: fact.data.code };
    case 'PartyAdded':
      return { about: `party.${partyKey(fact.data.party)}.${fact.data.role}`, says: fact.data };
    case 'MilestonePlanned':
      return promised(fact.data.milestoneId, fact.data.plannedOn, fact.data.announcedBy);
    case 'MilestoneRescheduled':
      return promised(fact.data.milestoneId, fact.data.to, fact.data.announcedBy);
    case 'MilestoneAchieved':
      return { about: `milestone.${fact.data.milestoneId}.achievedOn`, says: fact.occurredOn };
    case 'ClaimStated':
      return { about: `claim.${fact.data.metric}`, says: fact.data };
    default:
      return measured(fact) ?? reached(fact);
  }
}

const promised = (milestoneId: string, plannedOn: string | null, announcedBy = ''): Said => ({
  about: `milestone.${milestoneId}.plannedOn`,
  says: { plannedOn, announcedBy: announcedBy === '' ? null : announcedBy },
});

function measured({ data }: Fact): Said | undefined {
  if (!('measureId' in data) || !('quantity' in data)) return undefined;
  const kind = 'kind' in data ? data.kind : 'period' in data ? data.period : '';
  return { about: `measure.${data.measureId ?? ''}.${String(kind)}`, says: data.quantity };
}

function reached(fact: Fact): Said | undefined {
  if (!STAGES.has(fact.type)) return undefined;
  const phaseId = 'phaseId' in fact.data ? fact.data.phaseId : undefined;
  return { about: `step.${phaseId ?? 'whole'}.${fact.type}`, says: fact.occurredOn };
}

/** Whether a record shows what a fact says. */
export function counts(state: AnyRecord, fact: Fact): boolean {
  switch (fact.type) {
    case 'ValueStated':
    case 'ValueRevised': {
      const { role } = fact.data.value;
      return state.values.findLast(({ value }) => value.role === role)?.eventId === fact.id;
    }
    case 'LocationSet':
      return sameValue(state.location, fact.data);
    case 'ClassificationSet':
      return state.classifications[fact.data.scheme] === fact.data.code;
    case 'PartyAdded':
      return state.parties.some((party) => sameValue(party, fact.data));
    case 'MilestonePlanned':
    case 'MilestoneRescheduled':
      return state.milestones.some(({ plans }) => plans.at(-1)?.eventId === fact.id);
    case 'MilestoneAchieved':
      return state.milestones.some(({ achieved }) => achieved?.eventId === fact.id);
    case 'ClaimStated':
      return state.aggregate === 'collection' && state.claims.some(({ eventId }) => eventId === fact.id);
    default:
      return countsOf(state).has(fact.id);
  }
}

/** Events of stages and measures that a record shows. */
function countsOf(state: AnyRecord): ReadonlySet<string> {
  switch (state.aggregate) {
    case 'agreement':
      return new Set(state.track.entries.map(({ id }) => id));
    case 'project':
      return new Set([
        ...Object.values(state.tracks).flatMap(({ entries }) => entries.map(({ id }) => id)),
        ...state.capacities.map(({ eventId }) => eventId),
      ]);
    case 'collection':
      return new Set();
  }
}
