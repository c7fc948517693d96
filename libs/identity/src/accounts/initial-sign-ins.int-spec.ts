import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cloneDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { ROLES } from '../access/actor.js';
import { ApiKeys } from '../keys/api-keys.js';
import { createInitialSignIns, type Credentials } from './initial-sign-ins.js';
import { accountOf } from './local-accounts.js';
import { Passwords } from './passwords.js';

let db: TestDatabase;
beforeAll(async () => {
  db = await cloneDatabase();
});
afterAll(async () => {
  await db.drop();
});

const keysOf = (credentials: Credentials) =>
  Object.fromEntries(ROLES.map((role) => [role, credentials[role].apiKey]));

describe('createInitialSignIns', () => {
  it('makes one actor per role, keeps known keys, replaces lost ones, and lets no two starts make two', async () => {
    const pool = db.appPool({ max: 4 });
    const [first, second] = await Promise.all([createInitialSignIns(pool), createInitialSignIns(pool)]);
    expect(first.issued).toEqual([...ROLES]);
    expect(second.issued).toEqual([...ROLES]);
    const { rows } = await pool.query('SELECT role FROM access.actor ORDER BY role');
    expect(rows).toEqual([...ROLES].sort().map((role) => ({ role })));

    const again = await createInitialSignIns(pool, second.credentials);
    expect(again).toEqual({ credentials: second.credentials, issued: [] });

    const { staff: _lost, auditor, ...rest } = second.credentials;
    const known = { ...rest, auditor: { ...auditor, apiKey: 'at_nonsense' } };
    const healed = await createInitialSignIns(pool, known);
    expect(healed.issued).toEqual(['staff', 'auditor']);
    expect(healed.credentials.staff.actorId).toBe(first.credentials.staff.actorId);
  });

  it('gives each role an address and a password that signs in, of which only the hash is stored', async () => {
    const pool = db.appPool();
    const { credentials } = await createInitialSignIns(pool);
    const { actorId, email, password } = credentials.auditor;
    expect(email).toBe('auditor@localhost');
    const account = await accountOf(pool, actorId);
    expect(account?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    const passwords = new Passwords();
    expect(await passwords.matches(account?.password_hash, password)).toBe(true);
    expect(await passwords.matches(account?.password_hash, `${password}.`)).toBe(false);
  });

  it('stores no key, only its hash', async () => {
    const pool = db.appPool();
    const { credentials } = await createInitialSignIns(pool);
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
    const { credentials } = await createInitialSignIns(pool);
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
