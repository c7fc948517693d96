import type { RecordDetail } from '#contracts';
import type { Aggregate, Fact, Source } from '#domain';
import type { EventStore, RecordedEvent } from '#event-store';
import type pg from 'pg';
import { factOf } from '../register/fact.js';
import { MERGED } from '../register/links.js';
import { stateOn, type OneRecord } from './as-of.js';
import { lateOf } from './history.js';
import { itemsThen, itemThen } from './items-then.js';
import type { Moment } from './moment.js';
import { neighboursThen, sourceAround } from './neighbours-then.js';
import { bestOf, linksAndMembers, partsOf, relationFrom } from './record-parts.js';
import { ask, withClause, type Source as Asked } from './relations.js';
import { readThen, type Then } from './then.js';
import { maySee, type Viewer } from './viewer.js';

export interface DetailThenRequest extends OneRecord {
  /** As whom the reader sees the records around this one. */
  readonly around: Viewer;
  readonly moment: Moment;
}

/** A record in full as it was at a moment; undefined when this viewer knew of no such record then. */
export async function findRecordThen(
  pool: pg.Pool,
  store: EventStore,
  { around, moment, ...record }: DetailThenRequest,
): Promise<RecordDetail | undefined> {
  const events = await eventsThen(store, record, moment);
  const last = events.at(-1);
  const facts = events.map(factOf);
  const { state } = stateOn(record.aggregate, facts, moment.validAt);
  if (last === undefined || !state.exists) return undefined;
  const known = { state, version: last.version, position: last.position, latestDay: null };
  const { id } = record;
  const then = await readThen(pool, store, { viewer: around, moment });
  const neighbours = (await neighboursThen(pool, then, [id])).get(id)?.neighbours;
  return {
    ...itemThen({ id, last_news_on: state.lastNewsOn, known, neighbours }, moment.day),
    ...partsOf(state, moment.day),
    ...linksAndMembers(await linkedThen(pool, { store, then }, { id, into: state.mergedInto, moment })),
    bestEvidence: bestOf(classesOf(facts, moment.validAt)),
    ...{ day: moment.day, asOfPosition: String(moment.position) },
  };
}

/** As lists see them: a record whose first event is hidden is judged by what its others come to, unlike in a history. */
async function eventsThen(
  store: EventStore,
  { aggregate, id, viewer }: OneRecord,
  { position }: Moment,
): Promise<readonly RecordedEvent[]> {
  const events = await Array.fromAsync(store.readStream(`${aggregate}-${id}`));
  return events.filter((event) => event.position <= position && maySee(viewer, event));
}

function classesOf(facts: readonly Fact[], validAt: string | undefined): readonly string[] {
  const late = validAt === undefined ? new Set<string>() : lateOf(facts, validAt);
  return facts
    .filter(({ id }) => !late.has(id))
    .flatMap(sourcesOf)
    .map((source) => source.class);
}

function sourcesOf(fact: Fact): readonly Source[] {
  const sources = fact.sources as readonly Source[];
  return fact.type === 'EvidenceAttached' ? [...sources, fact.data.source] : sources;
}

interface LinkThen {
  readonly relation: string;
  readonly outgoing: boolean;
  readonly id: string;
  readonly aggregate: Aggregate;
}

interface Linking {
  readonly id: string;
  /** What the record was merged into. */
  readonly into: string | null;
  readonly moment: Moment;
}

/** Records linked in either direction at a moment, as they were then. */
async function linkedThen(
  pool: pg.Pool,
  { store, then }: { readonly store: EventStore; readonly then: Then },
  { id, into, moment }: Linking,
): Promise<RecordDetail['links']> {
  const merged = then.became.filter((gone) => gone.into === id).map((gone) => gone.id);
  const source = await sourceAround(pool, then, [id, ...merged, ...(into === null ? [] : [into])]);
  const rows = await ask<LinkThen>(
    source,
    'linked-then',
    (value, ctes) => `${withClause(ctes)} ${linksOf(source, `${value(id)}::uuid`)}`,
  );
  const lines = [...new Map(rows.map((row) => [row.id, { ...row, last_news_on: null }])).values()];
  const items = new Map(
    (await itemsThen(pool, { store, then }, { lines, moment })).map((item) => [item.id, item]),
  );
  return rows.flatMap(({ relation, outgoing, ...row }) => {
    const item = items.get(row.id);
    if (item === undefined) return [];
    const { publicId, aggregate, titles, headline } = item;
    const record = { id: row.id, publicId, aggregate, titles, headline };
    return [{ relation: relationFrom(relation, outgoing), record }];
  });
}

/** SQL: links of the record `own` in either direction, merges among them. */
const linksOf = ({ relations: { link, record } }: Asked, own: string): string => `
  SELECT l.relation, l.from_id = ${own} AS outgoing, o.id, o.aggregate
  FROM (
    SELECT from_id, to_id, relation FROM ${link}
    UNION ALL
    SELECT id, merged_into, '${MERGED}' FROM ${record} WHERE merged_into IS NOT NULL AND NOT voided
  ) l JOIN ${record} o ON o.id = CASE WHEN l.from_id = ${own} THEN l.to_id ELSE l.from_id END
  WHERE ${own} IN (l.from_id, l.to_id)
  ORDER BY o.public_id, l.relation, outgoing DESC, o.id`;
