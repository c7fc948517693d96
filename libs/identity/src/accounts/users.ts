import type pg from 'pg';
import type { NewUser, NewUserAnswer, PasswordLink, Scope, User, UserList } from '#contracts';
import { newId } from '#platform';
import type { Actor, Role } from '../access/actor.js';
import { saveScope, scopesOf } from '../access/scopes.js';
import { keepAccessEvent } from '../events/access-events.js';
import { IdentityError } from '../identity-error.js';
import type { Sessions } from '../sessions/sessions.js';
import { inTransaction, type Queryable } from '../transaction.js';
import { accountOf, addAccount } from './local-accounts.js';
import { makeLink } from './one-time-links.js';

const INVITATION_MINUTES = 72 * 60;
const RESET_MINUTES = 60;

const LIST = `
  SELECT a.id, a.name, a.role, a.scoped, a.created_at, a.disabled_at, l.email,
    l.password_hash IS NOT NULL AS has_password, l.totp_secret IS NOT NULL AS second_factor,
    EXISTS (SELECT FROM access.external_identity e WHERE e.actor_id = a.id) AS by_provider,
    (SELECT max(s.started_at) FROM access.session s WHERE s.actor_id = a.id) AS last_sign_in
  FROM access.actor a LEFT JOIN access.local_account l ON l.actor_id = a.id
  WHERE $1::uuid IS NULL OR a.id = $1
  ORDER BY a.created_at, a.id`;

interface UserRow {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly scoped: boolean;
  readonly created_at: Date;
  readonly disabled_at: Date | null;
  readonly email: string | null;
  readonly has_password: boolean;
  readonly second_factor: boolean;
  readonly by_provider: boolean;
  readonly last_sign_in: Date | null;
}

/** A change that an administrator makes to somebody else. */
interface Change {
  readonly by: Actor;
  readonly userId: string;
}

/** People and programs as administrators see to them. Passwords are set by their owners alone. */
export class Users {
  /** `linkAddress` makes the address of the page that a link opens. */
  constructor(
    private readonly pool: pg.Pool,
    private readonly sessions: Sessions,
    private readonly linkAddress: (token: string) => string,
  ) {}

  async list(): Promise<UserList> {
    const { rows } = await this.pool.query<UserRow>(LIST, [null]);
    const scopes = await scopesOf(this.pool);
    return { items: rows.map((row) => userOf(row, scopes.get(row.id) ?? [])) };
  }

