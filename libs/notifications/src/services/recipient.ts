import { randomBytes } from 'node:crypto';
import type pg from 'pg';

const LINK_KEY_BYTES = 32;

/** Makes the settings of a person who has none: English, Almaty time, no address. */
export async function ensureRecipient(db: Pick<pg.ClientBase, 'query'>, userId: string): Promise<void> {
  await db.query(
    'INSERT INTO notify.recipient (user_id, link_key) VALUES ($1, $2) ON CONFLICT ON CONSTRAINT recipient_pk DO NOTHING',
    [userId, randomBytes(LINK_KEY_BYTES)],
  );
}
