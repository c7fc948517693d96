import type { AnyEvent } from '#domain';
import type { RecordedEvent } from '#event-store';
import type pg from 'pg';
import { aggregateOf } from '../record/record-state.js';
import { recordScope } from '../rules/scopes.js';

const TAKE_OVER = `
  INSERT INTO notify.watch (id, user_id, scope, label, channels, event_classes)
  SELECT gen_random_uuid(), user_id, $2, $3, channels, event_classes FROM notify.watch WHERE scope = $1
  ON CONFLICT ON CONSTRAINT watch_once DO NOTHING`;

/** Who follows a record that was merged into another follows that one from now on, as they followed the first. */
export async function noteMerge(db: Pick<pg.ClientBase, 'query'>, event: RecordedEvent): Promise<void> {
  const { type, data } = event as Pick<RecordedEvent, 'type' | 'data'> as AnyEvent;
  const aggregate = aggregateOf(event.stream);
  if (type !== 'RecordMerged' || aggregate === undefined) return;
  const into = `${aggregate}-${data.intoId}`;
  await db.query(TAKE_OVER, [recordScope(event.stream), recordScope(into), into]);
}
