import type { PasswordChange, PasswordReset, SecondFactorSecret } from '#contracts';
import type { Actor } from '../access/actor.js';
import { keepAccessEvent, refusedProof } from '../events/access-events.js';
import { IdentityError } from '../identity-error.js';
import type { FoundSession } from '../sessions/sessions.js';
import { inTransaction, type Queryable } from '../transaction.js';
import { accountOf, emailKey, savePassword, type LocalAccount } from './local-accounts.js';
import { assertLink, useLink } from './one-time-links.js';
import { newSecondFactor, stepOf } from './second-factor.js';
import type { SignInParts } from './sign-in.js';

const PENDING = 'UPDATE access.local_account SET totp_pending = $2 WHERE actor_id = $1';
const CONFIRM = `UPDATE access.local_account SET totp_secret = totp_pending, totp_pending = NULL, totp_last_step = $2
  WHERE actor_id = $1`;
const REMOVE = `UPDATE access.local_account SET totp_secret = NULL, totp_pending = NULL, totp_last_step = NULL
  WHERE actor_id = $1`;

/** What people do with their own password and second factor. */
export class OwnAccount {
  constructor(private readonly parts: SignInParts) {}

  /** Ends every other session too. @throws IdentityError SIGN_IN_FAILED, WEAK_PASSWORD, NO_PASSWORD */
  async changePassword(session: FoundSession, change: PasswordChange, address: string): Promise<void> {
    const { actor } = session;
    const { pool, passwords, limits } = this.parts;
    const account = await this.account(actor);
    const key = emailKey(account.email);
    await limits.admit(key, address);
    if (!(await passwords.matches(account.password_hash, change.current))) {
      await keepAccessEvent(pool, refusedProof(actor, 'SIGN_IN_FAILED'));
      throw new IdentityError('SIGN_IN_FAILED');
    }
    await limits.forgive(key);
    const hash = await passwords.hash(change.password);
    await inTransaction(pool, (db) => this.savePassword(db, actor.id, { hash, by: actor, but: session.id }));
  }

  /** Sets a password with a link. @throws IdentityError TOKEN_INVALID, WEAK_PASSWORD */
  async resetPassword({ token, password }: PasswordReset): Promise<void> {
    await assertLink(this.parts.pool, 'password', token);
    const hash = await this.parts.passwords.hash(password);
    await inTransaction(this.parts.pool, async (db) => {
      const actorId = await useLink(db, 'password', token);
      if (actorId === null) throw new IdentityError('TOKEN_INVALID');
      await this.savePassword(db, actorId, { hash });
    });
  }

  /** A secret for an authenticator; it counts once a code of it was shown. @throws IdentityError NO_PASSWORD */
  async beginSecondFactor(actor: Actor): Promise<SecondFactorSecret> {
    const { email } = await this.account(actor);
    const { bytes, secret, address } = newSecondFactor(email);
    await this.parts.pool.query(PENDING, [actor.id, this.parts.box.seal(bytes)]);
    return { secret, address };
  }

  /** @throws IdentityError SECOND_FACTOR_CODE when the code is not of the secret given out last. */
  async confirmSecondFactor(actor: Actor, code: string): Promise<void> {
    const { totp_pending: pending } = await this.account(actor);
    const step = pending === null ? undefined : stepOf(this.parts.box.open(pending), code);
    if (step === undefined) throw new IdentityError('SECOND_FACTOR_CODE');
    await inTransaction(this.parts.pool, async (db) => {
      await db.query(CONFIRM, [actor.id, step]);
      await keepAccessEvent(db, { type: 'SecondFactorOn', by: actor, about: actor.id });
    });
  }

  async removeSecondFactor(actor: Actor): Promise<void> {
    await inTransaction(this.parts.pool, async (db) => {
      await db.query(REMOVE, [actor.id]);
      await keepAccessEvent(db, { type: 'SecondFactorOff', by: actor, about: actor.id });
    });
  }

  private async savePassword(
    db: Queryable,
    actorId: string,
    { hash, by, but = null }: { hash: string; by?: Actor; but?: string | null },
  ): Promise<void> {
    await savePassword(db, actorId, hash);
    const ended = await this.parts.sessions.endAll(db, actorId, but);
    await keepAccessEvent(db, {
      type: 'PasswordChanged',
      by,
      about: actorId,
      details: { sessionsEnded: ended },
    });
  }

  private async account(actor: Actor): Promise<LocalAccount> {
    const account = await accountOf(this.parts.pool, actor.id);
    if (account === undefined) throw new IdentityError('NO_PASSWORD');
    return account;
  }
}
