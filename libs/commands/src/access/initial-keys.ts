import type pg from 'pg';
import { newId } from '#platform';
import { ROLES, type Role } from './actor.js';
import { ApiKeys, issueKey } from './api-keys.js';

export interface Credential {
  readonly actorId: string;
  readonly apiKey: string;
}

export type Credentials = Readonly<Record<Role, Credential>>;

const NAMES: Readonly<Record<Role, string>> = {
  staff: 'Ministry desk',
  approver: 'Approver',
  stakeholder: 'Stakeholder',
  auditor: 'Auditor',
  admin: 'Administrator',
  operator: 'Operator',
};

/**
 * Sees to it that there is one actor per role with a key that the caller knows. Keys in `known` that still work are
 * kept; every other role gets a new one, so a lost or half-written credentials file heals at the next start.
 * Concurrent calls wait for each other.
 */
export async function createInitialKeys(
  pool: pg.Pool,
  known: Partial<Readonly<Record<Role, string>>> = {},
): Promise<{ readonly credentials: Credentials; readonly issued: readonly Role[] }> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query("SELECT pg_advisory_xact_lock(hashtext('access.initial-keys'))");
    const keys = new ApiKeys(client, 0);
    const issued: Role[] = [];
    const credentials: Partial<Record<Role, Credential>> = {};
    for (const role of ROLES) {
      const key = known[role];
      const actor = key === undefined ? undefined : await keys.actorOf(key);
      if (key !== undefined && actor?.role === role) {
        credentials[role] = { actorId: actor.id, apiKey: key };
        continue;
      }
      const actorId = await ensureActor(client, role);
      credentials[role] = { actorId, apiKey: await issueKey(client, actorId) };
      issued.push(role);
    }
    await client.query('COMMIT');
    return { credentials: credentials as Credentials, issued };
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

async function ensureActor(client: pg.PoolClient, role: Role): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    'SELECT id FROM access.actor WHERE role = $1 AND disabled_at IS NULL ORDER BY created_at, id LIMIT 1',
    [role],
  );
  if (rows[0] !== undefined) return rows[0].id;
  const id = newId();
  await client.query('INSERT INTO access.actor (id, name, role) VALUES ($1, $2, $3)', [
    id,
    NAMES[role],
    role,
  ]);
  return id;
}
