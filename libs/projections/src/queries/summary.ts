import type { CollectionState } from '#domain';
import type { KnownValue, PortfolioSummary, SummaryGroup } from '#contracts';
import type pg from 'pg';
import { livePosition } from '../runner/status.js';
import { audiencesOf, type Viewer } from './viewer.js';

// Value lies with projects and agreements. An agreement whose projects bear the value would count it twice, so an
// agreement counts only where none of the projects it covers states one (domain specification 2.11).
const LINES = `
  SELECT r.*, r.aggregate = 'project' OR NOT EXISTS (
    SELECT FROM views.link l JOIN views.record p ON p.id = l.to_id AND p.audience = ANY ($1)
    WHERE l.from_id = r.id AND l.relation = 'covers' AND l.audience = ANY ($1) AND p.value_amount IS NOT NULL
  ) AS counts
  FROM views.record r WHERE r.audience = ANY ($1) AND r.listed AND r.aggregate <> 'collection'`;

interface GroupRow {
  dimension: string;
  key: string;
  count: number;
  known: number;
  totals: Record<string, { amount: string; bound: boolean }> | null;
}

const STAGES_BUILDING = ['UnderConstruction', 'Built', 'PartiallyOperational', 'Operational', 'Closed'];

/** The portfolio in figures, with what is not known beside every one of them. */
export async function summarise(
  pool: pg.Pool,
  { viewer, today }: { viewer: Viewer; today: string },
): Promise<PortfolioSummary> {
  const audiences = audiencesOf(viewer);
  const [groups, counts, claims, asOf] = await Promise.all([
    readGroups(pool, audiences),
    readCounts(pool, audiences, today),
    readClaims(pool, viewer),
    livePosition(pool, 'register'),
  ]);
  const of = (dimension: string): SummaryGroup[] =>
    groups.filter((row) => row.dimension === dimension).map(groupOf);
  const all = of('all')[0];
  const [projects, agreements] = [counts.projects, counts.agreements];
  return {
    records: { agreements, projects, collections: counts.collections, tracked: projects + agreements },
    steps: {
      signed: { known: counts.signed, of: agreements },
      building: { known: counts.building, of: counts.buildable },
      operating: { known: counts.operating, of: projects },
      ended: { known: counts.ended, of: projects + agreements },
    },
    value: all?.value ?? { known: 0, of: 0, totals: [] },
    ...{ byStage: of('stage'), byLegalStatus: of('legalStatus'), bySector: of('sector') },
    ...{ byRegion: of('region'), byParty: of('party') },
    known: {
      region: { known: counts.with_region, of: projects + agreements },
      value: { known: all?.value.known ?? 0, of: projects + agreements },
      anyDate: { known: counts.with_date, of: projects + agreements },
      capacity: { known: counts.with_capacity, of: projects },
    },
    overdue: counts.overdue,
    claims,
    asOfPosition: String(asOf ?? 0n),
  };
}

const groupOf = (row: GroupRow): SummaryGroup => ({
  key: row.key,
  count: row.count,
  value: knownValue(row, row.count),
});

const knownValue = ({ known, totals }: Pick<GroupRow, 'known' | 'totals'>, of: number): KnownValue => ({
  ...{ known, of },
  totals: Object.entries(totals ?? {}).map(([currency, { amount, bound }]) => ({
    ...{ currency, amount, qualifier: bound ? ('moreThan' as const) : ('exact' as const) },
  })),
});

async function readGroups(pool: pg.Pool, audiences: readonly string[]): Promise<readonly GroupRow[]> {
  const { rows } = await pool.query<GroupRow>({
    name: 'summary-groups',
    text: `
      WITH line AS (${LINES}), keyed AS (
        SELECT 'all' AS dimension, 'all' AS key, line.* FROM line
        UNION ALL SELECT 'stage', stage, line.* FROM line WHERE stage IS NOT NULL
        UNION ALL SELECT 'legalStatus', legal_status, line.* FROM line WHERE legal_status IS NOT NULL
        UNION ALL SELECT 'sector', coalesce(sector, 'unknown'), line.* FROM line
        UNION ALL SELECT 'region', region, line.* FROM line,
          unnest(CASE WHEN cardinality(regions) = 0 THEN '{unknown}' ELSE regions END) region
        UNION ALL SELECT 'party', party ->> 'name', line.* FROM line,
          LATERAL (SELECT DISTINCT p -> 'party' AS party FROM jsonb_array_elements(item -> 'parties') p) names
      ), summed AS (
        SELECT dimension, key, value_currency, sum(value_amount)::text AS amount, bool_or(value_is_bound) AS bound
        FROM keyed WHERE value_amount IS NOT NULL AND counts GROUP BY dimension, key, value_currency
      )
      SELECT k.dimension, k.key, count(*)::int AS count, count(k.value_amount)::int AS known,
        (SELECT jsonb_object_agg(s.value_currency, jsonb_build_object('amount', s.amount, 'bound', s.bound))
         FROM summed s WHERE s.dimension = k.dimension AND s.key = k.key) AS totals
      FROM keyed k GROUP BY k.dimension, k.key ORDER BY k.dimension, count(*) DESC, k.key`,
    values: [audiences],
  });
  return rows;
}

