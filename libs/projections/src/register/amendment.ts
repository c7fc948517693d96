import { isCorrection } from '#domain';
import type { RecordedEvent } from '#event-store';
import type { BatchContext } from '../runner/projection.js';

/** Keeps where in the log the amendments among `events` stand; those that come twice are kept once. */
export async function keepAmendments(
  { client, table }: BatchContext,
  events: readonly RecordedEvent[],
): Promise<void> {
  const positions = events.filter(isCorrection).map((event) => String(event.position));
  if (positions.length === 0) return;
  await client.query(
    `INSERT INTO ${table('amendment')} (position) SELECT unnest($1::bigint[]) ON CONFLICT DO NOTHING`,
    [positions],
  );
}
