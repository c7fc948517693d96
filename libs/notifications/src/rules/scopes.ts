import { comparable, PARTY_SCHEMES, partyKey, type Party } from '#domain';
import type { EventClass, FollowScope } from '#contracts';
import type { RecordView } from '../record/record-state.js';

const IDENTIFIER = new RegExp(`^(${PARTY_SCHEMES.join('|')}):\\S+$`);

/** What is followed, as one text: `record:project-<uuid>`, `region:KZ-31`. Names of parties lose case and spacing. */
export function scopeText(scope: FollowScope): string {
  if (scope.kind !== 'party') return `${scope.kind}:${scope.key}`;
  return `party:${IDENTIFIER.test(scope.key) ? scope.key : comparable(scope.key)}`;
}

export const recordScope = (stream: string): string => `record:${stream}`;
export const classScope = (eventClass: EventClass): string => `event-class:${eventClass}`;

/** Kind of a scope text. */
export const kindOf = (scope: string): string => scope.slice(0, scope.indexOf(':'));
export const keyOf = (scope: string): string => scope.slice(scope.indexOf(':') + 1);

interface About {
  readonly eventClass: EventClass;
  /** Streams of the collections that hold the record, directly or through others. */
  readonly collections: readonly string[];
  readonly formerParties: readonly Pick<Party, 'name' | 'names' | 'identifier'>[];
}

/** Everything by which somebody may follow what happened to this record. */
export function scopesOf(record: RecordView, about: About): string[] {
  const { state, stream } = record;
  const parties = [...state.parties.map(({ party }) => party), ...about.formerParties];
  const scopes = [
    recordScope(stream),
    classScope(about.eventClass),
    ...(state.location?.regions ?? []).map((region) => `region:${region}`),
    ...sectorScopes(state.classifications['sector']),
    ...parties.flatMap(partyScopes),
    ...about.collections.map((collection) => `collection:${collection}`),
    ...(state.aggregate === 'collection' ? [`collection:${stream}`] : []),
  ];
  return [...new Set(scopes)];
}

/** A sector and those it is part of: who follows `energy` hears of `energy.nuclear`. */
function sectorScopes(sector: string | undefined): string[] {
  if (sector === undefined) return [];
  const parts = sector.split('.');
  return parts.map((_, index) => `sector:${parts.slice(0, index + 1).join('.')}`);
}

/** A party can be followed by its identifier and by its name in any language. */
const partyScopes = (party: About['formerParties'][number]): string[] => [
  `party:${partyKey(party)}`,
  ...[party.name, ...Object.values(party.names ?? {})].flatMap((name) =>
    name === undefined ? [] : [`party:${comparable(name)}`],
  ),
];
