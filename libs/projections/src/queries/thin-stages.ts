import { AGREEMENT_TABLE, BUILD_TABLE, NO_BUILD_TABLE, type Source } from '#domain';
import type { ThinStagePage, ThinStagesQuery } from '#contracts';
import type pg from 'pg';
import { EVENT_COLUMNS, eventOf, JOIN_RECORD, pageOf, type EventRow } from './log-events.js';

interface Row {
  readonly event: string;
  readonly cells: Readonly<Record<string, string>>;
}

const leadsOn = ({ cells }: Row): boolean =>
  Object.values(cells).some((cell) => cell.startsWith('> ') && cell !== '> same');

/** Events that change a stage or a legal status. */
const STAGE_CHANGES = [
  ...new Set(
    [AGREEMENT_TABLE, BUILD_TABLE, NO_BUILD_TABLE]
      .flatMap((table) => Object.values<Row>(table))
      .filter(leadsOn)
      .map(({ event }) => event),
  ),
];

const retracted = (event: string): string => `EXISTS (SELECT FROM es.all_events r
  WHERE r.stream = ${event}.stream AND r.type = 'EventRetracted'
    AND r.body::jsonb #>> '{data,targetEventId}' = ${event}.body::jsonb ->> 'id')`;

// Evidence that was attached later is a second source: of one that is known already there is none to attach.
const THIN = `e.type = ANY ($1) AND jsonb_array_length(e.body::jsonb -> 'sources') = 1
  AND e.body::jsonb #>> '{sources,0,class}' = 'press' AND ($2::text IS NULL OR e.body::jsonb #>> '{actor,id}' = $2)
  AND NOT ${retracted('e')} AND NOT EXISTS (SELECT FROM es.all_events a
    WHERE a.stream = e.stream AND a.type = 'EvidenceAttached'
      AND a.body::jsonb #>> '{data,supportsEventId}' = e.body::jsonb ->> 'id' AND NOT ${retracted('a')})`;

const PAGE = `SELECT ${EVENT_COLUMNS} FROM es.all_events e ${JOIN_RECORD}
  WHERE ${THIN} AND ($3::bigint IS NULL OR e.position < $3) ORDER BY e.position DESC LIMIT $4`;

const COUNTS = `SELECT e.type AS name, count(*)::int AS count FROM es.all_events e
  WHERE ${THIN} GROUP BY 1 ORDER BY 1`;

interface ThinRow extends EventRow {
  readonly body: EventRow['body'] & {
    readonly occurredOn?: string | null;
    readonly sources: readonly [Source];
  };
}

/** Changes of stage that nothing but one press source says, the newest first. */
export async function readThinStages(
  pool: pg.Pool,
  { by, before, limit }: ThinStagesQuery,
): Promise<ThinStagePage> {
  const filter = [STAGE_CHANGES, by ?? null];
  const counts = await pool.query<ThinStagePage['counts'][number]>({
    ...{ name: 'thin-stage-counts', text: COUNTS, values: filter },
  });
  const { rows } = await pool.query<ThinRow>({
    ...{ name: 'thin-stages', text: PAGE, values: [...filter, before ?? null, limit + 1] },
  });
  const { page, next } = pageOf(rows, limit);
  return { items: page.map(thinStageOf), counts: counts.rows, next };
}

const thinStageOf = (row: ThinRow): ThinStagePage['items'][number] => ({
  ...eventOf(row),
  ...{ occurredOn: row.body.occurredOn ?? null, source: row.body.sources[0] },
});
