import type { CollectionState } from '#domain';
import type { PortfolioSummary, SummaryGroup } from '#contracts';
import type { EventStore } from '#event-store';
import type pg from 'pg';
import type { Moment } from './moment.js';
import { ask, LIVE, sourceThen, withClause, type Relations, type Source } from './relations.js';
import { inSnapshot } from './snapshot.js';
import { groupOf, knownValue, readGroups, type GroupRow } from './summary-groups.js';
import { readThen, statesThen, type RecordName } from './then.js';
import { audiencesOf, stateFor, type Viewer } from './viewer.js';

/** The portfolio in figures, with what is not known beside every one of them. */
export async function summarise(
  pool: pg.Pool,
  { viewer, today }: { viewer: Viewer; today: string },
): Promise<PortfolioSummary> {
  return inSnapshot(pool, async ({ client, asOfPosition }) => {
    const source = { client, viewer, relations: LIVE };
    return figures(source, { day: today, collections: await readCollections(source), asOfPosition });
  });
}

/** The portfolio in figures as it was at a moment. */
export async function summariseThen(
  pool: pg.Pool,
  store: EventStore,
  { viewer, moment }: { viewer: Viewer; moment: Moment },
): Promise<PortfolioSummary> {
  const then = await readThen(pool, store, { viewer, moment });
  const source = sourceThen(pool, then);
  const names = await ask<RecordName>(
    source,
    'listed-collections',
    (_value, ctes) => `${withClause(ctes)} SELECT id, aggregate FROM ${source.relations.record}
      WHERE aggregate = 'collection' AND listed AND audience = ANY ($1) ORDER BY public_id`,
  );
  const collections: Collection[] = [];
  for await (const [{ id }, { state }] of statesThen(store, names, { viewer, moment })) {
    if (state.aggregate === 'collection') collections.push({ id, state });
  }
  return inSnapshot(pool, ({ client }) =>
    figures({ ...source, client }, { day: moment.day, collections, asOfPosition: String(moment.position) }),
  );
}

interface Collection {
  readonly id: string;
  readonly state: CollectionState;
}

async function figures(
  source: Source,
  { day, collections, asOfPosition }: { day: string; collections: Collection[]; asOfPosition: string },
): Promise<PortfolioSummary> {
  const groups = await readGroups(source);
  const counts = await readCounts(source, day);
  const of = (dimension: string): SummaryGroup[] =>
    groups.filter((row) => row.dimension === dimension).map(groupOf);
  const { projects, agreements } = counts;
  const tracked = projects + agreements;
  const value = knownValue(groups.find(({ dimension }) => dimension === 'all'));
  return {
    records: { agreements, projects, collections: counts.collections, tracked },
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
    claims: claimsOf(collections, groups, await readMembers(source)),
    asOfPosition,
  };
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

const countsOf = ({ record, milestone }: Relations, day: string) => `
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
    (SELECT count(*)::int FROM ${milestone} m
     WHERE m.audience = ANY ($1) AND m.status = 'Planned' AND m.planned_to < ${day}::date) AS overdue
  FROM ${record} record WHERE audience = ANY ($1) AND listed`;

async function readCounts(source: Source, day: string): Promise<Counts> {
  const rows = await ask<Counts>(
    source,
    'summary-counts',
    (value, ctes) => `${withClause(ctes)} ${countsOf(source.relations, value(day))}`,
  );
  return rows[0] as Counts;
}

function readCollections({ client, viewer }: Source): Promise<Collection[]> {
  return client
    .query<Collection & pg.QueryResultRow>({
      name: `summary-collections-${viewer}`,
      text: `SELECT r.id, ${stateFor(viewer)} AS state FROM views.record r JOIN views.record_state s ON s.id = r.id
             WHERE r.aggregate = 'collection' AND r.listed AND r.audience = ANY ($1) ORDER BY r.public_id`,
      values: [audiencesOf(viewer)],
    })
    .then(({ rows }) => rows);
}

/** How many known members each collection has. */
async function readMembers(source: Source): Promise<ReadonlyMap<string, number>> {
  const rows = await ask<{ id: string; members: number }>(
    source,
    'summary-members',
    (_value, ctes) => `${withClause(ctes)}
      SELECT l.from_id AS id, count(DISTINCT l.to_id)::int AS members FROM ${source.relations.link} l
      WHERE starts_with(l.relation, 'member.') AND l.audience = ANY ($1) GROUP BY l.from_id`,
  );
  return new Map(rows.map(({ id, members }) => [id, members]));
}

/** What is claimed of collections, beside what their known members come to. */
function claimsOf(
  collections: readonly Collection[],
  groups: readonly GroupRow[],
  members: ReadonlyMap<string, number>,
): PortfolioSummary['claims'] {
  return collections.flatMap(({ id, state }) => {
    const memberValue = knownValue(
      groups.find(({ dimension, key }) => dimension === 'collection' && key === id),
    );
    return state.claims.map(({ eventId: _eventId, claimId: _claimId, ...claim }) => ({
      ...{ collectionId: id, publicId: state.publicId ?? '', titles: state.titles, ...claim },
      ...{ members: members.get(id) ?? 0, memberValue },
    }));
  });
}
