import type pg from 'pg';
import { newId } from '#platform';
import { actorOf, type Actor, type ActorRow, type Role } from '../access/actor.js';
import { keepAccessEvent } from '../events/access-events.js';
import type { ApiKeys } from '../keys/api-keys.js';
import type { FoundSession, Sessions, Visitor } from '../sessions/sessions.js';
import { inTransaction, type Queryable } from '../transaction.js';
import type { ProviderClaims } from './claims.js';
import { OpenIdError } from './open-id-error.js';
import { roleOfGroups, type RoleMapping } from './role-of-groups.js';

const FIND = `
  SELECT a.id, a.role, a.scoped, a.disabled_at
  FROM access.external_identity e JOIN access.actor a ON a.id = e.actor_id
  WHERE e.issuer = $1 AND e.subject = $2`;
const LOCK = `SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`;
const ADD_IDENTITY = 'INSERT INTO access.external_identity (issuer, subject, actor_id) VALUES ($1, $2, $3)';
const ROLE_GIVEN_AT = `
  SELECT max(at) AS at FROM access.access_event WHERE about = $1 AND type IN ('UserAdded', 'RoleChanged')`;

interface ExternalRow extends ActorRow {
  readonly disabled_at: Date | null;
}

/** Somebody as the register has them now, or why they stay out. */
type Settled = { readonly actor: Actor } | { readonly refusal: OpenIdError; readonly about?: string };

export interface ExternalUsersParts {
  readonly pool: pg.Pool;
  readonly sessions: Sessions;
  readonly keys: ApiKeys;
  readonly mapping: RoleMapping;
}

/**
 * People and programs that an identity provider vouches for, known by issuer and subject and by nothing else: an e-mail address
 * changes hands. Their role is that of their groups.
 */
export class ExternalUsers {
  constructor(private readonly parts: ExternalUsersParts) {}

  /** Starts a session and gives its token. @throws OpenIdError OPENID_NO_ROLE, OPENID_FAILED */
  async signIn(
    claims: ProviderClaims,
    { visitor, provenAt }: { readonly visitor: Visitor; readonly provenAt: Date | undefined },
  ): Promise<string> {
    const { sessions } = this.parts;
    const done = await this.settling(claims, undefined, async (db, actor) => {
      await keepAccessEvent(db, {
        type: 'SignedIn',
        by: actor,
        about: actor.id,
        details: { byProvider: true },
      });
      // Who has been signed in at the provider for hours has proven nothing just now.
      return sessions.start(db, actor.id, { byProvider: true, visitor, provenAt: provenAt ?? new Date(0) });
    });
    return done.result;
  }

  /** The session goes on under another token. @throws OpenIdError when it is somebody else's */
  async stepUp(claims: ProviderClaims, session: FoundSession): Promise<string> {
    const { pool, sessions } = this.parts;
    const known = await find(pool, claims);
    if (known?.id !== session.actor.id) {
      await keepAccessEvent(pool, {
        type: 'SignInRefused',
        by: session.actor,
        details: { code: 'OTHER_PERSON' },
      });
      throw new OpenIdError('OPENID_FAILED', 'the session is of another person than the one at the provider');
    }
    const done = await this.settling(claims, undefined, async (db, actor) => {
      // All sessions of the role before have ended: this one too.
      if (actor.role !== session.actor.role) return undefined;
      await keepAccessEvent(db, { type: 'SteppedUp', by: actor, about: actor.id });
      return sessions.stepUp(db, session.id);
    });
    if (done.result !== undefined) return done.result;
    throw new OpenIdError('OPENID_FAILED', 'the role has changed, which ended the session');
  }

  /** Whose access token it is. @throws OpenIdError */
  async actorOfToken(claims: ProviderClaims, issuedAt: Date): Promise<Actor> {
    const { pool, mapping } = this.parts;
    const known = await find(pool, claims);
    if (known !== undefined && known.disabled_at === null) {
      const { groups } = claims;
      if (groups === undefined || roleOfGroups(mapping, groups) === known.role) return actorOf(known);
    }
    return (await this.settling(claims, issuedAt, async () => undefined)).actor;
  }

