import type { Scope, ScopeEntry } from '#contracts';
import type { Queryable } from '../transaction.js';

const ALL = `SELECT actor_id, kind, record_id FROM access.scope WHERE $1::uuid IS NULL OR actor_id = $1
  ORDER BY actor_id, kind, record_id`;
const ADD = `INSERT INTO access.scope (actor_id, kind, record_id)
  SELECT $1, kind, id FROM jsonb_to_recordset($2::jsonb) AS s(kind text, id uuid) ON CONFLICT DO NOTHING`;

interface ScopeRow {
  readonly actor_id: string;
  readonly kind: ScopeEntry['kind'];
  readonly record_id: string;
}

/** The records that rights are limited to, by actor; of one actor, or of all. */
export async function scopesOf(
  db: Queryable,
  actorId: string | null = null,
): Promise<ReadonlyMap<string, NonNullable<Scope>>> {
  const { rows } = await db.query<ScopeRow>(ALL, [actorId]);
  return new Map(
    [...Map.groupBy(rows, (row) => row.actor_id)].map(([id, own]) => [
      id,
      own.map((row) => ({ kind: row.kind, id: row.record_id })),
    ]),
  );
}

/** Limits the rights of an actor to some records; null: to none, the rights are those of the role. */
export async function saveScope(db: Queryable, actorId: string, scope: Scope): Promise<void> {
  await db.query('UPDATE access.actor SET scoped = $2 WHERE id = $1', [actorId, scope !== null]);
  await db.query('DELETE FROM access.scope WHERE actor_id = $1', [actorId]);
  if (scope !== null && scope.length > 0) await addToScope(db, actorId, scope);
}

/** Adds records to those that an actor's rights reach. */
export async function addToScope(
  db: Queryable,
  actorId: string,
  entries: readonly ScopeEntry[],
): Promise<void> {
  await db.query(ADD, [actorId, JSON.stringify(entries)]);
}
