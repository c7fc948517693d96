import {
  comparable,
  currentValue,
  KZ_REGIONS,
  partialDate,
  partyKey,
  QUALITY_CHECKS,
  textIn,
  type AnyRecord,
  type Finding,
  type LocalizedText,
  type Milestone,
  type Party,
} from '#domain';
import { countable, type Countable } from './countable.js';
import type { Derived } from './derive.js';
import type { Known } from './fold.js';
import type { Link } from './links.js';

export type Audience = 'all' | 'public' | 'staff';

/** A line of the table `record`; `item` is what lists answer, but for the parts that depend on the day. */
export function recordRow(
  id: string,
  known: Known,
  { audience, ...derived }: Derived & { audience: Audience },
) {
  const { state } = known;
  const texts = textColumns(state);
  return {
    ...{ id, audience },
    ...figureColumns(known, derived),
    ...texts,
    item: {
      ...{ aggregate: state.aggregate, kind: state.kind, titles: state.titles, ...derived },
      ...{ countryCode: texts.country, regions: texts.regions, sector: texts.sector },
      ...{ parties: state.parties, value: currentValue(state)?.value ?? null },
      ...{ openingBalance: state.openingBalance, ...buildParts(state) },
      milestones: state.milestones.filter(({ status }) => status === 'Planned').map(nextOf),
    },
  };
}

/** What most events change. */
export function figureColumns({ state, version, position }: Known, derived: Derived) {
  return {
    ...{ aggregate: state.aggregate, version, position: String(position) },
    ...{ legal_status: derived.legalStatus, stage: derived.stage, headline: derived.headline.code },
    last_news_on: state.lastNewsOn,
    ...sumColumns(countable(currentValue(state)?.value ?? null)),
    ...{ dated: isDated(state), listed: !state.voided && state.mergedInto === null },
  };
}

/** What is built, of projects alone. */
export const buildParts = (state: AnyRecord) =>
  state.aggregate === 'project'
    ? {
        deliveryMode: state.deliveryMode,
        capacities: state.capacities.map(({ kind, quantity }) => ({ kind, quantity })),
      }
    : { deliveryMode: null, capacities: [] };

/** What few events change, and what is long. */
export function textColumns(state: AnyRecord) {
  const { publicId, kind, location, classifications } = state;
  return {
    ...{ public_id: publicId, kind, country: location?.country ?? null, regions: location?.regions ?? [] },
    ...{ sector: classifications.sector ?? null, ...searchColumns(state) },
  };
}

interface SearchColumns extends ReturnType<typeof partyColumns> {
  readonly search: string;
  readonly title: string;
}

type Described = Pick<AnyRecord, 'publicId' | 'description' | 'parties' | 'location'>;

// Most events leave names and places as they are, and comparing texts is what a line costs most.
const described = new WeakMap<LocalizedText, { readonly of: Described; readonly columns: SearchColumns }>();

function searchColumns(state: AnyRecord): SearchColumns {
  const known = described.get(state.titles);
  if (known !== undefined && isSameText(known.of, state)) return known.columns;
  const columns = {
    ...partyColumns(state.parties.map(({ party }) => party)),
    search: searchText(state),
    title: comparable(textIn(state.titles, 'en')),
  };
  const { publicId, description, parties, location } = state;
  described.set(state.titles, { of: { publicId, description, parties, location }, columns });
  return columns;
}

const isSameText = (a: Described, b: Described): boolean =>
  a.publicId === b.publicId &&
  a.description === b.description &&
  a.parties === b.parties &&
  a.location === b.location;

const sumColumns = (sum: Countable | null) => ({
  value_currency: sum?.currency ?? null,
  value_amount: sum?.amount ?? null,
  value_is_bound: sum?.lowerBound ?? null,
});

/** Each party once: its key, the name that sources use, and everything that finds it. */
function partyColumns(parties: readonly Party[]) {
  const titles = new Map(parties.map((party) => [partyKey(party), party.name]));
  return {
    party_keys: [...titles.keys()],
    party_titles: [...titles.values()],
    party_names: [...new Set(parties.flatMap(namesOf).map(comparable))],
  };
}

/** The text in each language that it is given in, in one order. */
const textsOf = (text: LocalizedText | null): string[] =>
  text === null ? [] : [text.en, text.kk, text.ru, text.zh].filter((value) => value !== undefined);

/** Names and identifier by which people look for a party. */
const namesOf = ({ name, names, identifier }: Party): string[] => [
  ...[name, ...textsOf(names ?? null)],
  ...(identifier === undefined ? [] : [`${identifier.scheme} ${identifier.id}`]),
];

/** Whether any date at all is known: promised, reached, or of a stage. */
function isDated(state: AnyRecord): boolean {
  const tracks =
    state.aggregate === 'agreement'
      ? [state.track]
      : state.aggregate === 'project'
        ? Object.values(state.tracks)
        : [];
  return (
    tracks.some(({ entries }) => entries.some(({ dated }) => dated)) ||
    state.milestones.some(
      ({ plans, achieved }) =>
        plans.some(({ plannedOn }) => plannedOn !== null) || (achieved?.occurredOn ?? null) !== null,
    )
  );
}

/** What the line of the list needs to name the next promised date. */
const nextOf = ({ milestoneId, code, plans }: Milestone) => ({
  milestoneId,
  code,
  plannedOn: plans.at(-1)?.plannedOn ?? null,
});

const REGION_NAMES = new Map(
  KZ_REGIONS.map(({ code, nameEn, nameKk, nameRu }) => [code, [nameEn, nameKk, nameRu]]),
);

/** Everything that people may look for, in all languages, without case or punctuation. */
function searchText(state: AnyRecord): string {
  const texts = [
    state.publicId,
    ...textsOf(state.titles),
    ...textsOf(state.description),
    ...state.parties.flatMap(({ party }) => namesOf(party)),
    ...(state.location?.regions ?? []).flatMap((code) => [code, ...(REGION_NAMES.get(code) ?? [])]),
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

/** A line of the table `finding`. */
export const findingRow = (
  recordId: string,
  { check, subject, holdsFrom, details, eventIds }: Finding,
  audience: Audience,
) => ({
  ...{ record_id: recordId, audience, check_name: check, subject, severity: QUALITY_CHECKS[check] },
  ...{ holds_from: holdsFrom, details, event_ids: eventIds },
});

/** A line of the table `link`. */
export const linkRow = ({ from, to, relation, allocation }: Link, audience: Audience) => ({
  ...{ from_id: from, to_id: to, relation, audience },
  allocated_currency: allocation?.currency ?? null,
  allocated_amount: allocation?.amount ?? null,
  allocated_is_bound: allocation?.lowerBound ?? null,
});
