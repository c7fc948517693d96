import { VALUE_ROLES } from '../codes/words.js';
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

/** Events of which a record shows what they say. */
export function shownIn(state: AnyRecord): ReadonlySet<string> {
  const values = VALUE_ROLES.map(
    (role) => state.values.findLast(({ value }) => value.role === role)?.eventId,
  );
  const dates = state.milestones.flatMap(({ plans, achieved }) => [plans.at(-1)?.eventId, achieved?.eventId]);
  return new Set([...values, ...dates, ...ownEvents(state)].filter((id) => id !== undefined));
}

function ownEvents(state: AnyRecord): readonly string[] {
  switch (state.aggregate) {
    case 'agreement':
      return state.track.entries.map(({ id }) => id);
    case 'project':
      return [
        ...Object.values(state.tracks).flatMap(({ entries }) => entries.map(({ id }) => id)),
        ...state.capacities.map(({ eventId }) => eventId),
      ];
    case 'collection':
      return state.claims.map(({ eventId }) => eventId);
  }
}

/** Whether a record shows what a fact says; `shown`: the events that its state names. Of some it keeps but what they say. */
export function counts(state: AnyRecord, shown: ReadonlySet<string>, fact: Fact): boolean {
  switch (fact.type) {
    case 'LocationSet':
      return sameValue(state.location, fact.data);
    case 'ClassificationSet':
      return state.classifications[fact.data.scheme] === fact.data.code;
    case 'PartyAdded':
      return state.parties.some((party) => sameValue(party, fact.data));
    default:
      return shown.has(fact.id);
  }
}
