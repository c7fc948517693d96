import { registerQueryShape, type Comparison, type ComparisonQuery } from '#contracts';
import type { Aggregate } from '#domain';
import type { EventStore } from '#event-store';
import type pg from 'pg';
import { recordOfStream } from '../register/fact.js';
import { compareRecord } from './as-of.js';
import { questionOf, type Cursors } from './cursor.js';
import { filtersOf, type ListRequest } from './filters.js';
import type { Moment } from './moment.js';
import { readThenFor } from './neighbours-then.js';
import { relationsOf, withClause } from './relations.js';
import { sideBySide } from './side-by-side.js';
import type { Viewer } from './viewer.js';

export interface ComparisonRequest {
  readonly query: ComparisonQuery;
  readonly viewer: Viewer;
  readonly from: Moment;
  readonly to: Moment;
}

interface Sources {
  readonly store: EventStore;
  readonly cursors: Cursors;
}

interface Found {
  readonly id: string;
  readonly aggregate: Aggregate;
  readonly public_id: string;
}

/** What the records that a filter finds at either moment show differently at the later. @throws InvalidCursor */
export async function comparePortfolio(
  pool: pg.Pool,
  { store, cursors }: Sources,
  request: ComparisonRequest,
): Promise<Comparison> {
  const { query, viewer, from, to } = request;
  const own = await cursors.of(questionOf(['compare', viewer], query));
  const [after = null] = query.cursor === undefined ? [] : own.decode(query.cursor);
  const [before, later] = [
    await foundAt(pool, store, { ...request, moment: from }),
    await foundAt(pool, store, { ...request, moment: to }),
  ];
  const changedIds = await changedBetween(pool, request);
  const all = new Map([...before, ...later].map((record) => [record.public_id, record]));
  const changed = [...all.values()].filter(({ id }) => changedIds.has(id)).sort(byPublicId);
  const rest = changed.filter(({ public_id }) => after === null || public_id > after);
  const page = rest.slice(0, query.limit);
  const last = rest.length > page.length ? page.at(-1) : undefined;
  return {
    from: { position: String(from.position), day: from.day, records: before.length },
    to: { position: String(to.position), day: to.day, records: later.length },
    changed: changed.length,
    items: await compared(store, page, request),
    nextCursor: last === undefined ? null : own.encode([last.public_id]),
  };
}

const byPublicId = (a: Found, b: Found): number => (a.public_id < b.public_id ? -1 : 1);

async function compared(
  store: EventStore,
  page: readonly Found[],
  { viewer, from, to }: ComparisonRequest,
): Promise<Comparison['items']> {
  const items: Comparison['items'] = [];
  const between = { from: from.position, to: to.position, day: from.day };
  const compare = ({ id, aggregate }: Found) => compareRecord(store, { id, aggregate, viewer }, between);
  for await (const item of sideBySide(page, compare)) if (item !== undefined) items.push(item);
  return items;
}

/** The records that the filter finds at a moment. */
async function foundAt(
  pool: pg.Pool,
  store: EventStore,
  { query, viewer, moment }: ComparisonRequest & { readonly moment: Moment },
): Promise<readonly Found[]> {
  const then = await readThenFor(pool, store, { viewer, moment, headline: query.headline });
  const relations = relationsOf(then);
  const { from: _from, to: _to, aggregate, limit: _limit, cursor: _cursor, ...filters } = query;
  const request: ListRequest = {
    ...{ aggregate, viewer, today: moment.day, query: registerQueryShape.parse(filters) },
  };
  const where = filtersOf(request, relations);
  const ctes = relations.ctes((given) => where.value(given));
  const { rows } = await pool.query<Found>(
    `${withClause(ctes)} SELECT id, aggregate, public_id FROM ${relations.record} record
     WHERE ${where.text()} ORDER BY public_id`,
    where.values,
  );
  return rows;
}

/** Ids of the records of which this reader learned anything after the one moment and up to the other. */
async function changedBetween(
  pool: pg.Pool,
  { viewer, from, to }: ComparisonRequest,
): Promise<ReadonlySet<string>> {
  const { rows } = await pool.query<{ stream: string }>({
    name: 'changed-between',
    text: `SELECT DISTINCT stream FROM es.all_events
           WHERE position > $1 AND position <= $2 AND ($3 = 'staff' OR body::json ->> 'visibility' = 'public')
           ORDER BY stream`,
    values: [String(from.position), String(to.position), viewer],
  });
  return new Set(rows.flatMap(({ stream }) => recordOfStream(stream)?.id ?? []));
}
