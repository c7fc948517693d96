import type pg from 'pg';
import { nextUsers, peopleOf } from './audience.js';
import { moveCursor, supersede, type UnfinishedNotification } from './notification-table.js';
import { plan, type DeliveryRow, type Lane, type PlannedChannel } from './plan.js';

type Db = Pick<pg.ClientBase, 'query'>;

export interface FanOutOptions {
  readonly channels: readonly PlannedChannel[];
  /** Recipients planned in one transaction. */
  readonly chunk: number;
}

export interface Chunk {
  /** Rows that can be sent at once. */
  readonly due: number;
  readonly done: boolean;
}

const INSERT = `
  INSERT INTO notify.delivery (id, notification_id, recipient_id, channel, lane, state, reason, hold_reason,
    decided_by, locale)
  SELECT r.id, $2, r."recipientId", r.channel, $3, r.state, r.reason, r."holdReason", r."decidedBy", r.locale
  FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, "recipientId" uuid, channel text, state text, reason text,
    "holdReason" text, "decidedBy" text, locale text)
  ON CONFLICT ON CONSTRAINT delivery_once DO NOTHING`;

/**
 * Plans the next recipients of one notification and moves its cursor, in the transaction of `db`. A notification
 * that does not end with its first chunk takes the bulk lane, so that it does not hold up what is for a few.
 */
export async function fanOutChunk(
  db: Db,
  notification: UnfinishedNotification,
  options: FanOutOptions,
): Promise<Chunk> {
  const isFirst = notification.after === null;
  if (isFirst && notification.corrects !== null) await supersede(db, notification.corrects);
  const users = await nextUsers(db, notification, notification.after, options.chunk);
  const done = users.length < options.chunk;
  const lane: Lane = isFirst && done ? 'direct' : 'bulk';
  const rows = plan(notification, await peopleOf(db, notification, users), options.channels);
  await insertDeliveries(db, notification.id, lane, rows);
  await moveCursor(db, notification.id, { after: users.at(-1) ?? notification.after, done, lane });
  return { due: rows.filter((row) => row.state === 'planned' && row.holdReason === null).length, done };
}

async function insertDeliveries(
  db: Db,
  notificationId: string,
  lane: Lane,
  rows: readonly DeliveryRow[],
): Promise<void> {
  if (rows.length === 0) return;
  const values = [JSON.stringify(rows), notificationId, lane];
  await db.query({ name: 'insert-deliveries', text: INSERT, values });
}
