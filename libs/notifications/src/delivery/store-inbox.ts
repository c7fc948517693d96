import type pg from 'pg';
import type { Claim } from './claim.js';

const STORE = `
  WITH claimed AS (
    SELECT * FROM unnest($1::uuid[], $2::integer[]) AS c(id, fence)
  ), mine AS (
    UPDATE notify.delivery d
    SET state = 'accepted', accepted_at = now(), lease_until = NULL, enqueued_at = NULL, reason = NULL
    FROM claimed c WHERE d.id = c.id AND d.fence = c.fence AND d.state = 'sending'
    RETURNING d.id, d.recipient_id, d.notification_id, d.gen, d.attempt, d.claimed_at
  ), logged AS (
    INSERT INTO notify.delivery_attempt (delivery_id, gen, attempt, started_at, ended_at, outcome, latency_ms)
    SELECT id, gen, attempt, claimed_at, now(), 'accepted', extract(milliseconds FROM now() - claimed_at)::integer
    FROM mine
  )
  INSERT INTO notify.inbox (delivery_id, user_id, notification_id, position)
  SELECT m.id, m.recipient_id, m.notification_id, n.position
  FROM mine m JOIN notify.notification n ON n.id = m.notification_id
  ON CONFLICT ON CONSTRAINT inbox_pk DO NOTHING`;

/** Puts the claimed messages into the inboxes and marks them, in one statement: there is no moment between. */
export async function storeInInbox(pool: Pick<pg.Pool, 'query'>, claims: readonly Claim[]): Promise<void> {
  const values = [claims.map(({ id }) => id), claims.map(({ fence }) => fence)];
  await pool.query({ name: 'store-inbox', text: STORE, values });
}
