import type pg from 'pg';
import type { AccessEventPage, AccessEventsQuery, AccessEventType } from '#contracts';
import { newId } from '#platform';
import type { Actor } from '../access/actor.js';
import type { Queryable } from '../transaction.js';

/** What happened to an identity, a session, a key or a proposal; never a secret or an address of a person. */
export interface AccessEventInput {
  readonly type: AccessEventType;
  /** Absent: somebody who was not signed in. */
  readonly by?: Actor | undefined;
  readonly about?: string | undefined;
  readonly details?: Readonly<Record<string, unknown>>;
}

const KEEP = `
  INSERT INTO access.access_event (id, type, by_id, by_role, about, details) VALUES ($1, $2, $3, $4, $5, $6)`;

/** Keeps an event, in the transaction of `db` where it is one. */
export async function keepAccessEvent(db: Queryable, event: AccessEventInput): Promise<void> {
  const { type, by, about, details = {} } = event;
  await db.query(KEEP, [
    newId(),
    type,
    by?.id ?? null,
    by?.role ?? null,
    about ?? null,
    JSON.stringify(details),
  ]);
}

/** Somebody who is signed in was asked for a proof, and what was given was none. */
export const refusedProof = (actor: Actor, code: string): AccessEventInput => ({
  ...{ type: 'SignInRefused', by: actor, about: actor.id, details: { code } },
});

const PAGE = `
  SELECT id, at, type, by_id, by_role, about, details FROM access.access_event
  WHERE ($1::uuid IS NULL OR id < $1) AND ($2::text IS NULL OR type = $2)
    AND ($3::uuid IS NULL OR by_id = $3 OR about = $3)
  ORDER BY id DESC LIMIT $4`;

interface EventRow {
  readonly id: string;
  readonly at: Date;
  readonly type: AccessEventType;
  readonly by_id: string | null;
  readonly by_role: string | null;
  readonly about: string | null;
  readonly details: Record<string, unknown>;
}

/** Sign-ins, changes of roles, keys and proposals, newest first. */
export async function listAccessEvents(pool: pg.Pool, query: AccessEventsQuery): Promise<AccessEventPage> {
  const { after, type, user, limit } = query;
  const values = [after ?? null, type ?? null, user ?? null, limit + 1];
  const { rows } = await pool.query<EventRow>({ name: 'list-access-events', text: PAGE, values });
  const items = rows.slice(0, limit).map((row) => ({
    ...{ id: row.id, at: row.at.toISOString(), type: row.type },
    by: row.by_id === null ? null : { id: row.by_id, role: row.by_role ?? '' },
    ...{ about: row.about, details: row.details },
  }));
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}
