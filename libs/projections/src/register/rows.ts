import {
  comparable,
  countableAmount,
  partialDate,
  partyKey,
  textIn,
  type AnyRecord,
  type Milestone,
  type Money,
} from '#domain';
import { valueOf, type Derived } from './derive.js';
import type { Folded } from './fold.js';

export type Audience = 'all' | 'public' | 'staff';

/** A line of the table `record`; `item` is what lists answer, but for the parts that depend on the day. */
export function recordRow(record: Folded, state: AnyRecord, derived: Derived, audience: Audience) {
  const value = valueOf(state);
  const [sector, location] = [state.classifications.sector ?? null, state.location];
  return {
    ...{ id: record.id, audience, aggregate: state.aggregate, public_id: state.publicId },
    ...{ version: record.version, position: String(record.position), kind: kindOf(state) },
    ...{ legal_status: derived.legalStatus, stage: derived.stage, headline: derived.headline.code },
    ...{ country: location?.country ?? null, regions: location?.regions ?? [], sector },
    party_keys: state.parties.map(({ party }) => partyKey(party)),
    search: searchText(state),
    title: comparable(textIn(state.titles, 'en')),
    last_news_on: state.lastNewsOn,
    ...valueColumns(value),
    listed: !state.voided && state.mergedInto === null,
    item: {
      ...{ aggregate: state.aggregate, kind: kindOf(state), titles: state.titles, ...derived },
      deliveryMode: state.aggregate === 'project' ? state.deliveryMode : null,
      ...{ countryCode: location?.country ?? null, regions: location?.regions ?? [], sector },
      ...{ parties: state.parties, value, openingBalance: state.openingBalance },
      capacities:
        state.aggregate === 'project'
          ? state.capacities.map(({ kind, quantity }) => ({ kind, quantity }))
          : [],
      milestones: state.milestones.filter(({ status }) => status === 'Planned').map(nextOf),
    },
  };
}

function valueColumns(value: Money | null) {
  const amount = value === null ? undefined : countableAmount(value);
  if (amount === undefined) return { value_currency: null, value_amount: null, value_is_bound: null };
  return {
    value_currency: value?.currency ?? null,
    value_amount: amount.amount,
    value_is_bound: amount.lowerBound,
  };
}

const kindOf = (state: AnyRecord): string | null => state.kind;

/** What the line of the list needs to name the next promised date. */
const nextOf = ({ milestoneId, code, plans }: Milestone) => ({
  milestoneId,
  code,
  plannedOn: plans.at(-1)?.plannedOn ?? null,
});

/** Everything that people may look for, in all languages, without case or punctuation. */
function searchText(state: AnyRecord): string {
  const texts = [
    state.publicId,
    ...Object.values(state.titles),
    ...Object.values(state.description ?? {}),
    ...state.parties.flatMap(({ party }) => [party.name, ...Object.values(party.names ?? {})]),
    state.location?.place ?? '',
  ];
  return comparable(texts.join(' '));
}

/** A line of the table `milestone`. */
export function milestoneRow(recordId: string, milestone: Milestone, audience: Audience) {
  const plannedOn = milestone.plans.at(-1)?.plannedOn ?? null;
  const date = plannedOn === null ? null : partialDate(plannedOn);
  return {
    ...{ record_id: recordId, audience, milestone_id: milestone.milestoneId },
    ...{ status: milestone.status, code: milestone.code },
    ...{ planned_from: date?.from ?? null, planned_to: date?.to ?? null, milestone },
  };
}
