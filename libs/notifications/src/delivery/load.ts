import type { Locale } from '#contracts';
import type pg from 'pg';
import type { Message } from '../channels/channel.js';
import { contentsOf, type LeftOut } from '../digest/contents.js';
import { digestOf } from '../digest/notices.js';
import { nextAllowed, type MailHours } from '../digest/times.js';
import { decide, lateRefusal } from '../planner/decide.js';
import { HOURS_COLUMN, peopleOf } from '../planner/audience.js';
import { isUrgent } from '../planner/frequency.js';
import { NOTICE_COLUMNS, type NotificationRow } from '../planner/notification-table.js';
import type { Follower } from '../planner/plan.js';
import { noticeParamsSchema } from '../text/params.js';
import { isNoticeKey } from '../text/render.js';
import type { Claim } from './claim.js';

type Db = Pick<pg.ClientBase, 'query'>;

/** The deliveries that a digest stands for. */
export interface DigestItems {
  readonly told: readonly string[];
  readonly leftOut: readonly LeftOut[];
}

export interface LoadedBase {
  readonly claim: Claim;
  readonly items?: DigestItems;
}

export interface Refused extends LoadedBase {
  readonly refusal: string;
  readonly state: 'suppressed' | 'dead';
}

/** A claimed row with its message, with why it is not sent after all, or with until when it is not. */
export type Loaded =
  (LoadedBase & { readonly message: Message }) | Refused | (LoadedBase & { readonly waitUntil: Date });

interface Reader {
  readonly id: string;
  readonly email: string | null;
  readonly linkKey: Buffer;
  readonly locale: Locale;
  readonly hours: MailHours;
}

const NOTIFICATIONS = `SELECT ${NOTICE_COLUMNS} FROM notify.notification n WHERE n.id = ANY ($1) ORDER BY n.id`;

const READERS = `
  SELECT r.user_id AS id, r.email, r.link_key AS "linkKey", r.locale, ${HOURS_COLUMN}
  FROM notify.recipient r WHERE r.user_id = ANY ($1) ORDER BY r.user_id`;

/**
 * Reads what the claimed rows need. Address, follows and preferences count as they are now: who has stopped since
 * the plan was made gets nothing.
 */
export async function load(db: Db, claims: readonly Claim[]): Promise<Loaded[]> {
  const users = [...new Set(claims.map(({ recipientId }) => recipientId))];
  const found = await db.query<Reader>({ name: 'readers', text: READERS, values: [users] });
  const readers = new Map(found.rows.map((reader) => [reader.id, reader]));
  const digests = claims.filter(({ digestWindowId }) => digestWindowId !== null);
  return [...(await loadNotices(db, claims, readers)), ...(await loadDigests(db, digests, readers))];
}

type Readers = ReadonlyMap<string, Reader>;

async function loadNotices(db: Db, claims: readonly Claim[], readers: Readers): Promise<Loaded[]> {
  const ids = [...new Set(claims.flatMap(({ notificationId }) => notificationId ?? []))];
  const { rows } = await db.query<NotificationRow>({ name: 'notices', text: NOTIFICATIONS, values: [ids] });
  const loaded: Loaded[] = [];
  for (const notification of rows) {
    const own = claims.filter((claim) => claim.notificationId === notification.id);
    const users = own.map(({ recipientId }) => recipientId);
    const personOf = new Map(
      (await peopleOf(db, notification, users)).map((person) => [person.userId, person]),
    );
    for (const claim of own) {
      const person = personOf.get(claim.recipientId);
      const reader = readers.get(claim.recipientId);
      loaded.push(
        person === undefined || reader === undefined
          ? suppressed(claim, 'recipient_gone')
          : loadOne({ claim, notification, person, reader }),
      );
    }
  }
  return loaded;
}

/** What a digest says is settled as late as this: a correction may have come since its window closed. */
async function loadDigests(db: Db, claims: readonly Claim[], readers: Readers): Promise<Loaded[]> {
  if (claims.length === 0) return [];
  const contents = await contentsOf(
    db,
    claims.flatMap(({ digestWindowId }) => digestWindowId ?? []),
  );
  return claims.map((claim) => {
    const reader = readers.get(claim.recipientId);
    const { told = [], leftOut = [] } = contents.get(claim.digestWindowId ?? '') ?? {};
    const items = { told: told.map(({ id }) => id), leftOut };
    if (reader === undefined || told.length === 0) {
      return { ...suppressed(claim, reader === undefined ? 'recipient_gone' : 'empty_digest'), items };
    }
    const allowed = nextAllowed(claim.claimedAt, reader.hours);
    if (allowed > claim.claimedAt) return { claim, waitUntil: allowed };
    const message = { ...addressed(claim, reader), kind: 'digest' as const, records: digestOf(told) };
    return { claim, items, message };
  });
}

interface Parts {
  readonly claim: Claim;
  readonly notification: NotificationRow;
  readonly person: Follower;
  readonly reader: Reader;
}

function loadOne({ claim, notification, person, reader }: Parts): Loaded {
  const refusal = lateRefusal(decide(notification, person, claim.channel));
  if (refusal !== undefined) return suppressed(claim, refusal);
  const allowed = nextAllowed(claim.claimedAt, person.hours);
  const isQuiet = claim.channel === 'email' && allowed > claim.claimedAt;
  if (isQuiet && !isUrgent(notification, person)) return { claim, waitUntil: allowed };
  const params = noticeParamsSchema.safeParse(notification.params);
  const { ruleId: key, stream, eventId, eventClass, critical } = notification;
  if (!isNoticeKey(key) || !params.success) return { claim, refusal: 'unknown_message', state: 'dead' };
  return {
    claim,
    message: {
      ...addressed(claim, reader),
      ...{ kind: 'notice', key, stream, eventId, eventClass, critical, isQuiet },
      params: params.data,
    },
  };
}

const addressed = ({ id, gen, recipientId, decidedBy }: Claim, { email, locale, linkKey }: Reader) => ({
  ...{ id, gen, recipientId, decidedBy, locale, linkKey },
  address: email,
});

const suppressed = (claim: Claim, refusal: string): Refused => ({ claim, refusal, state: 'suppressed' });
