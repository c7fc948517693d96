import type { CollectionState } from '#domain';
import type { PortfolioSummary, SummaryGroup } from '#contracts';
import type pg from 'pg';
import { inSnapshot } from './snapshot.js';
import { groupOf, knownValue, readGroups, type GroupRow } from './summary-groups.js';
import { audiencesOf, stateFor, type Viewer } from './viewer.js';

/** The portfolio in figures, with what is not known beside every one of them. */
export async function summarise(
  pool: pg.Pool,
  { viewer, today }: { viewer: Viewer; today: string },
): Promise<PortfolioSummary> {
  return inSnapshot(pool, async ({ client, asOfPosition }) => {
    const groups = await readGroups(client, audiencesOf(viewer));
    const counts = await readCounts(client, audiencesOf(viewer), today);
    const of = (dimension: string): SummaryGroup[] =>
      groups.filter((row) => row.dimension === dimension).map(groupOf);
    const { projects, agreements, collections } = counts;
    const tracked = projects + agreements;
    const value = knownValue(groups.find(({ dimension }) => dimension === 'all'));
    return {
      records: { agreements, projects, collections, tracked },
      steps: {
        signed: { known: counts.signed, of: agreements },
        building: { known: counts.building, of: counts.buildable },
        operating: { known: counts.operating, of: projects },
        ended: { known: counts.ended, of: tracked },
      },
      value,
      ...{ byStage: of('stage'), byLegalStatus: of('legalStatus'), bySector: of('sector') },
      ...{ byRegion: of('region'), byParty: of('party') },
      known: {
        region: { known: counts.with_region, of: tracked },
        value: { known: value.known, of: tracked },
        anyDate: { known: counts.with_date, of: tracked },
        capacity: { known: counts.with_capacity, of: projects },
      },
      overdue: counts.overdue,
      claims: await readClaims(client, viewer, groups),
      asOfPosition,
    };
  });
}

interface Counts {
  readonly projects: number;
  readonly agreements: number;
  readonly collections: number;
  readonly signed: number;
  readonly building: number;
  readonly buildable: number;
  readonly operating: number;
  readonly ended: number;
  readonly with_region: number;
  readonly with_date: number;
  readonly with_capacity: number;
  readonly overdue: number;
}

const COUNTS = `
  SELECT count(*) FILTER (WHERE aggregate = 'project')::int AS projects,
    count(*) FILTER (WHERE aggregate = 'agreement')::int AS agreements,
    count(*) FILTER (WHERE aggregate = 'collection')::int AS collections,
    count(*) FILTER (WHERE aggregate = 'agreement' AND item #>> '{ribbon,signed}' = 'done')::int AS signed,
    count(*) FILTER (WHERE aggregate = 'project'
      AND item #>> '{ribbon,constructionStarted}' IN ('done', 'partly'))::int AS building,
    count(*) FILTER (WHERE item ->> 'deliveryMode' = 'build')::int AS buildable,
    count(*) FILTER (WHERE aggregate = 'project'
      AND item #>> '{ribbon,operational}' IN ('done', 'partly'))::int AS operating,
    count(*) FILTER (WHERE stage IN ('Cancelled', 'Closed')
      OR legal_status IN ('Expired', 'Fulfilled', 'Terminated', 'Lapsed', 'Superseded', 'Withdrawn'))::int AS ended,
    count(*) FILTER (WHERE aggregate <> 'collection' AND cardinality(regions) > 0)::int AS with_region,
    count(*) FILTER (WHERE aggregate <> 'collection' AND dated)::int AS with_date,
    count(*) FILTER (WHERE jsonb_array_length(item -> 'capacities') > 0)::int AS with_capacity,
    (SELECT count(*)::int FROM views.milestone m
     WHERE m.audience = ANY ($1) AND m.status = 'Planned' AND m.planned_to < $2::date) AS overdue
  FROM views.record WHERE audience = ANY ($1) AND listed`;

async function readCounts(
  client: pg.ClientBase,
  audiences: readonly string[],
  today: string,
): Promise<Counts> {
  const { rows } = await client.query<Counts>({
    name: 'summary-counts',
    text: COUNTS,
    values: [audiences, today],
  });
  return rows[0] as Counts;
}

interface ClaimRow {
  readonly id: string;
  readonly public_id: string;
  readonly state: CollectionState;
  readonly members: number;
}

/** What is claimed of collections, beside what their known members come to. */
async function readClaims(
  client: pg.ClientBase,
  viewer: Viewer,
  groups: readonly GroupRow[],
): Promise<PortfolioSummary['claims']> {
  const { rows } = await client.query<ClaimRow>({
    name: `summary-claims-${viewer}`,
    text: `
      SELECT r.id, r.public_id, ${stateFor(viewer)} AS state,
        (SELECT count(DISTINCT l.to_id)::int FROM views.link l
         WHERE l.from_id = r.id AND starts_with(l.relation, 'member.') AND l.audience = ANY ($1)) AS members
      FROM views.record r JOIN views.record_state s ON s.id = r.id
      WHERE r.aggregate = 'collection' AND r.listed AND r.audience = ANY ($1) ORDER BY r.public_id`,
    values: [audiencesOf(viewer)],
  });
  return rows.flatMap(({ id, public_id, state, members }) => {
    const memberValue = knownValue(
      groups.find(({ dimension, key }) => dimension === 'collection' && key === id),
    );
    return state.claims.map(({ eventId: _eventId, claimId: _claimId, ...claim }) => ({
      ...{ collectionId: id, publicId: public_id, titles: state.titles, ...claim, members, memberValue },
    }));
  });
}
