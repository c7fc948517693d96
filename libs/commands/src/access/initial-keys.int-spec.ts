import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cloneDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { ROLES } from './actor.js';
import { ApiKeys } from './api-keys.js';
import { createInitialKeys, type Credentials } from './initial-keys.js';

let db: TestDatabase;
beforeAll(async () => {
  db = await cloneDatabase();
});
afterAll(async () => {
  await db.drop();
});

const keysOf = (credentials: Credentials) =>
  Object.fromEntries(ROLES.map((role) => [role, credentials[role].apiKey]));

describe('createInitialKeys', () => {
  it('makes one actor per role, keeps known keys, replaces lost ones, and lets no two starts make two', async () => {
    const pool = db.appPool({ max: 4 });
    const [first, second] = await Promise.all([createInitialKeys(pool), createInitialKeys(pool)]);
    expect(first.issued).toEqual([...ROLES]);
    expect(second.issued).toEqual([...ROLES]);
    const { rows } = await pool.query('SELECT role FROM access.actor ORDER BY role');
    expect(rows).toEqual([...ROLES].sort().map((role) => ({ role })));

    const again = await createInitialKeys(pool, keysOf(first.credentials));
    expect(again).toEqual({ credentials: first.credentials, issued: [] });

    const { staff: _lost, ...rest } = keysOf(first.credentials);
    const healed = await createInitialKeys(pool, { ...rest, auditor: 'at_nonsense' });
    expect(healed.issued).toEqual(['staff', 'auditor']);
    expect(healed.credentials.staff.actorId).toBe(first.credentials.staff.actorId);
  });

  it('stores no key, only its hash', async () => {
    const pool = db.appPool();
    const { credentials } = await createInitialKeys(pool);
    const { rows } = await pool.query<{ text: string }>(
      "SELECT k::text || encode(k.hash, 'escape') AS text FROM access.api_key k",
    );
    for (const key of Object.values(keysOf(credentials))) {
      expect(rows.some((row) => row.text.includes(key.slice(3)))).toBe(false);
    }
  });
});

describe('ApiKeys', () => {
  it('knows the actor of a key and nobody for a revoked, expired or made-up one', async () => {
    const pool = db.appPool();
    const { credentials } = await createInitialKeys(pool);
    const keys = new ApiKeys(pool, 0);
    const { apiKey, actorId } = credentials.approver;
    expect(await keys.actorOf(apiKey)).toEqual({ id: actorId, role: 'approver' });
    expect(await keys.actorOf(`at_${'A'.repeat(43)}`)).toBeUndefined();
    expect(await keys.actorOf(`${apiKey} `)).toBeUndefined();
    await pool.query('UPDATE access.api_key SET expires_at = now() WHERE actor_id = $1', [actorId]);
    expect(await keys.actorOf(apiKey)).toBeUndefined();
    await pool.query('UPDATE access.actor SET disabled_at = now() WHERE role = $1', ['admin']);
    expect(await keys.actorOf(credentials.admin.apiKey)).toBeUndefined();
  });

  it('lets the product remove neither actors nor keys, nor change what a key is', async () => {
    const pool = db.appPool();
    await expect(pool.query('DELETE FROM access.actor')).rejects.toThrow('permission denied');
    await expect(pool.query('DELETE FROM access.api_key')).rejects.toThrow('permission denied');
    await expect(pool.query("UPDATE access.api_key SET hash = '\\x00'")).rejects.toThrow('permission denied');
  });
});
