import type pg from 'pg';
import type { ApiKey, ApiKeyList, Grant, NewApiKey, NewApiKeyAnswer } from '#contracts';
import type { Actor } from '../access/actor.js';
import { keepAccessEvent } from '../events/access-events.js';
import { IdentityError } from '../identity-error.js';
import { inTransaction, type Queryable } from '../transaction.js';
import { issueKey, type ApiKeys } from './api-keys.js';

const LIST = `
  SELECT k.id, k.actor_id, a.name, k.label, k.grants, k.created_at, k.expires_at, k.revoked_at
  FROM access.api_key k JOIN access.actor a ON a.id = k.actor_id
  WHERE $1::uuid IS NULL OR k.id = $1
  ORDER BY k.created_at DESC, k.id DESC`;
const REVOKE = `
  UPDATE access.api_key SET revoked_at = now() WHERE id = $1 AND revoked_at IS NULL RETURNING actor_id`;

interface KeyRow {
  readonly id: string;
  readonly actor_id: string;
  readonly name: string;
  readonly label: string;
  readonly grants: Grant[] | null;
  readonly created_at: Date;
  readonly expires_at: Date | null;
  readonly revoked_at: Date | null;
}

/** Keys of programs, as administrators issue and revoke them. */
export class KeyDesk {
  constructor(
    private readonly pool: pg.Pool,
    private readonly keys: ApiKeys,
  ) {}

  async list(): Promise<ApiKeyList> {
    const { rows } = await this.pool.query<KeyRow>(LIST, [null]);
    return { items: rows.map(apiKeyOf) };
  }

  /** @throws IdentityError NO_SUCH_USER */
  issue(by: Actor, { userId, ...terms }: NewApiKey): Promise<NewApiKeyAnswer> {
    return inTransaction(this.pool, async (db) => {
      const { rowCount } = await db.query(
        'SELECT FROM access.actor WHERE id = $1 AND disabled_at IS NULL FOR SHARE',
        [userId],
      );
      if (rowCount === 0) throw new IdentityError('NO_SUCH_USER');
      const { id, key } = await issueKey(db, userId, terms);
      const details = { keyId: id, label: terms.label, grants: terms.grants, days: terms.days };
      await keepAccessEvent(db, { type: 'ApiKeyIssued', by, about: userId, details });
      return { key, apiKey: await findKey(db, id) };
    });
  }

  /** The key counts no more, here at once. Whether there was one to revoke. */
  async revoke(by: Actor, keyId: string): Promise<boolean> {
    const done = await inTransaction(this.pool, async (db) => {
      const { rows } = await db.query<{ actor_id: string }>(REVOKE, [keyId]);
      const about = rows[0]?.actor_id;
      if (about === undefined) return false;
      await keepAccessEvent(db, { type: 'ApiKeyRevoked', by, about, details: { keyId } });
      return true;
    });
    this.keys.forgetAll();
    return done;
  }
}

async function findKey(db: Queryable, id: string): Promise<ApiKey> {
  const { rows } = await db.query<KeyRow>(LIST, [id]);
  if (rows[0] === undefined) throw new IdentityError('NO_SUCH_USER');
  return apiKeyOf(rows[0]);
}

const apiKeyOf = (row: KeyRow): ApiKey => ({
  ...{ id: row.id, userId: row.actor_id, userName: row.name, label: row.label, grants: row.grants },
  createdAt: row.created_at.toISOString(),
  expiresAt: row.expires_at?.toISOString() ?? null,
  revokedAt: row.revoked_at?.toISOString() ?? null,
});
