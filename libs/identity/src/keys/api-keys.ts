import { hash } from 'node:crypto';
import { newId, newSecret } from '#platform';
import { actorOf, type Actor, type ActorRow } from '../access/actor.js';
import type { Queryable } from '../transaction.js';

const PREFIX = 'at_';
const KEY = /^at_[A-Za-z0-9_-]{43}$/;
const KEPT = 1_000;

const FIND_ACTOR = `
  SELECT a.id, a.role, a.scoped, k.grants FROM access.api_key k JOIN access.actor a ON a.id = k.actor_id
  WHERE k.hash = $1 AND k.revoked_at IS NULL AND a.disabled_at IS NULL
    AND (k.expires_at IS NULL OR k.expires_at > now())`;

const INSERT_KEY = `
  INSERT INTO access.api_key (id, actor_id, hash, label, grants, expires_at)
  VALUES ($1, $2, $3, $4, $5, now() + make_interval(days => $6))`;

/**
 * Finds the actor of an API key. A found actor is remembered for `rememberFor` milliseconds, so that a command
 * costs no look-up of its own; a revoked key works that much longer at most.
 */
export class ApiKeys {
  private readonly found = new Map<string, { readonly actor: Actor; readonly until: number }>();

  constructor(
    private readonly db: Queryable,
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
    const { rows } = await this.db.query<ActorRow>({
      name: 'actor-of-key',
      text: FIND_ACTOR,
      values: [digest],
    });
    if (rows[0] === undefined) return undefined;
    const actor = actorOf(rows[0]);
    if (this.found.size >= KEPT) this.found.clear();
    this.found.set(name, { actor, until: performance.now() + this.rememberFor });
    return actor;
  }

  /** What was found is asked for anew: a key was revoked, or its owner changed. Other processes follow later. */
  forgetAll(): void {
    this.found.clear();
  }
}

/** A key as it is issued: what it is for, and how long. */
interface KeyTerms {
  readonly label?: string;
  readonly grants?: readonly string[] | null;
  readonly days?: number | null;
}

/** Makes a key for `actorId`; only its hash is stored, so this is the one time it can be shown. */
export async function issueKey(
  db: Queryable,
  actorId: string,
  { label = '', grants = null, days = null }: KeyTerms = {},
): Promise<{ readonly id: string; readonly key: string }> {
  const key = `${PREFIX}${newSecret(32)}`;
  const id = newId();
  await db.query(INSERT_KEY, [id, actorId, hashOf(key), label, grants, days]);
  return { id, key };
}

const hashOf = (key: string): Buffer => hash('sha256', key, 'buffer');
