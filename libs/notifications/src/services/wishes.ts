import type pg from 'pg';
import { realign } from '../digest/realign.js';
import { transaction } from '../planner/transaction.js';
import { ensureRecipient } from './recipient.js';

interface Wishes {
  readonly pool: pg.Pool;
  readonly userId: string;
  readonly now: Date;
}

const LOCK = 'SELECT FROM notify.recipient WHERE user_id = $1 FOR UPDATE';

/** Changes what a person wants, and in the same transaction what waits for that person. */
export const changeWishes = <T>(
  { pool, userId, now }: Wishes,
  change: (db: pg.PoolClient) => Promise<T>,
): Promise<T> =>
  transaction(pool, async (db) => {
    await ensureRecipient(db, userId);
    await db.query(LOCK, [userId]);
    const result = await change(db);
    await realign(db, userId, now);
    return result;
  });
