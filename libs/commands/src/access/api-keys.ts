import { hash } from 'node:crypto';
import type pg from 'pg';
import { newId, newSecret } from '#platform';
import type { Actor, Role } from './actor.js';

const PREFIX = 'at_';
const KEY = /^at_[A-Za-z0-9_-]{43}$/;
const KEPT = 1_000;

const FIND_ACTOR = `
  SELECT a.id, a.role FROM access.api_key k JOIN access.actor a ON a.id = k.actor_id
  WHERE k.hash = $1 AND k.revoked_at IS NULL AND a.disabled_at IS NULL
    AND (k.expires_at IS NULL OR k.expires_at > now())`;

const INSERT_KEY = 'INSERT INTO access.api_key (id, actor_id, hash) VALUES ($1, $2, $3)';

/**
 * Finds the actor of an API key. A found actor is remembered for `rememberFor` milliseconds, so that a command
 * costs no look-up of its own; a revoked key works that much longer at most.
 */
export class ApiKeys {
  private readonly found = new Map<string, { readonly actor: Actor; readonly until: number }>();

  constructor(
    private readonly db: Pick<pg.Pool, 'query'>,
    private readonly rememberFor = 5_000,
  ) {}

  /** The actor whose valid key this is; `undefined` for every other text. */
  async actorOf(key: string): Promise<Actor | undefined> {
    if (!KEY.test(key)) return undefined;
    const digest = hashOf(key);
    const name = digest.toString('base64');
    const kept = this.found.get(name);
    if (kept !== undefined && kept.until > performance.now()) return kept.actor;
    this.found.delete(name);
    const { rows } = await this.db.query<{ id: string; role: Role }>({
      name: 'actor-of-key',
      text: FIND_ACTOR,
      values: [digest],
    });
    const actor = rows[0];
    if (actor === undefined) return undefined;
    if (this.found.size >= KEPT) this.found.clear();
    this.found.set(name, { actor, until: performance.now() + this.rememberFor });
    return actor;
  }
}

/** Makes a key for `actorId` and returns it; only its hash is stored, so this is the one time it can be shown. */
export async function issueKey(db: Pick<pg.Pool, 'query'>, actorId: string): Promise<string> {
  const key = `${PREFIX}${newSecret(32)}`;
  await db.query(INSERT_KEY, [newId(), actorId, hashOf(key)]);
  return key;
}

const hashOf = (key: string): Buffer => hash('sha256', key, 'buffer');
