import type { RegisterList } from '#contracts';
import type pg from 'pg';
import { questionOf, type Cursors, type LastKey } from './cursor.js';
import { filtersOf, type ListRequest } from './filters.js';
import { itemOf, LINE_COLUMNS, type RecordLine } from './items.js';
import { inSnapshot, type Snapshot } from './snapshot.js';

const SORT_COLUMNS = { publicId: 'public_id', updated: 'position', title: 'title' } as const;

interface ListedLine extends RecordLine {
  readonly sort_key: string;
}

/** One page of the register. @throws InvalidCursor */
export async function listRegister(
  pool: pg.Pool,
  cursors: Cursors,
  request: ListRequest,
): Promise<RegisterList> {
  const { query } = request;
  const own = await cursors.of(questionOf([request.aggregate ?? 'all', request.viewer], query));
  const after = query.cursor === undefined ? undefined : own.decode(query.cursor);
  return inSnapshot(pool, async (snapshot) => {
    const total = await count(snapshot, request);
    const lines = await readLines(snapshot, request, after);
    const page = lines.slice(0, query.limit);
    const last = lines.length > query.limit ? page.at(-1) : undefined;
    return {
      items: page.map((line) => itemOf(line, request.today)),
      nextCursor: last === undefined ? null : own.encode([last.sort_key, last.id]),
      total,
      asOfPosition: snapshot.asOfPosition,
    };
  });
}

async function count({ client }: Snapshot, request: ListRequest): Promise<number> {
  const where = filtersOf(request);
  const { rows } = await client.query<{ total: number }>(
    `SELECT count(*)::int AS total FROM views.record WHERE ${where.text()}`,
    where.values,
  );
  return rows[0]?.total ?? 0;
}

/** The lines of a page and one more, which tells whether there is a next page. */
async function readLines(
  { client }: Snapshot,
  request: ListRequest,
  after: LastKey | undefined,
): Promise<readonly ListedLine[]> {
  const { sort, limit } = request.query;
  const column = SORT_COLUMNS[sort.replace('-', '') as keyof typeof SORT_COLUMNS];
  const [order, direction] = sort.startsWith('-') ? ['<', 'DESC'] : ['>', 'ASC'];
  const where = filtersOf(request);
  if (after !== undefined) {
    const [key = null, id = null] = after;
    const type = column === 'position' ? 'bigint' : 'text';
    where.add((value) => `(${column}, id) ${order} (${value(key)}::${type}, ${value(id)}::uuid)`);
  }
  const most = where.value(limit + 1);
  const { rows } = await client.query<ListedLine>(
    `SELECT ${LINE_COLUMNS}, ${column}::text AS sort_key FROM views.record WHERE ${where.text()}
     ORDER BY ${column} ${direction}, id ${direction} LIMIT ${most}`,
    where.values,
  );
  return rows;
}
