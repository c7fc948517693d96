import type { ChannelName } from '#contracts';
import { newId } from '#platform';
import type pg from 'pg';
import type { DeliveryRow } from '../planner/plan.js';
import type { Waiting } from './times.js';

type Db = Pick<pg.ClientBase, 'query'>;

/** A held delivery and the window that it belongs in, which is opened when there is none. */
export interface HeldItem {
  readonly id: string;
  readonly recipientId: string;
  readonly channel: ChannelName;
  readonly frequency: Waiting;
  readonly closesAt: Date;
}

// DO UPDATE locks an open window until the end of the transaction: the flusher cannot close it without this item. A
// window that the flusher is closing is waited for; then it is open no more, and a new one is opened.
const HOLD = `
  WITH wanted AS (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS w(id uuid, "newId" uuid, "recipientId" uuid, channel text,
      frequency text, "closesAt" timestamptz)
  ), opened AS (
    INSERT INTO notify.digest_window (id, recipient_id, channel, frequency, closes_at)
    SELECT DISTINCT ON ("recipientId", channel, frequency) "newId", "recipientId", channel, frequency, "closesAt"
    FROM wanted ORDER BY "recipientId", channel, frequency
    ON CONFLICT (recipient_id, channel, frequency) WHERE state = 'open'
    DO UPDATE SET closes_at = notify.digest_window.closes_at
    RETURNING id, recipient_id, channel, frequency
  )
  INSERT INTO notify.digest_item (delivery_id, window_id)
  SELECT w.id, o.id FROM wanted w
  JOIN opened o ON o.recipient_id = w."recipientId" AND o.channel = w.channel AND o.frequency = w.frequency
  ON CONFLICT ON CONSTRAINT digest_item_pk DO UPDATE SET window_id = excluded.window_id`;

/** Puts items into the open windows of their people, in the transaction of `db`. */
export async function hold(db: Db, items: readonly HeldItem[]): Promise<void> {
  if (items.length === 0) return;
  const values = [JSON.stringify(items.map((item) => ({ ...item, newId: newId() })))];
  await db.query({ name: 'hold', text: HOLD, values });
}

/** Those of the planned rows that wait. */
export const holdForDigest = (db: Db, rows: readonly DeliveryRow[]): Promise<void> =>
  hold(
    db,
    rows.flatMap(({ id, recipientId, channel, digest }) =>
      digest === null ? [] : [{ id, recipientId, channel, ...digest }],
    ),
  );
