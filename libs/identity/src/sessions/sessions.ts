import { createHash, hash } from 'node:crypto';
import type pg from 'pg';
import type { SessionList } from '#contracts';
import { newId, newSecret } from '#platform';
import { actorOf, type Actor, type ActorRow } from '../access/actor.js';
import { keepAccessEvent } from '../events/access-events.js';
import { inTransaction, type Queryable } from '../transaction.js';

/** How long sessions and proofs last, in seconds. */
export const SESSION_TIMES = { idle: 30 * 60, absolute: 12 * 60 * 60, steppedUp: 5 * 60 } as const;

/** A session as a request finds it. */
export interface FoundSession {
  readonly id: string;
  readonly actor: Actor;
  readonly expiresAt: Date;
  readonly steppedUpUntil: Date;
  /** Signed in through the identity provider, which proves second factors itself. */
  readonly byProvider: boolean;
  readonly hasSecondFactor: boolean;
}

/** What is kept so that a person recognises a session of theirs. */
export interface Visitor {
  readonly browser: string;
  readonly address: string;
}

interface NewSession {
  readonly byProvider: boolean;
  readonly visitor: Visitor;
  /** When the person last proved who they are; absent: just now. */
  readonly provenAt?: Date | null;
}

const TOKEN = /^[A-Za-z0-9_-]{43}$/;
const LIVE = `s.ended_at IS NULL AND s.expires_at > now() AND s.last_seen_at > now() - interval '${SESSION_TIMES.idle} seconds'`;

// Seen is noted once a minute: a page that asks ten times a second writes no row for each.
const FIND = `
  WITH touched AS (
    UPDATE access.session s SET last_seen_at = now()
    WHERE s.hash = $1 AND ${LIVE} AND s.last_seen_at < now() - interval '1 minute'
  )
  SELECT s.id AS session_id, s.expires_at, s.stepped_up_at, s.by_provider,
    a.id, a.role, a.scoped, l.totp_secret IS NOT NULL AS second_factor
  FROM access.session s
  JOIN access.actor a ON a.id = s.actor_id
  LEFT JOIN access.local_account l ON l.actor_id = a.id
  WHERE s.hash = $1 AND ${LIVE} AND a.disabled_at IS NULL`;

const IS_LIVE = `
  SELECT FROM access.session s JOIN access.actor a ON a.id = s.actor_id
  WHERE s.hash = $1 AND ${LIVE} AND a.disabled_at IS NULL`;

const START = `
  INSERT INTO access.session (id, hash, actor_id, by_provider, expires_at, browser, address, stepped_up_at)
  VALUES ($1, $2, $3, $4, now() + interval '${SESSION_TIMES.absolute} seconds', $5, $6,
    least(now(), coalesce($7::timestamptz, now())))`;

const LIST = `
  SELECT s.id, s.started_at, s.last_seen_at, s.expires_at, s.browser, s.address
  FROM access.session s WHERE s.actor_id = $1 AND ${LIVE} ORDER BY s.last_seen_at DESC, s.id DESC`;

const END = `UPDATE access.session s SET ended_at = now() WHERE s.ended_at IS NULL`;

interface FoundRow extends ActorRow {
  readonly session_id: string;
  readonly expires_at: Date;
  readonly stepped_up_at: Date;
  readonly by_provider: boolean;
  readonly second_factor: boolean;
}

/**
 * Sessions of people at the page: an opaque token of 256 bits in a cookie, its hash in the database. Each request asks the
 * database, so that a session ends the moment it is ended, on every server.
 */
export class Sessions {
  constructor(private readonly pool: pg.Pool) {}

  /** Starts a session in the transaction of `db`; the token is given this once. */
  async start(
    db: Queryable,
    actorId: string,
    { byProvider, visitor, provenAt = null }: NewSession,
  ): Promise<string> {
    const token = newSecret(32);
    const { browser, address } = visitor;
    await db.query(START, [
      ...[newId(), hashOf(token), actorId, byProvider],
      ...[browser.slice(0, 200), address, provenAt],
    ]);
    return token;
  }

