import type { Aggregate, Baseline, LocalizedText, Milestone } from '#domain';
import type { BoardQuery, MilestoneBoard } from '#contracts';
import type pg from 'pg';
import { livePosition } from '../runner/status.js';
import { questionOf, type Cursors } from './cursor.js';
import { milestoneAnswer } from './dates.js';
import { Conditions } from './register-list.js';
import { audiencesOf, type Viewer } from './viewer.js';

interface BoardRow {
  record_id: string;
  public_id: string;
  aggregate: Aggregate;
  titles: LocalizedText;
  milestone: Milestone;
  baselines: readonly Baseline[] | null;
  sort_key: string;
}

/** Promised dates over all records, the earliest first, undated ones last. @throws InvalidCursor */
export async function milestoneBoard(
  pool: pg.Pool,
  cursors: Cursors,
  { query, viewer, today }: { query: BoardQuery; viewer: Viewer; today: string },
): Promise<MilestoneBoard> {
  const where = new Conditions();
  where.add((value) => `m.audience = ANY (${value(audiencesOf(viewer))})`);
  const { status, overdue, code, region, sector } = query;
  if (status !== undefined) where.add((value) => `m.status = ${value(status)}`);
  if (code !== undefined) where.add((value) => `m.code = ${value(code)}`);
  if (region !== undefined) where.add((value) => `${value(region)} = ANY (r.regions)`);
  if (sector !== undefined) {
    where.add((value) => `(r.sector = ${value(sector)} OR starts_with(r.sector, ${value(`${sector}.`)}))`);
  }
  if (overdue !== undefined) {
    const late = (value: (given: unknown) => string) =>
      `coalesce(m.status = 'Planned' AND m.planned_to < ${value(today)}::date, false)`;
    where.add((value) => (overdue === 'true' ? late(value) : `NOT ${late(value)}`));
  }
  const question = questionOf(['board', viewer], query);
  if (query.cursor !== undefined) {
    const [key = null, record = null, milestone = null] = await cursors.decode(query.cursor, question);
    where.add(
      (value) => `(coalesce(m.planned_to, 'infinity'), m.record_id, m.milestone_id) >
        (${value(key)}::date, ${value(record)}::uuid, ${value(milestone)})`,
    );
  }
  const limit = where.value(query.limit + 1);
  const [asOf, { rows }] = await Promise.all([
    livePosition(pool, 'register'),
    pool.query<BoardRow>(
      `SELECT m.record_id, r.public_id, r.aggregate, r.item -> 'titles' AS titles, m.milestone,
         s.state -> 'baselines' AS baselines, coalesce(m.planned_to, 'infinity')::text AS sort_key
       FROM views.milestone m
         JOIN views.record r ON r.id = m.record_id AND r.audience = m.audience
         JOIN views.record_state s ON s.id = m.record_id
       WHERE r.listed AND ${where.text()}
       ORDER BY coalesce(m.planned_to, 'infinity'), m.record_id, m.milestone_id LIMIT ${limit}`,
      where.values,
    ),
  ]);
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  const more = rows.length > query.limit && last !== undefined;
  return {
    items: page.map((row) => boardItem(row, today)),
    nextCursor: more
      ? await cursors.encode([last.sort_key, last.record_id, last.milestone.milestoneId], question)
      : null,
    asOfPosition: String(asOf ?? 0n),
  };
}

function boardItem(row: BoardRow, today: string): MilestoneBoard['items'][number] {
  const { record_id, public_id, aggregate, titles, milestone, baselines } = row;
  const dated = baselines?.at(-1)?.dates.find(({ milestoneId }) => milestoneId === milestone.milestoneId);
  return {
    ...milestoneAnswer(milestone, { today, baselinedOn: dated?.plannedOn ?? null }),
    ...{ recordId: record_id, publicId: public_id, aggregate, titlesOfRecord: titles },
  };
}
