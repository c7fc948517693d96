import type { RegisterList } from '#contracts';
import type { EventStore } from '#event-store';
import type pg from 'pg';
import { questionOf, type Cursors, type CursorsOfQuestion, type LastKey } from './cursor.js';
import { filtersOf, type ListRequest } from './filters.js';
import { itemOf, LINE_COLUMNS, type RecordLine } from './items.js';
import { itemsThen, type ListedThen } from './items-then.js';
import type { Moment } from './moment.js';
import { readThenFor } from './neighbours-then.js';
import { linesThen, LIVE, relationsOf, sourceThen, withClause, type Source } from './relations.js';
import { inSnapshot } from './snapshot.js';

const SORT_COLUMNS = { publicId: 'public_id', updated: 'position', title: 'title' } as const;

interface Listed {
  readonly id: string;
  readonly sort_key: string;
}

/** One page of the register. @throws InvalidCursor */
export async function listRegister(
  pool: pg.Pool,
  cursors: Cursors,
  request: ListRequest,
): Promise<RegisterList> {
  const place = await placeOf(cursors, request);
  return inSnapshot(pool, async ({ client, asOfPosition }) => {
    const source = { client, viewer: request.viewer, relations: LIVE };
    const page = await readPage<Listed & RecordLine>(source, { request, place, columns: LINE_COLUMNS });
    const items = page.lines.map((line) => itemOf(line, request.today));
    return { items, nextCursor: page.nextCursor, total: page.total, asOfPosition };
  });
}

/** One page of the register as it was at a moment. @throws InvalidCursor */
export async function listRegisterThen(
  pool: pg.Pool,
  { store, cursors }: { readonly store: EventStore; readonly cursors: Cursors },
  { moment, ...request }: ListRequest & { readonly moment: Moment },
): Promise<RegisterList> {
  const { viewer, query } = request;
  const place = await placeOf(cursors, request);
  const then = await readThenFor(pool, store, { viewer, moment, headline: query.headline });
  const asksForLinks = [query.collection, query.overdue, query.around].some((filter) => filter !== undefined);
  const relations = asksForLinks ? relationsOf(then) : linesThen(then);
  const source = sourceThen(pool, then, relations);
  const columns = 'id, aggregate, last_news_on::text AS last_news_on';
  const page = await readPage<Listed & ListedThen>(source, { request, place, columns });
  const items = await itemsThen(pool, { store, then }, { lines: page.lines, moment });
  const asOfPosition = String(moment.position);
  return { items, nextCursor: page.nextCursor, total: page.total, asOfPosition };
}

/** Where a page begins, and how the place where it ends is given. */
interface Place {
  readonly after: LastKey | undefined;
  readonly cursors: CursorsOfQuestion;
}

async function placeOf(all: Cursors, { aggregate, viewer, query }: ListRequest): Promise<Place> {
  const cursors = await all.of(questionOf([aggregate ?? 'all', viewer], query));
  return { cursors, after: query.cursor === undefined ? undefined : cursors.decode(query.cursor) };
}

interface Wanted {
  readonly request: ListRequest;
  readonly place: Place;
  readonly columns: string;
}

async function readPage<Line extends Listed>(
  source: Source,
  wanted: Wanted,
): Promise<{ lines: readonly Line[]; nextCursor: string | null; total: number }> {
  const { limit } = wanted.request.query;
  const total = await count(source, wanted.request);
  const lines = await readLines<Line>(source, wanted);
  const page = lines.slice(0, limit);
  const last = lines.length > limit ? page.at(-1) : undefined;
  const nextCursor = last === undefined ? null : wanted.place.cursors.encode([last.sort_key, last.id]);
  return { lines: page, nextCursor, total };
}

async function count({ client, relations }: Source, request: ListRequest): Promise<number> {
  const where = filtersOf(request, relations);
  const ctes = relations.ctes((given) => where.value(given));
  const { rows } = await client.query<{ total: number }>(
    `${withClause(ctes)} SELECT count(*)::int AS total FROM ${relations.record} record WHERE ${where.text()}`,
    where.values,
  );
  return rows[0]?.total ?? 0;
}

/** The lines of a page and one more, which tells whether there is a next page. */
async function readLines<Line extends Listed>(
  { client, relations }: Source,
  { request, columns, place: { after } }: Wanted,
): Promise<readonly Line[]> {
  const { sort, limit } = request.query;
  const column = SORT_COLUMNS[sort.replace('-', '') as keyof typeof SORT_COLUMNS];
  const [order, direction] = sort.startsWith('-') ? ['<', 'DESC'] : ['>', 'ASC'];
  const where = filtersOf(request, relations);
  if (after !== undefined) {
    const [key = null, id = null] = after;
    const type = column === 'position' ? 'bigint' : 'text';
    where.add((value) => `(${column}, id) ${order} (${value(key)}::${type}, ${value(id)}::uuid)`);
  }
  const most = where.value(limit + 1);
  const ctes = relations.ctes((given) => where.value(given));
  const { rows } = await client.query<Line & pg.QueryResultRow>(
    `${withClause(ctes)} SELECT ${columns}, ${column}::text AS sort_key FROM ${relations.record} record
     WHERE ${where.text()} ORDER BY ${column} ${direction}, id ${direction} LIMIT ${most}`,
    where.values,
  );
  return rows;
}
