import type pg from 'pg';
import type { SetUpRequest, SignInRequest } from '#contracts';
import { newId, type SecretBox } from '#platform';
import { actorOf, type Actor } from '../access/actor.js';
import { keepAccessEvent, refusedProof } from '../events/access-events.js';
import { IdentityError } from '../identity-error.js';
import type { FoundSession, Sessions, Visitor } from '../sessions/sessions.js';
import { inTransaction } from '../transaction.js';
import { accountByEmail, accountOf, addAccount, emailKey, savePassword } from './local-accounts.js';
import type { LocalAccount } from './local-accounts.js';
import { assertLink, makeLink, useLink } from './one-time-links.js';
import type { Passwords } from './passwords.js';
import { useCode } from './second-factor.js';
import type { SignInLimits } from './sign-in-limits.js';

export interface SignInParts {
  readonly pool: pg.Pool;
  readonly sessions: Sessions;
  readonly passwords: Passwords;
  readonly limits: SignInLimits;
  readonly box: SecretBox;
  /** Whether an account may sign in with its password. */
  readonly takesPassword: (emailKey: string) => boolean;
}

const SET_UP_MINUTES = 30;
const ANY_ADMIN = `SELECT EXISTS (SELECT FROM access.actor WHERE role = 'admin' AND disabled_at IS NULL) AS done`;

/** Ways into the product with a password: signing in, proving it again, the first administrator. */
export class SignIn {
  constructor(private readonly parts: SignInParts) {}

  /**
   * Starts a session and gives its token. Whatever is wrong with account or password is answered alike, after the same
   * work.
   * @throws IdentityError SIGN_IN_FAILED, SECOND_FACTOR_REQUIRED, TOO_MANY_SIGN_INS, PASSWORDS_BUSY
   */
  async signIn(request: SignInRequest, visitor: Visitor): Promise<string> {
    const { pool, limits, sessions } = this.parts;
    const key = emailKey(request.email);
    await limits.admit(key, visitor.address);
    const account = await accountByEmail(pool, request.email);
    const refusal = await this.prove(account, request);
    if (account === undefined || refusal !== undefined) {
      const code = refusal ?? 'SIGN_IN_FAILED';
      await keepAccessEvent(pool, { type: 'SignInRefused', about: account?.id, details: { code } });
      throw new IdentityError(code);
    }
    await limits.forgive(key);
    return inTransaction(pool, async (db) => {
      const token = await sessions.start(db, account.id, { byProvider: false, visitor });
      await keepAccessEvent(db, { type: 'SignedIn', by: actorOf(account), about: account.id });
      return token;
    });
  }

  /** Proves again who somebody is; the session goes on under another token. @throws as `signIn` */
  async stepUp(
    session: FoundSession,
    proof: Omit<SignInRequest, 'email'>,
    visitor: Visitor,
  ): Promise<string> {
    const { pool, limits, sessions } = this.parts;
    const account = await accountOf(pool, session.actor.id);
    if (account === undefined) throw new IdentityError('NO_PASSWORD');
    const key = emailKey(account.email);
    await limits.admit(key, visitor.address);
    const refusal = await this.prove(account, proof);
    if (refusal !== undefined) {
      await keepAccessEvent(pool, refusedProof(session.actor, refusal));
      throw new IdentityError(refusal);
    }
    await limits.forgive(key);
    return inTransaction(pool, async (db) => {
      await keepAccessEvent(db, { type: 'SteppedUp', by: session.actor, about: session.actor.id });
      return sessions.stepUp(db, session.id);
    });
  }

  /** Whether there is an administrator. */
  async isSetUp(): Promise<boolean> {
    const { rows } = await this.parts.pool.query<{ done: boolean }>(ANY_ADMIN);
    return rows[0]?.done === true;
  }

  /** The one-time token that opens set-up. */
  makeSetUpToken(): Promise<{ readonly token: string; readonly expiresAt: Date }> {
    return makeLink(this.parts.pool, 'setup', { minutes: SET_UP_MINUTES });
  }

  /**
   * Makes the first administrator and a session of theirs. Two at the same time: one of them is too late.
   * @throws IdentityError TOKEN_INVALID, WEAK_PASSWORD
   */
  async setUp({ token, name, email, password }: SetUpRequest, visitor: Visitor): Promise<string> {
    const { pool, passwords, sessions } = this.parts;
    await assertLink(pool, 'setup', token);
    const hash = await passwords.hash(password);
    return inTransaction(pool, async (db) => {
      await db.query("SELECT pg_advisory_xact_lock(hashtext('access.set-up'))");
      await useLink(db, 'setup', token);
      const { rows } = await db.query<{ done: boolean }>(ANY_ADMIN);
      if (rows[0]?.done === true) throw new IdentityError('TOKEN_INVALID');
      const actor: Actor = { id: newId(), role: 'admin' };
      await db.query("INSERT INTO access.actor (id, name, role) VALUES ($1, $2, 'admin')", [actor.id, name]);
      await addAccount(db, actor.id, email);
      await savePassword(db, actor.id, hash);
      await keepAccessEvent(db, { type: 'SetUpDone', by: actor, about: actor.id });
      return sessions.start(db, actor.id, { byProvider: false, visitor });
    });
  }

  private async prove(
    account: LocalAccount | undefined,
    { password, code }: Omit<SignInRequest, 'email'>,
  ): Promise<'SIGN_IN_FAILED' | 'SECOND_FACTOR_REQUIRED' | undefined> {
    const right = await this.parts.passwords.matches(account?.password_hash, password);
    if (account === undefined || !right || account.disabled_at !== null) return 'SIGN_IN_FAILED';
    if (!this.parts.takesPassword(emailKey(account.email))) return 'SIGN_IN_FAILED';
    if (account.totp_secret === null) return undefined;
    if (code === undefined) return 'SECOND_FACTOR_REQUIRED';
    const sealed = { actorId: account.id, sealed: account.totp_secret };
    return (await useCode(this.parts.pool, this.parts.box, sealed, code)) ? undefined : 'SIGN_IN_FAILED';
  }
}