  /** What those of these ids who have an account are called, also where it is disabled. */
  async names(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const { rows } = await this.pool.query<{ id: string; name: string }>({
      ...{ name: 'actor-names', values: [ids] },
      text: 'SELECT id, name FROM access.actor WHERE id::text = ANY ($1::text[])',
    });
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  /** @throws IdentityError EMAIL_TAKEN */
  async add(by: Actor, { name, email, role, scope }: NewUser): Promise<NewUserAnswer> {
    const id = newId();
    const link = await inTransaction(this.pool, async (db) => {
      await db.query('INSERT INTO access.actor (id, name, role) VALUES ($1, $2, $3)', [id, name, role]);
      await saveScope(db, id, scope);
      await keepAccessEvent(db, { type: 'UserAdded', by, about: id, details: { role, scope } });
      if (email === undefined) return null;
      await addAccount(db, id, email);
      return makeLink(db, 'password', { minutes: INVITATION_MINUTES, actorId: id });
    });
    return { user: await this.find(id), invitation: link === null ? null : this.linkOf(link) };
  }

  /** Sessions of the person end: the next one has the new role. @throws IdentityError OWN_ROLE, LAST_ADMIN */
  changeRole({ by, userId }: Change, role: Role): Promise<User> {
    if (by.id === userId) throw new IdentityError('OWN_ROLE');
    return this.change(userId, async (db, before) => {
      if (before.role === 'admin' && role !== 'admin') await assertNotLastAdmin(db, userId);
      await db.query('UPDATE access.actor SET role = $2 WHERE id = $1', [userId, role]);
      await this.sessions.endAll(db, userId);
      const details = { from: before.role, to: role };
      await keepAccessEvent(db, { type: 'RoleChanged', by, about: userId, details });
    });
  }

  /** @throws IdentityError OWN_ROLE */
  changeScope({ by, userId }: Change, scope: Scope): Promise<User> {
    if (by.id === userId) throw new IdentityError('OWN_ROLE');
    return this.change(userId, async (db) => {
      await saveScope(db, userId, scope);
      await keepAccessEvent(db, { type: 'ScopeChanged', by, about: userId, details: { scope } });
    });
  }

  /** Sessions end at once; keys count no more. @throws IdentityError OWN_ROLE, LAST_ADMIN */
  disable({ by, userId }: Change): Promise<User> {
    if (by.id === userId) throw new IdentityError('OWN_ROLE');
    return this.change(userId, async (db, before) => {
      if (before.role === 'admin') await assertNotLastAdmin(db, userId);
      await db.query('UPDATE access.actor SET disabled_at = coalesce(disabled_at, now()) WHERE id = $1', [
        userId,
      ]);
      await this.sessions.endAll(db, userId);
      await keepAccessEvent(db, { type: 'UserDisabled', by, about: userId });
    });
  }

  enable({ by, userId }: Change): Promise<User> {
    return this.change(userId, async (db) => {
      await db.query('UPDATE access.actor SET disabled_at = NULL WHERE id = $1', [userId]);
      await keepAccessEvent(db, { type: 'UserEnabled', by, about: userId });
    });
  }

  /** Takes a lost authenticator away; its owner sets up another. */
  resetSecondFactor({ by, userId }: Change): Promise<User> {
    return this.change(userId, async (db) => {
      await db.query(
        `UPDATE access.local_account SET totp_secret = NULL, totp_pending = NULL, totp_last_step = NULL
         WHERE actor_id = $1`,
        [userId],
      );
      await this.sessions.endAll(db, userId);
      await keepAccessEvent(db, { type: 'SecondFactorOff', by, about: userId });
    });
  }

  /** A link with which the person sets a new password. @throws IdentityError NO_SUCH_USER, NO_PASSWORD */
  passwordLink({ by, userId }: Change): Promise<PasswordLink> {
    return inTransaction(this.pool, async (db) => {
      await locked(db, userId);
      if ((await accountOf(db, userId)) === undefined) throw new IdentityError('NO_PASSWORD');
      const link = await makeLink(db, 'password', { minutes: RESET_MINUTES, actorId: userId });
      await keepAccessEvent(db, { type: 'PasswordLinkMade', by, about: userId });
      return this.linkOf(link);
    });
  }

  async find(userId: string): Promise<User> {
    const { rows } = await this.pool.query<UserRow>(LIST, [userId]);
    if (rows[0] === undefined) throw new IdentityError('NO_SUCH_USER');
    return userOf(rows[0], (await scopesOf(this.pool, userId)).get(userId) ?? []);
  }

  private async change(
    userId: string,
    work: (db: Queryable, before: { readonly role: Role }) => Promise<void>,
  ): Promise<User> {
    await inTransaction(this.pool, async (db) => work(db, await locked(db, userId)));
    return this.find(userId);
  }

  private linkOf({ token, expiresAt }: { token: string; expiresAt: Date }): PasswordLink {
    return { address: this.linkAddress(token), expiresAt: expiresAt.toISOString() };
  }
}

async function locked(db: Queryable, userId: string): Promise<{ readonly role: Role }> {
  const { rows } = await db.query<{ role: Role }>('SELECT role FROM access.actor WHERE id = $1 FOR UPDATE', [
    userId,
  ]);
  if (rows[0] === undefined) throw new IdentityError('NO_SUCH_USER');
  return rows[0];
}

/** Administrators are looked at one change at a time, so that two cannot take each other's role away. */
async function assertNotLastAdmin(db: Queryable, userId: string): Promise<void> {
  await db.query("SELECT pg_advisory_xact_lock(hashtext('access.set-up'))");
  const { rows } = await db.query(
    "SELECT FROM access.actor WHERE role = 'admin' AND disabled_at IS NULL AND id <> $1 LIMIT 1",
    [userId],
  );
  if (rows.length === 0) throw new IdentityError('LAST_ADMIN');
}

const userOf = (row: UserRow, scope: NonNullable<Scope>): User => ({
  ...{ id: row.id, name: row.name, email: row.email, role: row.role },
  scope: row.scoped ? scope : null,
  signInBy: row.has_password ? 'password' : row.by_provider ? 'openId' : 'none',
  secondFactor: row.second_factor,
  createdAt: row.created_at.toISOString(),
  disabledAt: row.disabled_at?.toISOString() ?? null,
  lastSignInAt: row.last_sign_in?.toISOString() ?? null,
});
