import type { KnownValue, SummaryGroup } from '#contracts';
import { ask, withClause, type Relations, type Source } from './relations.js';

/** A part of the portfolio with its sums by currency; `bound`: the true sum may be more. */
export interface GroupRow {
  readonly dimension: string;
  readonly key: string;
  readonly label: string;
  readonly count: number;
  readonly known: number;
  readonly totals: Readonly<Record<string, { amount: string; bound: boolean }>> | null;
}

/*
 * Each sum is counted once in every group (domain specification 2.11). An agreement over several projects holds the
 * sum, unless it says which part of it each project has; an agreement over one project leaves it to a project that
 * states one; a project of several agreements holds it alone. `instead` names who holds the sum of a record: where
 * both are in a group, the other one counts. A shared agreement's sum counts nowhere, since it may be the project's.
 */
export const countedOnce = ({ record, link }: Relations): string => `
  line AS (
    SELECT * FROM ${record} record WHERE audience = ANY ($1) AND listed AND aggregate <> 'collection'
  ), covers AS (
    SELECT l.*, count(*) OVER (PARTITION BY to_id) AS agreements, count(*) OVER (PARTITION BY from_id) AS projects
    FROM ${link} l WHERE relation = 'covers' AND audience = ANY ($1)
  ), rule AS (
    SELECT c.from_id AS id, bool_or(c.agreements > 1) AS shared, bool_and(c.allocated_amount IS NOT NULL) AS allocated,
      max(c.projects) = 1 AND bool_or(p.value_amount IS NOT NULL) AS left_to_project
    FROM covers c JOIN line p ON p.id = c.to_id GROUP BY c.from_id
  ), part AS (
    SELECT c.to_id AS id, c.allocated_currency, c.allocated_amount, c.allocated_is_bound
    FROM covers c JOIN rule r ON r.id = c.from_id WHERE c.agreements = 1 AND r.allocated
  ), worth AS (
    SELECT line.id, coalesce(value_currency, allocated_currency) AS currency,
      coalesce(value_amount, allocated_amount) AS amount, coalesce(value_is_bound, allocated_is_bound) AS bound
    FROM line LEFT JOIN part ON part.id = line.id
    WHERE coalesce(value_amount, allocated_amount) IS NOT NULL
  ), instead AS (
    SELECT r.id, c.to_id AS other FROM rule r JOIN covers c ON c.from_id = r.id JOIN worth p ON p.id = c.to_id
    WHERE r.allocated OR r.left_to_project
    UNION
    SELECT c.to_id, r.id FROM rule r JOIN covers c ON c.from_id = r.id JOIN worth a ON a.id = r.id
    WHERE NOT (r.shared OR r.allocated OR r.left_to_project)
  )`;

const keyed = ({ link }: Relations) => `
  keyed AS (
    SELECT 'all' AS dimension, 'all' AS key, 'all' AS label, id FROM line
    UNION ALL SELECT 'stage', stage, stage, id FROM line WHERE stage IS NOT NULL
    UNION ALL SELECT 'legalStatus', legal_status, legal_status, id FROM line WHERE legal_status IS NOT NULL
    UNION ALL SELECT 'sector', coalesce(sector, 'unknown'), coalesce(sector, 'unknown'), id FROM line
    UNION ALL SELECT 'region', region, region, id FROM line,
      unnest(CASE WHEN cardinality(regions) = 0 THEN '{unknown}' ELSE regions END) region
    UNION ALL SELECT 'party', party.key, party.title, id FROM line, unnest(party_keys, party_titles) party(key, title)
    UNION ALL SELECT DISTINCT 'collection', l.from_id::text, l.from_id::text, line.id
      FROM ${link} l JOIN line ON line.id = l.to_id
      WHERE starts_with(l.relation, 'member.') AND l.audience = ANY ($1)
  )`;

// One value for the place of a record in a group: compared by parts, all pairs within each group would be made first.
const place = (group: string, id: string) => `concat_ws(' ', ${group}.dimension, ${group}.key, ${id})`;

