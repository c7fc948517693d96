import type { EventClass } from '#contracts';
import type pg from 'pg';
import type { Message } from '../channels/channel.js';
import { decide, type Decision } from '../planner/decide.js';
import { peopleOf } from '../planner/audience.js';
import type { Follower } from '../planner/plan.js';
import { noticeParamsSchema } from '../text/params.js';
import { isNoticeKey } from '../text/render.js';
import type { Claim } from './claim.js';

type Db = Pick<pg.Pool, 'query'>;

/** A claimed row with its message, or with why it is not sent after all. */
export type Loaded =
  | { readonly claim: Claim; readonly message: Message }
  | { readonly claim: Claim; readonly refusal: string; readonly state: 'suppressed' | 'dead' };

interface NotificationRow {
  readonly id: string;
  readonly eventId: string;
  readonly ruleId: string;
  readonly stream: string;
  readonly eventClass: EventClass;
  readonly critical: boolean;
  readonly actorId: string;
  readonly scopes: readonly string[];
  readonly corrects: string | null;
  readonly recordedAt: Date;
  readonly params: unknown;
}

interface Reader {
  readonly id: string;
  readonly email: string | null;
  readonly linkKey: Buffer;
}

const NOTIFICATIONS = `
  SELECT id, event_id AS "eventId", rule_id AS "ruleId", stream, event_class AS "eventClass", critical,
    actor_id AS "actorId", scopes, corrects_event_id AS corrects, recorded_at AS "recordedAt", params
  FROM notify.notification WHERE id = ANY ($1) ORDER BY id`;

const READERS =
  'SELECT user_id AS id, email, link_key AS "linkKey" FROM notify.recipient WHERE user_id = ANY ($1) ORDER BY id';

/**
 * Reads what the claimed rows need. Address, follows and preferences count as they are now: who has stopped since
 * the plan was made gets nothing.
 */
export async function load(db: Db, claims: readonly Claim[]): Promise<Loaded[]> {
  const ids = [...new Set(claims.map(({ notificationId }) => notificationId))];
  const users = [...new Set(claims.map(({ recipientId }) => recipientId))];
  const notifications = await db.query<NotificationRow>({
    name: 'notices',
    text: NOTIFICATIONS,
    values: [ids],
  });
  const readers = await db.query<Reader>({ name: 'readers', text: READERS, values: [users] });
  const readerOf = new Map(readers.rows.map((reader) => [reader.id, reader]));
  const loaded: Loaded[] = [];
  for (const notification of notifications.rows) {
    const own = claims.filter((claim) => claim.notificationId === notification.id);
    const people = await peopleOf(
      db,
      notification,
      own.map(({ recipientId }) => recipientId),
    );
    const personOf = new Map(people.map((person) => [person.userId, person]));
    for (const claim of own) {
      const person = personOf.get(claim.recipientId);
      const reader = readerOf.get(claim.recipientId);
      loaded.push(
        person === undefined || reader === undefined
          ? suppressed(claim, 'recipient_gone')
          : loadOne({ claim, notification, person, reader }),
      );
    }
  }
  return loaded;
}

interface Parts {
  readonly claim: Claim;
  readonly notification: NotificationRow;
  readonly person: Follower;
  readonly reader: Reader;
}

function loadOne({ claim, notification, person, reader }: Parts): Loaded {
  const decision: Decision = decide(notification, person, claim.channel);
  if (decision.kind === 'off') return suppressed(claim, 'late_optout');
  if (decision.kind === 'suppressed') {
    return suppressed(claim, decision.reason === 'unsubscribed' ? 'late_optout' : decision.reason);
  }
  const params = noticeParamsSchema.safeParse(notification.params);
  if (!isNoticeKey(notification.ruleId) || !params.success) {
    return { claim, refusal: 'unknown_message', state: 'dead' };
  }
  return {
    claim,
    message: {
      id: claim.id,
      gen: claim.gen,
      recipientId: claim.recipientId,
      stream: notification.stream,
      eventId: notification.eventId,
      eventClass: notification.eventClass,
      critical: notification.critical,
      key: notification.ruleId,
      params: params.data,
      locale: person.locale,
      address: reader.email,
      decidedBy: claim.decidedBy,
      linkKey: reader.linkKey,
    },
  };
}

const suppressed = (claim: Claim, refusal: string): Loaded => ({ claim, refusal, state: 'suppressed' });
