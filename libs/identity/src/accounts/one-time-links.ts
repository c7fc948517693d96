import { hash } from 'node:crypto';
import { newSecret } from '#platform';
import { IdentityError } from '../identity-error.js';
import type { Queryable } from '../transaction.js';

type Purpose = 'setup' | 'password';

const MAKE = `
  INSERT INTO access.one_time_link (hash, purpose, actor_id, expires_at)
  VALUES ($1, $2, $3, now() + make_interval(mins => $4)) RETURNING expires_at`;
const USE = `
  UPDATE access.one_time_link SET used_at = now()
  WHERE hash = $1 AND purpose = $2 AND used_at IS NULL AND expires_at > now() RETURNING actor_id`;
const LIVE = `
  SELECT FROM access.one_time_link WHERE hash = $1 AND purpose = $2 AND used_at IS NULL AND expires_at > now()`;
const VOID = `UPDATE access.one_time_link SET used_at = now() WHERE actor_id = $1 AND used_at IS NULL`;

/** The secret of a link that works once, within some minutes; only its hash is kept. */
export async function makeLink(
  db: Queryable,
  purpose: Purpose,
  { minutes, actorId = null }: { readonly minutes: number; readonly actorId?: string | null },
): Promise<{ readonly token: string; readonly expiresAt: Date }> {
  // An earlier link of the same person is worth nothing from now on.
  if (actorId !== null) await db.query(VOID, [actorId]);
  const token = newSecret(32);
  const { rows } = await db.query<{ expires_at: Date }>(MAKE, [hashOf(token), purpose, actorId, minutes]);
  return { token, expiresAt: rows[0]?.expires_at ?? new Date() };
}

/**
 * Looks before any costly work is done for it; whether the link is used up is decided by `useLink`.
 * @throws IdentityError TOKEN_INVALID
 */
export async function assertLink(db: Queryable, purpose: Purpose, token: string): Promise<void> {
  const { rowCount } = await db.query(LIVE, [hashOf(token), purpose]);
  if (rowCount === 0) throw new IdentityError('TOKEN_INVALID');
}

/** Uses a link up and tells whose it was. @throws IdentityError TOKEN_INVALID: unknown, used or too old. */
export async function useLink(db: Queryable, purpose: Purpose, token: string): Promise<string | null> {
  const { rows } = await db.query<{ actor_id: string | null }>(USE, [hashOf(token), purpose]);
  if (rows[0] === undefined) throw new IdentityError('TOKEN_INVALID');
  return rows[0].actor_id;
}

const hashOf = (token: string): Buffer => hash('sha256', token, 'buffer');