/** Sums of the records that `keyed` puts in groups; that is a CTE over `line` with dimension, key, label and id. */
const groupsOf = (ctes: readonly string[]) => `
  ${withClause(ctes)}, held_elsewhere AS (
    SELECT DISTINCT k.dimension, k.key, k.id
    FROM keyed k JOIN instead i ON i.id = k.id
      JOIN keyed o ON ${place('o', 'o.id')} = ${place('k', 'i.other')}
  ), summed AS (
    SELECT k.dimension, k.key, w.currency, sum(w.amount)::text AS amount, bool_or(w.bound) AS bound
    FROM keyed k JOIN worth w ON w.id = k.id LEFT JOIN rule r ON r.id = k.id
    WHERE r.shared IS NOT TRUE AND NOT EXISTS (
      SELECT FROM held_elsewhere h WHERE h.dimension = k.dimension AND h.key = k.key AND h.id = k.id)
    GROUP BY k.dimension, k.key, w.currency
  ), total AS (
    SELECT dimension, key, jsonb_object_agg(currency, jsonb_build_object('amount', amount, 'bound', bound)) AS totals
    FROM summed GROUP BY dimension, key
  )
  SELECT k.dimension, k.key, mode() WITHIN GROUP (ORDER BY k.label) AS label, count(*)::int AS count,
    count(w.id)::int AS known, t.totals
  FROM keyed k LEFT JOIN worth w ON w.id = k.id LEFT JOIN total t ON t.dimension = k.dimension AND t.key = k.key
  GROUP BY k.dimension, k.key, t.totals ORDER BY k.dimension, count(*) DESC, k.key`;

// Of the expressions above Postgres guesses a few rows where there are thousands, and would go through all of them for
// each. Hashing them costs next to nothing where there are few.
const HASHED = 'SET LOCAL enable_nestloop = off';

/** The portfolio by stage, legal status, sector, region, party and collection, and as a whole; in a transaction. */
export async function readGroups(source: Source): Promise<readonly GroupRow[]> {
  const { relations } = source;
  await source.client.query(HASHED);
  return ask(source, 'summary-groups', (_value, ctes) =>
    groupsOf([...ctes, countedOnce(relations), keyed(relations)]),
  );
}

const ENDED = "'Expired', 'Fulfilled', 'Terminated', 'Lapsed', 'Superseded', 'Withdrawn'";

/** The members of a collection by the furthest step that is known of each, and all of them. */
const funnel = ({ link }: Relations, collection: string) => `
  member AS (
    SELECT DISTINCT line.* FROM ${link} l JOIN line ON line.id = l.to_id
    WHERE l.from_id = ${collection}::uuid AND starts_with(l.relation, 'member.') AND l.audience = ANY ($1)
  ), stepped AS (
    SELECT id, CASE
      WHEN stage IN ('Cancelled', 'Closed') OR legal_status IN (${ENDED}) THEN 'ended'
      WHEN item #>> '{ribbon,operational}' IN ('done', 'partly') THEN 'operating'
      WHEN item #>> '{ribbon,constructionStarted}' IN ('done', 'partly') THEN 'building'
      WHEN legal_status = 'InForce' THEN 'inForce'
      WHEN item #>> '{ribbon,signed}' = 'done' THEN 'signed'
      ELSE 'unknown' END AS step
    FROM member
  ), keyed AS (
    SELECT 'step' AS dimension, step AS key, step AS label, id FROM stepped
    UNION ALL SELECT 'all', 'all', 'all', id FROM stepped
  )`;

/** The members of a collection by step: rows of the dimensions `step` and `all`; in a transaction. */
export async function readFunnelGroups(source: Source, collectionId: string): Promise<readonly GroupRow[]> {
  const { relations } = source;
  await source.client.query(HASHED);
  return ask(source, 'funnel-groups', (value, ctes) =>
    groupsOf([...ctes, countedOnce(relations), funnel(relations, value(collectionId))]),
  );
}

export const groupOf = (row: GroupRow): SummaryGroup => ({
  key: row.label,
  count: row.count,
  value: knownValue(row),
});

/** What is known of the sums of a group; nothing where there is no such group. */
export const knownValue = (group: Pick<GroupRow, 'count' | 'known' | 'totals'> | undefined): KnownValue => ({
  known: group?.known ?? 0,
  of: group?.count ?? 0,
  totals: Object.entries(group?.totals ?? {})
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, { amount, bound }]) => ({
      ...{ currency, amount, qualifier: bound ? ('moreThan' as const) : ('exact' as const) },
    })),
});
