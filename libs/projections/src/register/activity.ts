import type { RecordedEvent } from '#event-store';
import { dayInAlmaty } from '#platform';
import type { BatchContext } from '../runner/projection.js';

/**
 * Adds the events of a batch to the counts of their months. A month remembers its last counted position, so that a
 * batch that comes twice counts once.
 */
export async function countBatch(context: BatchContext, events: readonly RecordedEvent[]): Promise<void> {
  const { client, table } = context;
  await client.query(
    `INSERT INTO ${table('activity')} AS known (month, seen_by_all, seen_by_staff, position)
     SELECT e.month, count(*) FILTER (WHERE e.open), count(*), max(e.position)
     FROM jsonb_to_recordset($1::jsonb) AS e(month text, open boolean, position bigint)
       LEFT JOIN ${table('activity')} counted ON counted.month = e.month
     WHERE e.position > coalesce(counted.position, 0)
     GROUP BY e.month
     ON CONFLICT (month) DO UPDATE SET
       (seen_by_all, seen_by_staff, position) =
       (known.seen_by_all + excluded.seen_by_all, known.seen_by_staff + excluded.seen_by_staff, excluded.position)`,
    [JSON.stringify(events.map((event) => ({ ...countOf(event), position: String(event.position) })))],
  );
}

/** Adds whole streams, each of which comes once: their positions are in no order. */
export async function countStreams(context: BatchContext, events: readonly RecordedEvent[]): Promise<void> {
  const months = new Map<string, { all: number; staff: number; position: bigint }>();
  for (const event of events) {
    const { month, open } = countOf(event);
    const { all, staff, position } = months.get(month) ?? { all: 0, staff: 0, position: 0n };
    const last = event.position > position ? event.position : position;
    months.set(month, { all: all + (open ? 1 : 0), staff: staff + 1, position: last });
  }
  const rows = [...months].map(([month, { all, staff, position }]) => ({
    ...{ month, seen_by_all: all, seen_by_staff: staff, position: String(position) },
  }));
  await context.client.query(
    `INSERT INTO ${context.table('activity')} AS known (month, seen_by_all, seen_by_staff, position)
     SELECT month, seen_by_all, seen_by_staff, position
     FROM jsonb_to_recordset($1::jsonb) AS e(month text, seen_by_all bigint, seen_by_staff bigint, position bigint)
     ON CONFLICT (month) DO UPDATE SET
       (seen_by_all, seen_by_staff, position) =
       (known.seen_by_all + excluded.seen_by_all, known.seen_by_staff + excluded.seen_by_staff,
        greatest(known.position, excluded.position))`,
    [JSON.stringify(rows)],
  );
}

const countOf = ({ recordedAt, envelope }: RecordedEvent) => ({
  month: dayInAlmaty(recordedAt).slice(0, 7),
  open: envelope.visibility === 'public',
});
