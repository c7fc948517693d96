import type pg from 'pg';
import type { Follower } from './plan.js';

type Db = Pick<pg.ClientBase, 'query'>;

/** By what people follow a notification, and whose notice it corrects. */
export interface Audience {
  readonly scopes: readonly string[];
  readonly stream: string;
  readonly eventClass: string;
  readonly corrects: string | null;
  /** People are told of what is recorded after they began to follow. */
  readonly recordedAt: Date;
}

const FIRST = '00000000-0000-0000-0000-000000000000';

// Each scope gives its next users by index; together they hold the next users of all. 10^5 followers cost a chunk each.
const NEXT_USERS = `
  SELECT found.user_id AS id FROM (
    SELECT followers.user_id FROM unnest($1::text[]) AS scopes(scope)
    CROSS JOIN LATERAL (
      SELECT w.user_id FROM notify.watch w
      WHERE w.scope = scopes.scope AND w.user_id > $2 AND date_trunc('milliseconds', w.created_at) <= $5
      ORDER BY w.user_id LIMIT $3
    ) followers
    UNION
    SELECT received.recipient_id FROM (
      SELECT DISTINCT d.recipient_id FROM notify.notification n JOIN notify.delivery d ON d.notification_id = n.id
      WHERE n.event_id = $4 AND d.state IN ('accepted', 'delivered') AND d.recipient_id > $2
      ORDER BY d.recipient_id LIMIT $3
    ) received
  ) found
  ORDER BY found.user_id LIMIT $3`;

/** The quiet hours of `notify.recipient r`; null: none. */
export const QUIET_HOURS = `
  CASE WHEN r.quiet_from IS NOT NULL THEN json_build_object('from', r.quiet_from, 'to', r.quiet_to) END`;

/** The MailHours of `notify.recipient r`. */
export const HOURS_COLUMN = `
  json_build_object('timeZone', r.time_zone, 'digestHour', r.digest_hour, 'digestWeekday', r.digest_weekday,
    'quietHours', ${QUIET_HOURS}) AS hours`;

const PEOPLE = `
  SELECT r.user_id AS "userId", r.email IS NOT NULL AS "hasAddress", r.notify_own AS "notifyOwn", r.locale,
    (SELECT s.reason FROM notify.suppression s
     WHERE s.address_hash = sha256(convert_to(lower(r.email), 'UTF8')) AND s.scope = 'all'
       AND (s.until IS NULL OR s.until > now()) ORDER BY s.created_at LIMIT 1) AS "addressRefused",
    coalesce((SELECT json_agg(json_build_object('scope', w.scope, 'channels', w.channels, 'eventClasses', w.event_classes,
      'frequency', w.frequency))
     FROM notify.watch w WHERE w.user_id = r.user_id AND w.scope = ANY ($2)
       AND date_trunc('milliseconds', w.created_at) <= $5), '[]') AS watches,
    coalesce((SELECT json_agg(json_build_object('scope', p.scope, 'channel', p.channel, 'level', p.level,
      'frequency', p.frequency))
     FROM notify.preference p WHERE p.user_id = r.user_id AND p.scope = ANY ($3)), '[]') AS preferences,
    EXISTS (SELECT FROM notify.notification n JOIN notify.delivery d ON d.notification_id = n.id
     WHERE n.event_id = $4 AND d.recipient_id = r.user_id AND d.state IN ('accepted', 'delivered')) AS received,
    (SELECT min(dw.frequency) FROM notify.notification n JOIN notify.delivery d ON d.notification_id = n.id
     JOIN notify.digest_item i ON i.delivery_id = d.id JOIN notify.digest_window dw ON dw.id = i.window_id
     WHERE n.event_id = $4 AND d.recipient_id = r.user_id AND d.state = 'superseded'
       AND NOT EXISTS (SELECT FROM notify.notification c JOIN notify.delivery cd ON cd.notification_id = c.id
         WHERE c.stream = n.stream AND c.corrects_event_id = n.event_id AND cd.recipient_id = r.user_id
           AND cd.channel = d.channel AND cd.state IN ('accepted', 'delivered'))) AS "waitedIn",
    ${HOURS_COLUMN}
  FROM notify.recipient r WHERE r.user_id = ANY ($1) ORDER BY r.user_id`;

/** At most `limit` users after `after` that follow or received what is corrected, in order of id. */
export async function nextUsers(
  db: Db,
  audience: Audience,
  after: string | null,
  limit: number,
): Promise<string[]> {
  const values = [audience.scopes, after ?? FIRST, limit, audience.corrects, audience.recordedAt];
  const { rows } = await db.query<{ id: string }>({ name: 'next-users', text: NEXT_USERS, values });
  return rows.map(({ id }) => id);
}

/** These users with everything a decision about them needs. Users without settings are left out. */
export async function peopleOf(db: Db, audience: Audience, users: readonly string[]): Promise<Follower[]> {
  const preferences = ['all', `record:${audience.stream}`, `event-class:${audience.eventClass}`];
  const values = [users, audience.scopes, preferences, audience.corrects, audience.recordedAt];
  const { rows } = await db.query<Follower>({ name: 'people-of', text: PEOPLE, values });
  return rows;
}
