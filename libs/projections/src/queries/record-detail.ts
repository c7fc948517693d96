import type { Aggregate, AnyRecord, Headline, LocalizedText } from '#domain';
import type { RecordDetail } from '#contracts';
import type pg from 'pg';
import { isUuid } from '#platform';
import { itemOf, LINE_COLUMNS, type RecordLine } from './items.js';
import { bestOf, linksAndMembers, partsOf, relationFrom } from './record-parts.js';
import { inSnapshot } from './snapshot.js';
import { audiencesOf, stateFor, type Viewer } from './viewer.js';

export interface DetailRequest {
  readonly aggregate: Aggregate;
  /** Uuid or public id. */
  readonly id: string;
  readonly viewer: Viewer;
  /** Uuids of the records of which the reader sees what is internal; undefined: of all, as far as the viewer may. */
  readonly within?: readonly string[] | undefined;
  readonly today: string;
}

interface DetailRow extends RecordLine {
  readonly state: AnyRecord;
}

/** A record in full; undefined when there is none that this viewer may see. */
export async function findRecord(pool: pg.Pool, request: DetailRequest): Promise<RecordDetail | undefined> {
  return inSnapshot(pool, async ({ client, asOfPosition }) => {
    const row = await findLine(client, request);
    if (row === undefined) return undefined;
    return {
      ...itemOf(row, request.today),
      ...partsOf(row.state, request.today),
      ...linksAndMembers(await linkedRecords(client, row.id, request)),
      bestEvidence: await bestEvidence(client, row, request),
      ...{ day: request.today, asOfPosition },
    };
  });
}

async function findLine(
  client: pg.ClientBase,
  { aggregate, id, viewer }: DetailRequest,
): Promise<DetailRow | undefined> {
  const byUuid = isUuid(id);
  const { rows } = await client.query<DetailRow>({
    name: `find-record-${viewer}-${byUuid ? 'uuid' : 'public-id'}`,
    text: `SELECT ${LINE_COLUMNS.replaceAll(/\b(id|public_id|version|position)\b/g, 'r.$1')}, ${stateFor(viewer)} AS state
           FROM views.record r JOIN views.record_state s ON s.id = r.id
           WHERE r.aggregate = $1 AND r.audience = ANY ($3) AND ${byUuid ? 'r.id = $2::uuid' : 'r.public_id = $2'}`,
    values: [aggregate, id, audiencesOf(viewer)],
  });
  return rows[0];
}

interface LinkRow {
  relation: string;
  outgoing: boolean;
  id: string;
  public_id: string;
  item: { aggregate: Aggregate; titles: LocalizedText; headline: Headline };
}

/** Records linked in either direction. */
async function linkedRecords(
  client: pg.ClientBase,
  id: string,
  { viewer, within }: DetailRequest,
): Promise<RecordDetail['links']> {
  const { rows } = await client.query<LinkRow>({
    name: 'linked-records',
    text: `SELECT l.relation, l.from_id = $1 AS outgoing, r.id, r.public_id, r.item
           FROM views.link l JOIN views.record r
             ON r.id = CASE WHEN l.from_id = $1 THEN l.to_id ELSE l.from_id END AND r.audience = ANY (
               CASE WHEN $3::uuid[] IS NULL OR r.id = ANY ($3) THEN $2 ELSE ARRAY['all', 'public'] END)
           WHERE (l.from_id = $1 OR l.to_id = $1) AND l.audience = ANY ($2)
           ORDER BY r.public_id, l.relation, outgoing DESC, r.id`,
    values: [id, audiencesOf(viewer), within ?? null],
  });
  return rows.map(({ relation, outgoing, public_id, item, ...row }) => ({
    relation: relationFrom(relation, outgoing),
    record: {
      ...{ id: row.id, publicId: public_id, aggregate: item.aggregate },
      ...{ titles: item.titles, headline: item.headline },
    },
  }));
}

/** The best class among the sources of a record's events: a fact's standing is its best evidence. */
async function bestEvidence(
  client: pg.ClientBase,
  row: DetailRow,
  { aggregate, viewer }: DetailRequest,
): Promise<string | null> {
  const { rows } = await client.query<{ class: string }>({
    name: 'evidence-classes',
    text: `SELECT DISTINCT source ->> 'class' AS class
           FROM (SELECT body::jsonb AS body FROM es.all_events WHERE stream = $1 AND version <= $3) event,
             jsonb_array_elements(body -> 'sources' || coalesce(jsonb_build_array(body #> '{data,source}'), '[]')) source
           WHERE source ->> 'class' IS NOT NULL AND ($2 = 'staff' OR body ->> 'visibility' = 'public')
           ORDER BY 1`,
    values: [`${aggregate}-${row.id}`, viewer, row.version],
  });
  return bestOf(rows.map((source) => source.class));
}
