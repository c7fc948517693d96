import type pg from 'pg';
import type { Channel } from '../channels/channel.js';

const RELEASE = `
  UPDATE notify.delivery SET hold_reason = NULL, next_at = now()
  WHERE channel = $1 AND hold_reason = $2 AND state = 'planned'`;

const HOLD = `
  UPDATE notify.delivery SET state = 'planned', hold_reason = $2, lease_until = NULL, enqueued_at = NULL
  WHERE channel = $1 AND hold_reason IS NULL AND state IN ('planned', 'sending')
    AND (lease_until IS NULL OR lease_until < now())`;

const NO_SMTP = 'no_smtp';

/**
 * Brings the rows into line with the settings of this start: what waited for a mail server goes out once there is
 * one, what was due waits where there is none. Nothing is lost either way.
 */
export async function alignHolds(pool: Pick<pg.Pool, 'query'>, channel: Channel): Promise<number> {
  const statement = channel.holdReason === null ? RELEASE : HOLD;
  const { rowCount } = await pool.query(statement, [channel.name, channel.holdReason ?? NO_SMTP]);
  return rowCount ?? 0;
}
