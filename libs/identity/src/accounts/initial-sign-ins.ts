import type pg from 'pg';
import { newId, newSecret } from '#platform';
import { ROLES, type Role } from '../access/actor.js';
import { ApiKeys, issueKey } from '../keys/api-keys.js';
import { inTransaction, type Queryable } from '../transaction.js';
import { accountByEmail, accountOf, addAccount, savePassword } from './local-accounts.js';
import { Passwords } from './passwords.js';

/** How one signs in as a role: at the page with e-mail and password, as a program with the key. */
export interface Credential {
  readonly actorId: string;
  readonly email: string;
  readonly password: string;
  readonly apiKey: string;
}
export type Credentials = Readonly<Record<Role, Credential>>;

/** What a credentials file of before says. */
export type KnownCredentials = Partial<Readonly<Record<Role, Partial<Credential>>>>;

const NAMES: Readonly<Record<Role, string>> = {
  staff: 'Ministry desk',
  approver: 'Approver',
  stakeholder: 'Stakeholder',
  auditor: 'Auditor',
  admin: 'Administrator',
  operator: 'Operator',
};

/**
 * Sees to it that there is one sign-in per role that the caller knows. Those in `known` that still work are kept; every
 * other role gets new secrets, so a lost or half-written credentials file heals at the next start. A password that its
 * owner changed stays changed. Concurrent calls wait for each other.
 */
export function createInitialSignIns(
  pool: pg.Pool,
  known: KnownCredentials = {},
  passwords = new Passwords(),
): Promise<{ readonly credentials: Credentials; readonly issued: readonly Role[] }> {
  return inTransaction(pool, async (db) => {
    await db.query("SELECT pg_advisory_xact_lock(hashtext('access.initial-keys'))");
    const keys = new ApiKeys(db, 0);
    const issued: Role[] = [];
    const credentials: Partial<Record<Role, Credential>> = {};
    for (const role of ROLES) {
      const kept = await keptCredential(keys, role, known[role]);
      credentials[role] = kept ?? (await newCredential(db, passwords, role));
      if (kept === undefined) issued.push(role);
    }
    return { credentials: credentials as Credentials, issued };
  });
}

async function keptCredential(
  keys: ApiKeys,
  role: Role,
  { apiKey, email, password }: Partial<Credential> = {},
): Promise<Credential | undefined> {
  if (apiKey === undefined || email === undefined || password === undefined) return undefined;
  const actor = await keys.actorOf(apiKey);
  return actor?.role === role ? { actorId: actor.id, email, password, apiKey } : undefined;
}

async function newCredential(db: Queryable, passwords: Passwords, role: Role): Promise<Credential> {
  const actorId = await ensureActor(db, role);
  const email = (await accountOf(db, actorId))?.email ?? (await newAccount(db, actorId, role));
  const password = newSecret(18);
  await savePassword(db, actorId, await passwords.hash(password));
  const { key } = await issueKey(db, actorId, { label: 'first sign-in' });
  return { actorId, email, password, apiKey: key };
}

async function newAccount(db: Queryable, actorId: string, role: Role): Promise<string> {
  const taken = await accountByEmail(db, `${role}@localhost`);
  const email = taken === undefined ? `${role}@localhost` : `${role}-${actorId.slice(-6)}@localhost`;
  await addAccount(db, actorId, email);
  return email;
}

async function ensureActor(db: Queryable, role: Role): Promise<string> {
  const { rows } = await db.query<{ id: string }>(
    'SELECT id FROM access.actor WHERE role = $1 AND disabled_at IS NULL ORDER BY created_at, id LIMIT 1',
    [role],
  );
  if (rows[0] !== undefined) return rows[0].id;
  const id = newId();
  await db.query('INSERT INTO access.actor (id, name, role) VALUES ($1, $2, $3)', [id, NAMES[role], role]);
  return id;
}
