import type { FindingPage, QualityQuery } from '#contracts';
import type { Aggregate, LocalizedText } from '#domain';
import type pg from 'pg';
import { Conditions, isInRegion, isWithinSector } from './conditions.js';
import { questionOf, type Cursors } from './cursor.js';
import { inSnapshot } from './snapshot.js';
import { audiencesOf, type Viewer } from './viewer.js';

export interface QualityRequest {
  readonly query: QualityQuery;
  readonly viewer: Viewer;
  /** Present day in Asia/Almaty. */
  readonly today: string;
}

interface FindingLine {
  readonly id: string;
  readonly public_id: string;
  readonly aggregate: Aggregate;
  readonly titles: LocalizedText;
  readonly check_name: FindingPage['items'][number]['check'];
  readonly severity: FindingPage['items'][number]['severity'];
  readonly subject: string;
  readonly since: string | null;
  readonly details: Record<string, unknown>;
  readonly event_ids: string[];
}

/** What is doubtful about the records that this reader may see, record by record. @throws InvalidCursor */
export async function readFindings(
  pool: pg.Pool,
  cursors: Cursors,
  request: QualityRequest,
): Promise<FindingPage> {
  const { query, viewer } = request;
  const own = await cursors.of(questionOf(['quality', viewer], query));
  const after = query.cursor === undefined ? undefined : own.decode(query.cursor);
  return inSnapshot(pool, async ({ client, asOfPosition }) => {
    const all = foundBy(request);
    const counts = await client.query<FindingPage['counts'][number]>(
      `${all.text} SELECT check_name AS check, severity, count(*)::int AS count FROM found
       GROUP BY check_name, severity ORDER BY count DESC, check_name`,
      all.where.values,
    );
    const found = foundBy(request);
    const [publicId = '', check = '', subject = ''] = after ?? [];
    const { where } = found;
    const { rows } = await client.query<FindingLine>(
      `${found.text} SELECT * FROM found
       WHERE (public_id, check_name, subject) > (${where.value(publicId)}, ${where.value(check)}, ${where.value(subject)})
       ORDER BY public_id, check_name, subject LIMIT ${where.value(query.limit + 1)}`,
      where.values,
    );
    const page = rows.slice(0, query.limit);
    const last = rows.length > query.limit ? page.at(-1) : undefined;
    return {
      items: page.map(itemOf),
      nextCursor: last === undefined ? null : own.encode([last.public_id, last.check_name, last.subject]),
      counts: counts.rows,
      asOfPosition,
    };
  });
}

function foundBy({ query, viewer, today }: QualityRequest): { text: string; where: Conditions } {
  const where = new Conditions();
  const audiences = where.value(audiencesOf(viewer));
  const day = where.value(today);
  where.add(() => 'r.listed');
  const { check, severity, aggregate, region, sector, record } = query;
  if (check !== undefined) where.add((value) => `f.check_name = ${value(check)}`);
  if (severity !== undefined) where.add((value) => `f.severity = ${value(severity)}`);
  if (aggregate !== undefined) where.add((value) => `r.aggregate = ${value(aggregate)}`);
  if (region !== undefined) where.add((value) => isInRegion(value, 'r.regions', region));
  if (sector !== undefined) where.add((value) => isWithinSector(value, 'r.sector', sector));
  if (record !== undefined) {
    where.add((value) => `(r.id::text = lower(${value(record)}) OR r.public_id = upper(${value(record)}))`);
  }
  // Records of one kind and title are found when they are asked for: each new one would change the lines of the others.
  const text = `
    WITH twin AS (
      SELECT aggregate, title, array_agg(public_id ORDER BY public_id) AS ids FROM views.record
      WHERE audience = ANY (${audiences}) AND listed AND title <> '' GROUP BY aggregate, title HAVING count(*) > 1
    ), finding AS (
      SELECT record_id, check_name, subject, severity, holds_from, details, event_ids FROM views.finding
      WHERE audience = ANY (${audiences}) AND (holds_from IS NULL OR holds_from <= ${day}::date)
      UNION ALL
      SELECT r.id, 'duplicateCandidate', '', 'warning', NULL,
        jsonb_build_object('publicIds', array_remove(twin.ids, r.public_id)), '{}'
      FROM views.record r JOIN twin USING (aggregate, title)
      WHERE r.audience = ANY (${audiences}) AND r.listed
    ), found AS (
      SELECT r.id, r.public_id, r.aggregate, r.item -> 'titles' AS titles, f.check_name, f.severity, f.subject,
        f.holds_from::text AS since, f.details, f.event_ids
      FROM finding f JOIN views.record r ON r.id = f.record_id AND r.audience = ANY (${audiences})
      WHERE ${where.text()}
    )`;
  return { text, where };
}

const itemOf = (line: FindingLine): FindingPage['items'][number] => ({
  ...{ check: line.check_name, severity: line.severity },
  record: { id: line.id, publicId: line.public_id, aggregate: line.aggregate, titles: line.titles },
  ...{ subject: line.subject, since: line.since, details: line.details, eventIds: line.event_ids },
});