  /** The live session of a token; undefined for every other text. */
  async find(token: string): Promise<FoundSession | undefined> {
    if (!TOKEN.test(token)) return undefined;
    const { rows } = await this.pool.query<FoundRow>({
      ...{ name: 'find-session', text: FIND, values: [hashOf(token)] },
    });
    const row = rows[0];
    return row === undefined ? undefined : foundSession(row);
  }

  /** Whether the session of a token goes on; unlike `find`, asking does not keep it going. */
  async isLive(token: string): Promise<boolean> {
    const { rows } = await this.pool.query({ name: 'live-session', text: IS_LIVE, values: [hashOf(token)] });
    return rows.length > 0;
  }

  /** Notes a new proof of who somebody is, and gives the session another token: the one before is worth nothing. */
  async stepUp(db: Queryable, sessionId: string): Promise<string> {
    const token = newSecret(32);
    await db.query('UPDATE access.session SET hash = $2, stepped_up_at = now() WHERE id = $1', [
      sessionId,
      hashOf(token),
    ]);
    return token;
  }

  async list(actorId: string, current: string | undefined): Promise<SessionList> {
    const { rows } = await this.pool.query<ListedRow>(LIST, [actorId]);
    return { items: rows.map((row) => listed(row, current)) };
  }

  /** Ends one session of an actor. Whether it was there. */
  end(actor: Actor, sessionId: string, type: 'SignedOut' | 'SessionRevoked'): Promise<boolean> {
    return inTransaction(this.pool, async (db) => {
      const { rowCount } = await db.query(`${END} AND s.actor_id = $1 AND s.id = $2`, [actor.id, sessionId]);
      if (rowCount === 0) return false;
      await keepAccessEvent(db, { type, by: actor, about: actor.id, details: { sessionId } });
      return true;
    });
  }

  /** Ends all sessions of an actor but the one that asks for it. */
  endOthers(actor: Actor, current: string): Promise<void> {
    return inTransaction(this.pool, async (db) => {
      const ended = await this.endAll(db, actor.id, current);
      const details = { sessionsEnded: ended };
      await keepAccessEvent(db, { type: 'SessionRevoked', by: actor, about: actor.id, details });
    });
  }

  /** Ends all sessions of an actor but one, in the transaction of `db`. How many there were. */
  async endAll(db: Queryable, actorId: string, but: string | null = null): Promise<number> {
    const { rowCount } = await db.query(`${END} AND s.actor_id = $1 AND ($2::uuid IS NULL OR s.id <> $2)`, [
      actorId,
      but,
    ]);
    return rowCount ?? 0;
  }
}

/** The token with which the page proves that a request is its own: from the session's token, and not leading back to it. */
export const csrfTokenOf = (token: string): string =>
  createHash('sha256').update(`csrf ${token}`).digest('base64url');

const hashOf = (token: string): Buffer => hash('sha256', token, 'buffer');

const foundSession = (row: FoundRow): FoundSession => ({
  ...{ id: row.session_id, actor: actorOf(row), expiresAt: row.expires_at },
  steppedUpUntil: new Date(row.stepped_up_at.getTime() + SESSION_TIMES.steppedUp * 1_000),
  ...{ byProvider: row.by_provider, hasSecondFactor: row.second_factor },
});

interface ListedRow {
  readonly id: string;
  readonly started_at: Date;
  readonly last_seen_at: Date;
  readonly expires_at: Date;
  readonly browser: string;
  readonly address: string;
}

const listed = (row: ListedRow, current: string | undefined): SessionList['items'][number] => ({
  ...{ id: row.id, startedAt: row.started_at.toISOString(), lastSeenAt: row.last_seen_at.toISOString() },
  ...{ expiresAt: row.expires_at.toISOString(), browser: row.browser, address: row.address },
  current: row.id === current,
});
