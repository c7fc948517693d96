import {
  currentState,
  EVIDENCE_CLASSES,
  type Aggregate,
  type AnyRecord,
  type Headline,
  type LocalizedText,
  type ProjectState,
} from '#domain';
import type { RecordDetail } from '#contracts';
import type pg from 'pg';
import { livePosition } from '../runner/status.js';
import { dateAnswer, milestoneAnswer, optionalDate } from './dates.js';
import { itemOf, LINE_COLUMNS, type RecordLine } from './items.js';
import { audiencesOf, type Viewer } from './viewer.js';

export interface DetailRequest {
  readonly aggregate: Aggregate;
  /** Uuid or public id. */
  readonly id: string;
  readonly viewer: Viewer;
  readonly today: string;
}

interface DetailRow extends RecordLine {
  readonly state: AnyRecord;
}

/** A record in full; undefined when there is none that this viewer may see. */
export async function findRecord(pool: pg.Pool, request: DetailRequest): Promise<RecordDetail | undefined> {
  const { rows } = await pool.query<DetailRow>({
    name: 'find-record',
    text: `SELECT ${LINE_COLUMNS.replaceAll(/\b(id|public_id|version|position)\b/g, 'r.$1')},
             CASE WHEN $4 = 'public' THEN coalesce(s.public_state, s.state) ELSE s.state END AS state
           FROM views.record r JOIN views.record_state s ON s.id = r.id
           WHERE r.aggregate = $1 AND (r.id::text = $2 OR r.public_id = $2) AND r.audience = ANY ($3)`,
    values: [request.aggregate, request.id, audiencesOf(request.viewer), request.viewer],
  });
  const row = rows[0];
  if (row === undefined) return undefined;
  const [links, evidence, asOf] = await Promise.all([
    linkedRecords(pool, row.id, request.viewer),
    evidenceOf(pool, row, request),
    livePosition(pool, 'register'),
  ]);
  return {
    ...itemOf(row, request.today),
    ...factsOf(row.state),
    ...ownParts(row.state),
    milestones: milestonesOf(row.state, request.today),
    links: links.filter(({ relation }) => !relation.startsWith('member.') || relation.endsWith('.of')),
    members: links
      .filter(({ relation }) => relation === 'member.stated' || relation === 'member.inferred')
      .map(({ relation, record }) => ({
        basis: relation === 'member.stated' ? 'stated' : 'inferred',
        record,
      })),
    ...evidence,
    asOfPosition: String(asOf ?? 0n),
  };
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
async function linkedRecords(pool: pg.Pool, id: string, viewer: Viewer): Promise<RecordDetail['links']> {
  const { rows } = await pool.query<LinkRow>({
    name: 'linked-records',
    text: `SELECT DISTINCT l.relation, l.from_id = $1 AS outgoing, r.id, r.public_id, r.item
           FROM views.link l JOIN views.record r
             ON r.id = CASE WHEN l.from_id = $1 THEN l.to_id ELSE l.from_id END AND r.audience = ANY ($2)
           WHERE (l.from_id = $1 OR l.to_id = $1) AND l.audience = ANY ($2)
           ORDER BY r.public_id, l.relation`,
    values: [id, audiencesOf(viewer)],
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
async function evidenceOf(pool: pg.Pool, row: DetailRow, { aggregate, viewer }: DetailRequest) {
  const { rows } = await pool.query<{ class: string }>({
    name: 'evidence-classes',
    text: `SELECT DISTINCT source ->> 'class' AS class
           FROM es.events e, jsonb_array_elements(
             (e.body::jsonb -> 'sources') || coalesce(jsonb_build_array(e.body::jsonb #> '{data,source}'), '[]')) source
           WHERE e.stream = $1 AND source ->> 'class' IS NOT NULL AND ($2 = 'staff' OR e.body::jsonb ->> 'visibility' = 'public')
           ORDER BY 1`,
    values: [`${aggregate}-${row.id}`, viewer],
  });
  const found = rows.map((source) => source.class);
  return { bestEvidence: EVIDENCE_CLASSES.find((known) => found.includes(known)) ?? null };
}