  /** Finds or makes whom the claims tell of, lets the role follow the groups, and does `work` with them in the same transaction. */
  private async settling<Result>(
    claims: ProviderClaims,
    issuedAt: Date | undefined,
    work: (db: Queryable, actor: Actor) => Promise<Result>,
  ): Promise<{ readonly actor: Actor; readonly result: Result }> {
    const outcome = await inTransaction(this.parts.pool, async (db) => {
      const settled = await this.settle(db, claims, issuedAt);
      if ('actor' in settled) return { ...settled, result: await work(db, settled.actor) };
      const { about, refusal } = settled;
      await keepAccessEvent(db, { type: 'SignInRefused', about, details: { code: refusal.code } });
      return settled;
    });
    this.parts.keys.forgetAll();
    if ('refusal' in outcome) throw outcome.refusal;
    return outcome;
  }

  private async settle(db: Queryable, claims: ProviderClaims, issuedAt: Date | undefined): Promise<Settled> {
    await db.query(LOCK, [`${claims.issuer} ${claims.subject}`]);
    const known = await find(db, claims);
    if (known !== undefined && known.disabled_at !== null) {
      return { refusal: new OpenIdError('OPENID_FAILED', 'the user is disabled'), about: known.id };
    }
    const role = roleOfGroups(this.parts.mapping, claims.groups ?? []);
    if (role === undefined) {
      if (known !== undefined && issuedAt === undefined) await this.parts.sessions.endAll(db, known.id);
      return { refusal: withoutRole(claims), ...(known === undefined ? {} : { about: known.id }) };
    }
    if (known === undefined) return { actor: await add(db, claims, role) };
    if (known.role === role) return { actor: actorOf(known) };
    if (issuedAt !== undefined && !(await isNewerThanRole(db, known.id, issuedAt))) {
      return {
        refusal: new OpenIdError('OPENID_FAILED', 'the token is older than the role'),
        about: known.id,
      };
    }
    return { actor: await this.follow(db, known, role) };
  }

  private async follow(db: Queryable, known: ExternalRow, role: Role): Promise<Actor> {
    await db.query('UPDATE access.actor SET role = $2 WHERE id = $1', [known.id, role]);
    await this.parts.sessions.endAll(db, known.id);
    const details = { from: known.role, to: role, byProvider: true };
    await keepAccessEvent(db, { type: 'RoleChanged', about: known.id, details });
    return actorOf({ ...known, role });
  }
}

async function find(db: Queryable, { issuer, subject }: ProviderClaims): Promise<ExternalRow | undefined> {
  const { rows } = await db.query<ExternalRow>({
    ...{ name: 'find-external-user', text: FIND, values: [issuer, subject] },
  });
  return rows[0];
}

async function add(db: Queryable, { issuer, subject, name }: ProviderClaims, role: Role): Promise<Actor> {
  const id = newId();
  await db.query('INSERT INTO access.actor (id, name, role) VALUES ($1, $2, $3)', [id, name, role]);
  await db.query(ADD_IDENTITY, [issuer, subject, id]);
  await keepAccessEvent(db, {
    type: 'UserAdded',
    about: id,
    details: { role, scope: null, byProvider: true },
  });
  return { id, role };
}

/** A token from before a change of role does not undo the change. */
async function isNewerThanRole(db: Queryable, actorId: string, issuedAt: Date): Promise<boolean> {
  const { rows } = await db.query<{ at: Date | null }>(ROLE_GIVEN_AT, [actorId]);
  const at = rows[0]?.at;
  return at == null || at < issuedAt;
}

const withoutRole = ({ groups }: ProviderClaims): OpenIdError =>
  new OpenIdError(
    'OPENID_NO_ROLE',
    groups === undefined
      ? 'the provider tells no groups: see OPENID_GROUPS_CLAIM and OPENID_SCOPE'
      : `OPENID_ROLES names none of the groups ${JSON.stringify(groups.slice(0, 20)).slice(0, 250)}`,
  );
