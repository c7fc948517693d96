import type pg from 'pg';
import { HOURS_COLUMN, peopleOf } from '../planner/audience.js';
import { frequencyFor } from '../planner/frequency.js';
import { NOTICE_COLUMNS, type NotificationRow } from '../planner/notification-table.js';
import type { Follower } from '../planner/plan.js';
import { hold } from './hold.js';
import { nextClose, type Waiting } from './times.js';

type Db = Pick<pg.ClientBase, 'query'>;

/** Hold reason of what is to go at once after all: the flusher, which knows whether there is a mail server, lets it go. */
export const RELEASED = 'released';

interface Item extends NotificationRow {
  readonly deliveryId: string;
  readonly windowFrequency: Waiting;
}

// Rows that a correction is just replacing are left alone: what replaces them is planned after this.
const ITEMS = `
  SELECT d.id AS "deliveryId", w.frequency AS "windowFrequency", ${NOTICE_COLUMNS}
  FROM notify.digest_window w JOIN notify.digest_item i ON i.window_id = w.id
  JOIN notify.delivery d ON d.id = i.delivery_id JOIN notify.notification n ON n.id = d.notification_id
  WHERE w.recipient_id = $1 AND w.state = 'open' AND d.state = 'held' AND d.hold_reason = 'digest'
  ORDER BY d.id FOR UPDATE OF d SKIP LOCKED`;

const LOCK_WINDOWS = `SELECT FROM notify.digest_window WHERE recipient_id = $1 AND state = 'open' ORDER BY id FOR UPDATE`;

const TAKE_OUT = `
  WITH taken AS (DELETE FROM notify.digest_item WHERE delivery_id = ANY ($1))
  UPDATE notify.delivery SET hold_reason = $2 WHERE id = ANY ($1)`;

const HOURS = `SELECT ${HOURS_COLUMN} FROM notify.recipient r WHERE r.user_id = $1`;

// A window whose hour has come keeps it: a new hour must not put it off by a day.
const CLOSES = `
  UPDATE notify.digest_window SET closes_at = $3
  WHERE recipient_id = $1 AND frequency = $2 AND state = 'open' AND closes_at > $4`;

// Due now, and put off again by the worker if it is quiet by the new hours.
const LOOK_AGAIN = `
  UPDATE notify.delivery SET next_at = now()
  WHERE recipient_id = $1 AND channel = 'email' AND state = 'planned' AND attempt = 0 AND next_at > now()`;

/**
 * Brings what waits into line with what its person wants now, in the transaction that changed it. The caller has
 * locked the recipient, so that no planner adds to the windows by the old wishes.
 */
export async function realign(db: Db, userId: string, now: Date): Promise<void> {
  await db.query(LOCK_WINDOWS, [userId]);
  const { rows } = await db.query<Item>(ITEMS, [userId]);
  const released: string[] = [];
  for (const item of rows) {
    const [person] = await peopleOf(db, item, [userId]);
    if (person === undefined) continue;
    const frequency = frequencyFor(item, person, 'email');
    if (frequency === 'at-once') released.push(item.deliveryId);
    else if (frequency !== item.windowFrequency) await move(db, item, person, { frequency, now });
  }
  await db.query(TAKE_OUT, [released, RELEASED]);
  await alignHours(db, userId, now);
}

const move = (
  db: Db,
  { deliveryId }: Item,
  { userId, hours }: Follower,
  { frequency, now }: { readonly frequency: Waiting; readonly now: Date },
): Promise<void> =>
  hold(db, [
    {
      id: deliveryId,
      recipientId: userId,
      channel: 'email',
      frequency,
      closesAt: nextClose(now, hours, frequency),
    },
  ]);

async function alignHours(db: Db, userId: string, now: Date): Promise<void> {
  const { rows } = await db.query<Pick<Follower, 'hours'>>(HOURS, [userId]);
  const [found] = rows;
  if (found === undefined) return;
  for (const frequency of ['daily', 'weekly'] as const) {
    await db.query(CLOSES, [userId, frequency, nextClose(now, found.hours, frequency), now]);
  }
  await db.query(LOOK_AGAIN, [userId]);
}
