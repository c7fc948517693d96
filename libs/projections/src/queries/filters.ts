import { comparable, type Aggregate } from '#domain';
import type { RegisterQuery } from '#contracts';
import { Conditions, hasWords, isInRegion, isWithinSector } from './conditions.js';
import type { Relations } from './relations.js';
import { audiencesOf, type Viewer } from './viewer.js';

export interface ListRequest {
  readonly aggregate: Aggregate | undefined;
  readonly query: RegisterQuery;
  readonly viewer: Viewer;
  /** Uuids of the records of which the reader sees what is internal, too; for a reader who is limited to some. */
  readonly within?: readonly string[] | undefined;
  /** Present day in Asia/Almaty. */
  readonly today: string;
}

/** The line for staff of the records within reach, the public line of all others. */
const isSeen = (audiences: string, within: string): string =>
  `CASE WHEN id = ANY (${within}::uuid[]) THEN audience IN ('all', 'staff') ELSE audience = ANY (${audiences}) END`;

/** Conditions on `record` for the lines that a reader asked for and may see; `$1` is the reader's audiences. */
export function filtersOf(
  { aggregate, query, viewer, within, today }: ListRequest,
  { record, link, milestone }: Relations,
): Conditions {
  const where = new Conditions();
  const audiences = audiencesOf(viewer);
  where.add((value) =>
    within === undefined ? `audience = ANY (${value(audiences)})` : isSeen(value(audiences), value(within)),
  );
  where.add(() => 'listed');
  const equal: [string, string | undefined][] = [
    ['aggregate', aggregate],
    ['stage', query.stage],
    ['legal_status', query.legalStatus],
    ['headline', query.headline],
    ['kind', query.kind],
  ];
  for (const [column, given] of equal) {
    if (given !== undefined) where.add((value) => `${column} = ${value(given)}`);
  }
  const { region, sector, party, collection, around, q, quietSince, overdue } = query;
  if (region !== undefined) where.add((value) => isInRegion(value, 'regions', region));
  if (sector !== undefined) where.add((value) => isWithinSector(value, 'sector', sector));
  if (party !== undefined) where.add((value) => hasParty(value(comparable(party))));
  if (collection !== undefined) where.add((value) => isMember({ record, link }, value(collection)));
  if (around !== undefined) where.add((value) => isAround(link, value(around.split(','))));
  if (q !== undefined) where.add((value) => hasWords(value, 'search', q));
  if (quietSince !== undefined) where.add((value) => `last_news_on <= ${value(quietSince)}::date`);
  if (overdue !== undefined) {
    where.add((value) => `${overdue === 'true' ? '' : 'NOT '}${isOverdue(milestone, value(today))}`);
  }
  return where;
}

const hasParty = (wanted: string): string => `${wanted} <> '' AND EXISTS (
  SELECT FROM unnest(party_names) party WHERE position(${wanted} in party) > 0)`;

const isMember = (
  { record, link }: Pick<Relations, 'record' | 'link'>,
  collection: string,
): string => `EXISTS (
  SELECT FROM ${link} l JOIN ${record} c ON c.id = l.from_id AND c.audience = ANY ($1)
  WHERE l.to_id = record.id AND starts_with(l.relation, 'member.') AND l.audience = ANY ($1)
    AND (c.id::text = lower(${collection}) OR c.public_id = upper(${collection})))`;

const isAround = (link: string, ids: string): string => `(id = ANY (${ids}::uuid[]) OR id IN (
  SELECT l.to_id FROM ${link} l WHERE l.from_id = ANY (${ids}::uuid[]) AND l.audience = ANY ($1)
  UNION ALL SELECT l.from_id FROM ${link} l WHERE l.to_id = ANY (${ids}::uuid[]) AND l.audience = ANY ($1)))`;

const isOverdue = (milestone: string, today: string): string => `EXISTS (
  SELECT FROM ${milestone} m WHERE m.record_id = record.id AND m.audience = record.audience
    AND m.status = 'Planned' AND m.planned_to < ${today}::date)`;
