import type pg from 'pg';

/** First half of the key of every batch's advisory lock; the second is of its id. */
export const LOCK_CLASS = 0x696d70;

/** Holds a batch for one worker in all processes. It ends with `release`, at the latest with the process. */
export interface BatchLock {
  release(): Promise<void>;
}

/** The lock of the batch, or `undefined` when somebody works on it. */
export async function lockBatch(pool: pg.Pool, batchId: string): Promise<BatchLock | undefined> {
  const client = await pool.connect();
  try {
    const { rows } = await client.query<{ locked: boolean }>(
      'SELECT pg_try_advisory_lock($1, hashtext($2)) AS locked',
      [LOCK_CLASS, batchId],
    );
    if (rows[0]?.locked !== true) {
      client.release();
      return undefined;
    }
  } catch (error) {
    client.release(true);
    throw error;
  }
  let held = true;
  return {
    async release() {
      if (!held) return;
      held = false;
      // A connection that was cut has lost the lock already.
      await client.query('SELECT pg_advisory_unlock($1, hashtext($2))', [LOCK_CLASS, batchId]).then(
        () => client.release(),
        () => client.release(true),
      );
    },
  };
}
