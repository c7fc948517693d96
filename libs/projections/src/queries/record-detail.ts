import {
  currentState,
  EVIDENCE_CLASSES,
  suspensionsOf,
  type Aggregate,
  type AnyRecord,
  type Headline,
  type LocalizedText,
  type ProjectState,
} from '#domain';
import type { RecordDetail } from '#contracts';
import type pg from 'pg';
import { isUuid } from '#platform';
import { dateAnswer, delaysOf, milestoneAnswer, optionalDate } from './dates.js';
import { itemOf, LINE_COLUMNS, type RecordLine } from './items.js';
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
    const links = await linkedRecords(client, row.id, request);
    return {
      ...itemOf(row, request.today),
      ...factsOf(row.state),
      ...ownParts(row.state),
      ...datesOf(row.state, request.today),
      links: links.filter(({ relation }) => !isMember(relation)),
      members: links
        .filter(({ relation }) => isMember(relation))
        .map(({ relation, record }) => ({ basis: relation === STATED ? 'stated' : 'inferred', record })),
      bestEvidence: await bestEvidence(client, row, request),
      asOfPosition,
    };
  });
}

const STATED = 'member.stated';
const isMember = (relation: string): boolean => relation === STATED || relation === 'member.inferred';

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

function factsOf(state: AnyRecord) {
  const point = state.location?.point;
  return {
    description: state.description,
    place: state.location?.place ?? null,
    point: point === undefined ? null : point,
    classifications: { ...state.classifications },
    values: state.values.map(({ eventId, value, changeKind }) => ({ eventId, value, changeKind })),
    mergedInto: state.mergedInto,
    sourceCount: state.sourceKeys.length,
  };
}

const NO_PARTS = {
  phases: [],
  outputs: [],
  finance: [],
  progress: {},
  bindingness: null,
  expiresOn: null,
  claims: [],
};

function ownParts(state: AnyRecord): Pick<RecordDetail, keyof typeof NO_PARTS> {
  switch (state.aggregate) {
    case 'agreement':
      return { ...NO_PARTS, bindingness: state.bindingness, expiresOn: optionalDate(state.expiresOn) };
    case 'collection':
      return { ...NO_PARTS, claims: state.claims.map(({ eventId: _eventId, ...claim }) => claim) };
    case 'project':
      return {
        ...NO_PARTS,
        phases: phasesOf(state),
        outputs: state.outputs.map(({ period, ...output }) => ({ ...output, period: dateAnswer(period) })),
        finance: state.finance.map((entry) => ({ ...entry })),
        progress: Object.fromEntries(
          Object.entries(state.progress).map(([kind, { percent, asOf }]) => [
            kind,
            { percent, asOf: dateAnswer(asOf) },
          ]),
        ),
      };
  }
}

const phasesOf = (state: ProjectState) =>
  state.phases.map((phase) => {
    const track = state.tracks[phase.phaseId];
    return { ...phase, stage: track === undefined ? 'Announced' : currentState(track).status };
  });

function datesOf(
  state: AnyRecord,
  today: string,
): Pick<RecordDetail, 'milestones' | 'delays' | 'suspensions' | 'baselines'> {
  const milestones = milestonesOf(state, today);
  return {
    ...{ milestones, delays: delaysOf(milestones) },
    suspensions: suspensionsOf(state, today).map((suspension) => ({ ...suspension })),
    baselines: state.baselines.map(({ dates, ...baseline }) => ({
      ...baseline,
      dates: dates.map(({ milestoneId, plannedOn }) => ({ milestoneId, plannedOn: dateAnswer(plannedOn) })),
    })),
  };
}

/** Promised dates first by their latest day, undated ones last. */
function milestonesOf(state: AnyRecord, today: string): RecordDetail['milestones'] {
  const baseline = state.baselines.at(-1);
  const latest = (milestone: RecordDetail['milestones'][number]) =>
    milestone.achievedOn?.to ?? milestone.plans.at(-1)?.plannedOn?.to ?? '9999';
  return state.milestones
    .map((milestone) => {
      const dated = baseline?.dates.find(({ milestoneId }) => milestoneId === milestone.milestoneId);
      return milestoneAnswer(milestone, { today, baselinedOn: dated?.plannedOn ?? null });
    })
    .sort((a, b) => (latest(a) < latest(b) ? -1 : latest(a) > latest(b) ? 1 : 0));
}

interface LinkRow {
  relation: string;
  outgoing: boolean;
  id: string;
  public_id: string;
  item: { aggregate: Aggregate; titles: LocalizedText; headline: Headline };
}

/** Records linked in either direction; a relation that comes in from the other record ends in `.of`. */
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
    relation: outgoing ? relation : `${relation}.of`,
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
  const found = rows.map((source) => source.class);
  return EVIDENCE_CLASSES.find((known) => found.includes(known)) ?? null;
}