interface Counts {
  projects: number;
  agreements: number;
  collections: number;
  signed: number;
  building: number;
  buildable: number;
  operating: number;
  ended: number;
  with_region: number;
  with_date: number;
  with_capacity: number;
  overdue: number;
}

async function readCounts(pool: pg.Pool, audiences: readonly string[], today: string): Promise<Counts> {
  const { rows } = await pool.query<Counts>({
    name: 'summary-counts',
    text: `
      SELECT count(*) FILTER (WHERE aggregate = 'project')::int AS projects,
        count(*) FILTER (WHERE aggregate = 'agreement')::int AS agreements,
        count(*) FILTER (WHERE aggregate = 'collection')::int AS collections,
        count(*) FILTER (WHERE aggregate = 'agreement' AND item #>> '{ribbon,signed}' = 'done')::int AS signed,
        count(*) FILTER (WHERE stage = ANY ($3) AND item ->> 'deliveryMode' = 'build')::int AS building,
        count(*) FILTER (WHERE item ->> 'deliveryMode' = 'build')::int AS buildable,
        count(*) FILTER (WHERE stage IN ('Operational', 'PartiallyOperational'))::int AS operating,
        count(*) FILTER (WHERE stage IN ('Cancelled', 'Closed')
          OR legal_status IN ('Expired', 'Fulfilled', 'Terminated', 'Lapsed', 'Superseded', 'Withdrawn'))::int AS ended,
        count(*) FILTER (WHERE aggregate <> 'collection' AND cardinality(regions) > 0)::int AS with_region,
        count(*) FILTER (WHERE aggregate <> 'collection' AND EXISTS (
          SELECT FROM views.milestone m WHERE m.record_id = record.id AND m.audience = record.audience
            AND (m.planned_to IS NOT NULL OR m.milestone #>> '{achieved,occurredOn}' IS NOT NULL)))::int AS with_date,
        count(*) FILTER (WHERE jsonb_array_length(item -> 'capacities') > 0)::int AS with_capacity,
        (SELECT count(*)::int FROM views.milestone m
         WHERE m.audience = ANY ($1) AND m.status = 'Planned' AND m.planned_to < $2::date) AS overdue
      FROM views.record WHERE audience = ANY ($1) AND listed`,
    values: [audiences, today, STAGES_BUILDING],
  });
  return rows[0] as Counts;
}

interface ClaimRow {
  id: string;
  public_id: string;
  state: CollectionState;
  members: number;
  known: number;
  totals: GroupRow['totals'];
}

/** What is claimed of collections, beside what their known members come to. */
async function readClaims(pool: pg.Pool, viewer: Viewer): Promise<PortfolioSummary['claims']> {
  const { rows } = await pool.query<ClaimRow>({
    name: 'summary-claims',
    text: `
      WITH member AS (
        SELECT l.from_id, m.* FROM views.link l JOIN views.record m ON m.id = l.to_id AND m.audience = ANY ($1)
        WHERE starts_with(l.relation, 'member.') AND l.audience = ANY ($1)
      )
      SELECT r.id, r.public_id, CASE WHEN $2 = 'public' THEN coalesce(s.public_state, s.state) ELSE s.state END AS state,
        (SELECT count(*)::int FROM member WHERE from_id = r.id) AS members,
        (SELECT count(value_amount)::int FROM member WHERE from_id = r.id) AS known,
        (SELECT jsonb_object_agg(value_currency, jsonb_build_object('amount', amount, 'bound', bound)) FROM (
           SELECT value_currency, sum(value_amount)::text AS amount, bool_or(value_is_bound) AS bound
           FROM member WHERE from_id = r.id AND value_amount IS NOT NULL GROUP BY value_currency) t) AS totals
      FROM views.record r JOIN views.record_state s ON s.id = r.id
      WHERE r.aggregate = 'collection' AND r.listed AND r.audience = ANY ($1) ORDER BY r.public_id`,
    values: [audiencesOf(viewer), viewer],
  });
  return rows.flatMap(({ id, public_id, state, members, ...sums }) =>
    state.claims.map(({ eventId: _eventId, claimId: _claimId, ...claim }) => ({
      ...{ collectionId: id, publicId: public_id, titles: state.titles, ...claim, members },
      memberValue: knownValue(sums, members),
    })),
  );
}
