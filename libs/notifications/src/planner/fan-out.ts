import type { Clock } from '#platform';
import type pg from 'pg';
import { holdForDigest } from '../digest/hold.js';
import { nextUsers, peopleOf } from './audience.js';
import { moveCursor, supersede, type UnfinishedNotification } from './notification-table.js';
import { plan, type DeliveryRow, type Lane, type PlannedChannel } from './plan.js';

type Db = Pick<pg.ClientBase, 'query'>;

export interface FanOutOptions {
  readonly channels: readonly PlannedChannel[];
  /** Recipients planned in one transaction. */
  readonly chunk: number;
  readonly clock: Clock;
}

export interface Chunk {
  /** Rows that can be sent at once. */
  readonly due: number;
  readonly done: boolean;
}

const INSERT = `
  INSERT INTO notify.delivery (id, notification_id, recipient_id, channel, lane, state, reason, hold_reason,
    decided_by, locale, next_at)
  SELECT r.id, $2, r."recipientId", r.channel, $3, r.state, r.reason, r."holdReason", r."decidedBy", r.locale,
    coalesce(r."nextAt", now())
  FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, "recipientId" uuid, channel text, state text, reason text,
    "holdReason" text, "decidedBy" text, locale text, "nextAt" timestamptz)
  ON CONFLICT ON CONSTRAINT delivery_once DO NOTHING
  RETURNING id`;

const LOCK_WISHES = 'SELECT FROM notify.recipient WHERE user_id = ANY ($1) ORDER BY user_id FOR SHARE';

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
  const rows = await planned(db, notification, users, options);
  const fresh = await insertDeliveries(db, notification.id, lane, rows);
  await holdForDigest(
    db,
    rows.filter(({ id }) => fresh.has(id)),
  );
  await moveCursor(db, notification.id, { after: users.at(-1) ?? notification.after, done, lane });
  return {
    due: rows.filter((row) => row.state === 'planned' && row.holdReason === null && row.nextAt === null)
      .length,
    done,
  };
}

/**
 * Who waits for a digest is planned again while their wishes are locked: somebody who turns to `at once`, or moves
 * to another time zone, just now would otherwise find a notice in the old window afterwards.
 */
async function planned(
  db: Db,
  notification: UnfinishedNotification,
  users: readonly string[],
  { channels, clock }: FanOutOptions,
): Promise<DeliveryRow[]> {
  const at = { channels, now: clock.now() };
  const people = await peopleOf(db, notification, users);
  const first = plan(notification, people, at);
  const waiting = new Set(first.flatMap((row) => (row.state === 'held' ? [row.recipientId] : [])));
  if (waiting.size === 0) return first;
  await db.query({ name: 'lock-wishes', text: LOCK_WISHES, values: [[...waiting]] });
  const locked = await peopleOf(db, notification, [...waiting]);
  const others = people.filter(({ userId }) => !waiting.has(userId));
  return plan(notification, [...others, ...locked], at);
}

/** Returns the ids of those that were not there before. */
async function insertDeliveries(
  db: Db,
  notificationId: string,
  lane: Lane,
  rows: readonly DeliveryRow[],
): Promise<Set<string>> {
  if (rows.length === 0) return new Set();
  const values = [JSON.stringify(rows), notificationId, lane];
  const inserted = await db.query<{ id: string }>({ name: 'insert-deliveries', text: INSERT, values });
  return new Set(inserted.rows.map(({ id }) => id));
}
