import type { EventStore } from '#event-store';
import type pg from 'pg';
import { membershipsAt } from './membership.js';
import { transaction } from './transaction.js';

type Db = Pick<pg.ClientBase, 'query'>;

/** The one subscription there is: rebuilding a read model cannot move it, and no command resets it. */
const NAME = 'notifier';

/** How far the log has been planned. */
export interface Checkpoint {
  readonly position: bigint;
  /** History of the log that the position belongs to. */
  readonly epoch: string;
}

/** The checkpoint stands elsewhere than this process left it: another one plans. */
export class CheckpointMoved extends Error {
  readonly code = 'CHECKPOINT_MOVED';
  constructor(expected: bigint) {
    super(`the notifier's checkpoint is not at ${expected} any more: another process plans`);
    this.name = 'CheckpointMoved';
  }
}

export async function readCheckpoint(db: Db): Promise<Checkpoint | undefined> {
  const { rows } = await db.query<Checkpoint>(
    'SELECT position, epoch FROM notify.subscription WHERE name = $1',
    [NAME],
  );
  return rows[0];
}

/**
 * Moves the checkpoint inside the transaction that planned the events between.
 * @throws CheckpointMoved, and the transaction must be rolled back.
 */
export async function moveCheckpoint(db: Db, from: bigint, to: bigint): Promise<void> {
  const { rowCount } = await db.query(
    'UPDATE notify.subscription SET position = $3 WHERE name = $1 AND position = $2',
    [NAME, from, to],
  );
  if (rowCount !== 1) throw new CheckpointMoved(from);
}

/** Puts a subscription that has never been there at the end of the log: what is past is no news. */
export const beginAtHead = (pool: pg.Pool, store: EventStore): Promise<Checkpoint> =>
  placeAtHead(pool, store, 'ON CONFLICT (name) DO NOTHING');

/**
 * For an operator: leaves out everything that has not been planned, for example after a restored backup. Nobody is
 * told of it, now or later.
 */
export const skipToHead = (pool: pg.Pool, store: EventStore): Promise<Checkpoint> =>
  placeAtHead(
    pool,
    store,
    'ON CONFLICT (name) DO UPDATE SET position = excluded.position, epoch = excluded.epoch, live_since = now()',
  );

async function placeAtHead(pool: pg.Pool, store: EventStore, onConflict: string): Promise<Checkpoint> {
  const epoch = await store.epoch();
  const position = await store.head();
  const memberships = await membershipsAt(store, position);
  return transaction(pool, async (db) => {
    const { rowCount } = await db.query(
      `INSERT INTO notify.subscription (name, position, epoch) VALUES ($1, $2, $3) ${onConflict}`,
      [NAME, position, epoch],
    );
    if (rowCount === 1) {
      await db.query('DELETE FROM notify.membership');
      await db.query(
        `INSERT INTO notify.membership (member, collection)
         SELECT m ->> 0, m ->> 1 FROM jsonb_array_elements($1::jsonb) AS m`,
        [JSON.stringify(memberships)],
      );
    }
    const placed = await readCheckpoint(db);
    return placed ?? { position, epoch };
  });
}
