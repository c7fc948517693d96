import { comparable, type Aggregate } from '#domain';
import type { RegisterList, RegisterQuery } from '#contracts';
import type pg from 'pg';
import { livePosition } from '../runner/status.js';
import { questionOf, type Cursors } from './cursor.js';
import { itemOf, LINE_COLUMNS, type RecordLine } from './items.js';
import { audiencesOf, type Viewer } from './viewer.js';

export interface ListRequest {
  readonly aggregate: Aggregate | undefined;
  readonly query: RegisterQuery;
  readonly viewer: Viewer;
  /** Present day in Asia/Almaty. */
  readonly today: string;
}

const SORT_COLUMNS = { publicId: 'public_id', updated: 'position', title: 'title' } as const;

/** One page of the register. @throws InvalidCursor */
export async function listRegister(
  pool: pg.Pool,
  cursors: Cursors,
  request: ListRequest,
): Promise<RegisterList> {
  const { query } = request;
  const where = new Conditions();
  addFilters(where, request);
  const counted = where.text();
  const countValues = [...where.values];
  const descending = query.sort.startsWith('-');
  const column = SORT_COLUMNS[query.sort.replace('-', '') as keyof typeof SORT_COLUMNS];
  const question = questionOf([request.aggregate ?? 'all', request.viewer], query);
  if (query.cursor !== undefined) {
    const [key = null, id = null] = await cursors.decode(query.cursor, question);
    const cast = column === 'position' ? '::bigint' : '';
    where.add(
      (value) => `(${column}, id) ${descending ? '<' : '>'} (${value(key)}${cast}, ${value(id)}::uuid)`,
    );
  }
  const direction = descending ? 'DESC' : 'ASC';
  const limit = where.value(query.limit + 1);
  const [asOf, { rows }, total] = await Promise.all([
    livePosition(pool, 'register'),
    pool.query<RecordLine & { sort_key: string }>(
      `SELECT ${LINE_COLUMNS}, ${column}::text AS sort_key FROM views.record WHERE ${where.text()}
       ORDER BY ${column} ${direction}, id ${direction} LIMIT ${limit}`,
      where.values,
    ),
    pool.query<{ total: number }>(
      `SELECT count(*)::int AS total FROM views.record WHERE ${counted}`,
      countValues,
    ),
  ]);
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  return {
    items: page.map((line) => itemOf(line, request.today)),
    nextCursor:
      rows.length > query.limit && last !== undefined
        ? await cursors.encode([last.sort_key, last.id], question)
        : null,
    total: total.rows[0]?.total ?? 0,
    asOfPosition: String(asOf ?? 0n),
  };
}

/** Conditions of a statement and their parameters, which stay parameters. */
export class Conditions {
  readonly values: unknown[] = [];
  private readonly parts: string[] = [];

  /** Placeholder of a further parameter. */
  value(given: unknown): string {
    this.values.push(given);
    return `$${this.values.length}`;
  }

  add(write: (value: (given: unknown) => string) => string): void {
    this.parts.push(write((given) => this.value(given)));
  }

  text(): string {
    return this.parts.join(' AND ');
  }
}

function addFilters(where: Conditions, { aggregate, query, viewer, today }: ListRequest): void {
  where.add((value) => `audience = ANY (${value(audiencesOf(viewer))})`);
  where.add(() => 'listed');
  if (aggregate !== undefined) where.add((value) => `aggregate = ${value(aggregate)}`);
  const equal: [string, string | undefined][] = [
    ['stage', query.stage],
    ['legal_status', query.legalStatus],
    ['headline', query.headline],
    ['kind', query.kind],
  ];
  for (const [column, given] of equal) {
    if (given !== undefined) where.add((value) => `${column} = ${value(given)}`);
  }
  const { region, sector, party, collection, q, quietSince, overdue } = query;
  if (region !== undefined) {
    where.add((value) =>
      region === 'unknown' ? 'cardinality(regions) = 0' : `${value(region)} = ANY (regions)`,
    );
  }
  if (sector !== undefined) {
    where.add((value) => `(sector = ${value(sector)} OR starts_with(sector, ${value(`${sector}.`)}))`);
  }
  if (party !== undefined) {
    where.add((value) => {
      const wanted = value(comparable(party));
      return `EXISTS (SELECT FROM unnest(party_keys) key WHERE key = ${value(party)} OR position(${wanted} in key) > 0)`;
    });
  }
  if (collection !== undefined) {
    where.add(
      (
        value,
      ) => `EXISTS (SELECT FROM views.link l WHERE l.from_id::text = ${value(collection)} AND l.to_id = record.id
        AND starts_with(l.relation, 'member.') AND l.audience = ANY (${value(audiencesOf(viewer))}))`,
    );
  }
  if (q !== undefined) where.add((value) => `position(${value(comparable(q))} in search) > 0`);
  if (quietSince !== undefined) where.add((value) => `last_news_on <= ${value(quietSince)}::date`);
  if (overdue !== undefined) {
    where.add(
      (value) => `${overdue === 'true' ? '' : 'NOT '}EXISTS (SELECT FROM views.milestone m
        WHERE m.record_id = record.id AND m.audience = record.audience AND m.status = 'Planned'
        AND m.planned_to < ${value(today)}::date)`,
    );
  }
}
