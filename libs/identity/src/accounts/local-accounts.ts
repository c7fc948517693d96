import type { Queryable } from '../transaction.js';
import { IdentityError } from '../identity-error.js';
import type { ActorRow } from '../access/actor.js';

/** Two spellings of an address are one account. */
export const emailKey = (email: string): string => email.normalize('NFKC').trim().toLowerCase();

/** What a sign-in needs to know of an account. */
export interface LocalAccount extends ActorRow {
  readonly name: string;
  readonly email: string;
  readonly password_hash: string | null;
  readonly totp_secret: Buffer | null;
  readonly totp_pending: Buffer | null;
  readonly disabled_at: Date | null;
}

const COLUMNS = `a.id, a.name, a.role, a.scoped, a.disabled_at, l.email, l.password_hash, l.totp_secret, l.totp_pending
  FROM access.local_account l JOIN access.actor a ON a.id = l.actor_id`;
const BY_EMAIL = `SELECT ${COLUMNS} WHERE l.email_key = $1`;
const BY_ACTOR = `SELECT ${COLUMNS} WHERE l.actor_id = $1`;
const ADD = 'INSERT INTO access.local_account (actor_id, email, email_key) VALUES ($1, $2, $3)';

export async function accountByEmail(db: Queryable, email: string): Promise<LocalAccount | undefined> {
  const { rows } = await db.query<LocalAccount>(BY_EMAIL, [emailKey(email)]);
  return rows[0];
}

export async function accountOf(db: Queryable, actorId: string): Promise<LocalAccount | undefined> {
  const { rows } = await db.query<LocalAccount>(BY_ACTOR, [actorId]);
  return rows[0];
}

/** Adds an account without a password to an actor. @throws IdentityError EMAIL_TAKEN */
export async function addAccount(db: Queryable, actorId: string, email: string): Promise<void> {
  try {
    await db.query(ADD, [actorId, email.trim(), emailKey(email)]);
  } catch (error) {
    const { code, constraint } = error as { code?: string; constraint?: string };
    if (code === '23505' && constraint === 'local_account_email') throw new IdentityError('EMAIL_TAKEN');
    throw error;
  }
}

export async function savePassword(db: Queryable, actorId: string, hash: string): Promise<void> {
  await db.query('UPDATE access.local_account SET password_hash = $2 WHERE actor_id = $1', [actorId, hash]);
}
