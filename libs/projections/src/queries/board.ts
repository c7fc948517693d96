import type { Aggregate, Baseline, LocalizedText, Milestone } from '#domain';
import type { BoardQuery, MilestoneBoard } from '#contracts';
import type pg from 'pg';
import { Conditions, isInRegion, isWithinSector } from './conditions.js';
import { questionOf, type Cursors } from './cursor.js';
import { milestoneAnswer } from './dates.js';
import { inSnapshot } from './snapshot.js';
import { audiencesOf, stateFor, type Viewer } from './viewer.js';

export interface BoardRequest {
  readonly query: BoardQuery;
  readonly viewer: Viewer;
  /** Present day in Asia/Almaty. */
  readonly today: string;
}

interface BoardRow {
  readonly record_id: string;
  readonly public_id: string;
  readonly aggregate: Aggregate;
  readonly titles: LocalizedText;
  readonly milestone: Milestone;
  readonly baselines: readonly Baseline[];
  readonly sort_key: string;
}

// Undated promises come last.
const SORT_KEY = `coalesce(m.planned_to, 'infinity'::date)`;

/** Promised dates over all records, the earliest first, undated ones last. @throws InvalidCursor */
export async function milestoneBoard(
  pool: pg.Pool,
  cursors: Cursors,
  request: BoardRequest,
): Promise<MilestoneBoard> {
  const { query, viewer, today } = request;
  const own = await cursors.of(questionOf(['board', viewer], query));
  const after = query.cursor === undefined ? undefined : own.decode(query.cursor);
  const where = conditionsOf(request);
  if (after !== undefined) {
    const [key = null, record = null, milestone = null] = after;
    where.add(
      (value) => `(${SORT_KEY}, m.record_id, m.milestone_id) >
        (${value(key)}::date, ${value(record)}::uuid, ${value(milestone)}::text)`,
    );
  }
  const most = where.value(query.limit + 1);
  return inSnapshot(pool, async ({ client, asOfPosition }) => {
    const { rows } = await client.query<BoardRow>(
      `SELECT m.record_id, r.public_id, r.aggregate, r.item -> 'titles' AS titles, m.milestone,
         ${stateFor(viewer)} -> 'baselines' AS baselines, ${SORT_KEY}::text AS sort_key
       FROM views.milestone m
         JOIN views.record r ON r.id = m.record_id AND r.audience = m.audience
         JOIN views.record_state s ON s.id = m.record_id
       WHERE ${where.text()}
       ORDER BY ${SORT_KEY}, m.record_id, m.milestone_id LIMIT ${most}`,
      where.values,
    );
    const page = rows.slice(0, query.limit);
    const last = rows.length > query.limit ? page.at(-1) : undefined;
    const key = last && [last.sort_key, last.record_id, last.milestone.milestoneId];
    return {
      items: page.map((row) => boardItem(row, today)),
      nextCursor: key === undefined ? null : own.encode(key),
      asOfPosition,
    };
  });
}

function conditionsOf({ query, viewer, today }: BoardRequest): Conditions {
  const { status, overdue, code, region, sector } = query;
  const where = new Conditions();
  where.add((value) => `m.audience = ANY (${value(audiencesOf(viewer))})`);
  where.add(() => 'r.listed');
  if (status !== undefined) where.add((value) => `m.status = ${value(status)}`);
  if (code !== undefined) where.add((value) => `m.code = ${value(code)}`);
  if (region !== undefined) where.add((value) => isInRegion(value, 'r.regions', region));
  if (sector !== undefined) where.add((value) => isWithinSector(value, 'r.sector', sector));
  if (overdue !== undefined) {
    const isLate = (day: string) => `coalesce(m.status = 'Planned' AND m.planned_to < ${day}::date, false)`;
    where.add((value) => `${isLate(value(today))} = ${value(overdue)}::boolean`);
  }
  return where;
}

function boardItem(row: BoardRow, today: string): MilestoneBoard['items'][number] {
  const { record_id, public_id, aggregate, titles, milestone, baselines } = row;
  const dated = baselines.at(-1)?.dates.find(({ milestoneId }) => milestoneId === milestone.milestoneId);
  return {
    ...milestoneAnswer(milestone, { today, baselinedOn: dated?.plannedOn ?? null }),
    ...{ recordId: record_id, publicId: public_id, aggregate, titlesOfRecord: titles },
  };
}
