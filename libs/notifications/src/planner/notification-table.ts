import type { EventClass } from '#contracts';
import type pg from 'pg';
import type { Notification } from '../rules/notification.js';
import type { Lane } from './plan.js';

type Db = Pick<pg.ClientBase, 'query'>;

/** A notification whose recipients have not all been planned. */
export interface UnfinishedNotification {
  readonly id: string;
  readonly stream: string;
  readonly eventClass: EventClass;
  readonly critical: boolean;
  readonly actorId: string;
  readonly scopes: readonly string[];
  readonly corrects: string | null;
  readonly recordedAt: Date;
  /** The last recipient that has been planned; null: none yet. */
  readonly after: string | null;
}

/** What a delivery needs to know of its notification. */
export interface NotificationRow extends Pick<
  UnfinishedNotification,
  'id' | 'stream' | 'eventClass' | 'critical' | 'actorId' | 'scopes' | 'corrects' | 'recordedAt'
> {
  readonly eventId: string;
  readonly ruleId: string;
  readonly params: unknown;
}

/** The columns of a NotificationRow, of `notify.notification n`. */
export const NOTICE_COLUMNS = `
  n.id, n.event_id AS "eventId", n.rule_id AS "ruleId", n.stream, n.event_class AS "eventClass", n.critical,
  n.actor_id AS "actorId", n.scopes, n.corrects_event_id AS corrects, n.recorded_at AS "recordedAt", n.params`;

const INSERT = `
  INSERT INTO notify.notification (id, event_id, rule_id, position, stream, stream_version, event_class, severity,
    critical, params, scopes, actor_id, corrects_event_id, recorded_at, suppressed, fanout_done)
  SELECT n.id, n."eventId", n."ruleId", n.position, n.stream, n."streamVersion", n."eventClass", n.severity,
    n.critical, n.params, n.scopes, n."actorId", n.corrects, n."recordedAt", n.suppressed, n.suppressed IS NOT NULL
  FROM jsonb_to_recordset($1::jsonb) AS n(id uuid, "eventId" uuid, "ruleId" text, position bigint, stream text,
    "streamVersion" integer, "eventClass" text, severity text, critical boolean, params jsonb, scopes text[],
    "actorId" text, corrects uuid, "recordedAt" timestamptz, suppressed text)
  ON CONFLICT ON CONSTRAINT notification_once DO NOTHING
  RETURNING id`;

const LOCK_UNFINISHED = `
  SELECT id, stream, event_class AS "eventClass", critical, actor_id AS "actorId", scopes,
    corrects_event_id AS corrects, recorded_at AS "recordedAt", fanout_after AS after
  FROM notify.notification WHERE NOT fanout_done ORDER BY position, id LIMIT 1 FOR UPDATE SKIP LOCKED`;

const MOVE_CURSOR =
  'UPDATE notify.notification SET fanout_after = $2, fanout_done = $3, lane = $4 WHERE id = $1';

// What was wrong and has not gone out yet does not go out any more.
const SUPERSEDE = `
  UPDATE notify.delivery d SET state = 'superseded', reason = 'corrected', hold_reason = NULL
  FROM notify.notification n WHERE n.id = d.notification_id AND n.event_id = $1 AND d.state IN ('planned', 'held')`;

/** Writes notifications and returns the ids of those that were not there before. */
export async function insertNotifications(
  db: Db,
  notifications: readonly Notification[],
): Promise<Set<string>> {
  if (notifications.length === 0) return new Set();
  const json = JSON.stringify(notifications, (_, value: unknown) =>
    typeof value === 'bigint' ? value.toString() : value,
  );
  const { rows } = await db.query<{ id: string }>({
    name: 'insert-notifications',
    text: INSERT,
    values: [json],
  });
  return new Set(rows.map(({ id }) => id));
}

/** The earliest notification with recipients left, locked; others that plan at the same time get another one. */
export async function lockUnfinished(db: Db): Promise<UnfinishedNotification | undefined> {
  const { rows } = await db.query<UnfinishedNotification>(LOCK_UNFINISHED);
  return rows[0];
}

export async function moveCursor(
  db: Db,
  id: string,
  cursor: { readonly after: string | null; readonly done: boolean; readonly lane: Lane },
): Promise<void> {
  await db.query({
    name: 'move-cursor',
    text: MOVE_CURSOR,
    values: [id, cursor.after, cursor.done, cursor.lane],
  });
}

export const supersede = (db: Db, eventId: string): Promise<unknown> => db.query(SUPERSEDE, [eventId]);
