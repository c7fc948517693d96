import type { ChannelName, Locale } from '#contracts';
import type pg from 'pg';

type Db = Pick<pg.Pool, 'query'>;

/** A row this process may send until its lease ends. `fence` tells its mark from that of an earlier holder. */
export interface Claim {
  readonly id: string;
  readonly fence: number;
  readonly gen: number;
  readonly attempt: number;
  readonly recipientId: string;
  /** Null: a digest. */
  readonly notificationId: string | null;
  /** Null: one notice. */
  readonly digestWindowId: string | null;
  readonly channel: ChannelName;
  readonly decidedBy: string;
  readonly locale: Locale;
  readonly claimedAt: Date;
}

// A row still `sending` here was left by a process that is gone: that attempt is written down as lost. Locked rows
// are waited for, not skipped: the relay may just be noting that it handed them over, and then nobody else comes.
const CLAIM = `
  WITH free AS (
    SELECT id, state, gen, attempt, claimed_at, lease_until FROM notify.delivery
    WHERE id = ANY ($1) AND state IN ('planned', 'sending') AND hold_reason IS NULL AND next_at <= now()
      AND (lease_until IS NULL OR lease_until < now())
    ORDER BY id FOR UPDATE
  ), lost AS (
    INSERT INTO notify.delivery_attempt (delivery_id, gen, attempt, started_at, ended_at, outcome, code)
    SELECT id, gen, attempt, claimed_at, lease_until, 'lost', 'LEASE_ENDED' FROM free WHERE state = 'sending'
  )
  UPDATE notify.delivery d
  SET state = 'sending', attempt = d.attempt + 1, fence = d.fence + 1, claimed_at = now(),
    lease_until = now() + $2 * interval '1 second', enqueued_at = NULL
  FROM free WHERE d.id = free.id
  RETURNING d.id, d.fence, d.gen, d.attempt, d.recipient_id AS "recipientId",
    d.notification_id AS "notificationId", d.digest_window_id AS "digestWindowId", d.channel, d.decided_by AS "decidedBy", d.locale,
    d.claimed_at AS "claimedAt"`;

const EXTEND = `
  UPDATE notify.delivery d SET lease_until = now() + $3 * interval '1 second'
  FROM unnest($1::uuid[], $2::integer[]) AS mine(id, fence)
  WHERE d.id = mine.id AND d.fence = mine.fence AND d.state = 'sending'`;

/** Takes those of the rows that are due and that nobody holds. */
export async function claim(db: Db, ids: readonly string[], leaseSeconds: number): Promise<Claim[]> {
  const { rows } = await db.query<Claim>({ name: 'claim', text: CLAIM, values: [ids, leaseSeconds] });
  return rows;
}

/** Keeps rows that are still this process's for another lease. */
export async function extend(db: Db, claims: readonly Claim[], leaseSeconds: number): Promise<void> {
  const values = [claims.map(({ id }) => id), claims.map(({ fence }) => fence), leaseSeconds];
  await db.query({ name: 'extend-lease', text: EXTEND, values });
}
