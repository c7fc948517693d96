import type pg from 'pg';

/** A generation's tables belong to the runner that holds its lease, told apart by `fence`. */
export interface Lease {
  readonly projection: string;
  readonly generation: number;
  readonly fence: bigint;
  /** Last position that the tables reflect. */
  readonly position: bigint;
  /** Epoch of the log that the tables reflect. */
  readonly epoch: string;
  readonly parked: Parked | null;
}

/** Why a projection stands still, and what a person can do. */
export interface Parked {
  /** An event it cannot apply, one this release does not know, or a checkpoint that is not of this log. */
  readonly cause: 'event' | 'unknownEvent' | 'logRewound';
  readonly position: string;
  readonly type: string;
  readonly stream: string;
  readonly reason: string;
  readonly nextStep: string;
}

interface LeaseRow {
  fence: bigint;
  position: bigint;
  epoch: string;
  parked: Parked | null;
}

/** Takes the lease when it is free or has run out; undefined while another runner holds it. */
export async function takeLease(
  pool: pg.Pool,
  of: { projection: string; generation: number; holder: string; seconds: number },
): Promise<Lease | undefined> {
  const { rows } = await pool.query<LeaseRow>(
    `UPDATE views.generation
     SET fence = fence + 1, holder = $3, lease_until = clock_timestamp() + make_interval(secs => $4)
     WHERE projection = $1 AND generation = $2 AND (lease_until IS NULL OR lease_until < clock_timestamp())
     RETURNING fence, position, epoch, parked`,
    [of.projection, of.generation, of.holder, of.seconds],
  );
  return rows[0] === undefined
    ? undefined
    : { projection: of.projection, generation: of.generation, ...rows[0] };
}

/** Keeps the lease; undefined when another runner has taken it or the generation is gone. */
export async function renewLease(pool: pg.Pool, lease: Lease, seconds: number): Promise<Lease | undefined> {
  const { rows } = await pool.query<LeaseRow>(
    `UPDATE views.generation SET lease_until = clock_timestamp() + make_interval(secs => $4)
     WHERE projection = $1 AND generation = $2 AND fence = $3 RETURNING fence, position, epoch, parked`,
    [lease.projection, lease.generation, lease.fence, seconds],
  );
  return rows[0] === undefined ? undefined : { ...lease, ...rows[0] };
}

/** Gives the lease back at once, so that the next runner need not wait until it runs out. */
export async function giveLease(pool: pg.Pool, lease: Lease): Promise<void> {
  await pool.query(
    `UPDATE views.generation SET lease_until = NULL, holder = NULL
     WHERE projection = $1 AND generation = $2 AND fence = $3`,
    [lease.projection, lease.generation, lease.fence],
  );
}

/** Another runner took the lease: nothing of this batch may stand. */
export class Fenced extends Error {
  constructor(lease: Lease) {
    super(`the lease of ${lease.projection} generation ${lease.generation} was taken by another runner`);
    this.name = 'Fenced';
  }
}

/**
 * Moves the checkpoint inside the batch's transaction, and keeps the lease.
 * @throws Fenced when the lease is no longer ours: the transaction must be rolled back.
 */
export async function moveCheckpoint(
  client: pg.ClientBase,
  lease: Lease,
  { position, seconds }: { position: bigint; seconds: number },
): Promise<void> {
  const { rowCount } = await client.query({
    name: 'move-checkpoint',
    text: `UPDATE views.generation
           SET position = $4, parked = NULL, updated_at = clock_timestamp(),
               lease_until = clock_timestamp() + make_interval(secs => $5)
           WHERE projection = $1 AND generation = $2 AND fence = $3 AND position <= $4`,
    values: [lease.projection, lease.generation, lease.fence, position, seconds],
  });
  if (rowCount !== 1) throw new Fenced(lease);
}

/** Keeps how many events a build has read, for people who wait for it. */
export async function noteBuilt(client: pg.ClientBase, lease: Lease, events: number): Promise<void> {
  await client.query({
    name: 'note-built',
    text: 'UPDATE views.generation SET built = $4 WHERE projection = $1 AND generation = $2 AND fence = $3',
    values: [lease.projection, lease.generation, lease.fence, events],
  });
}

export async function park(pool: pg.Pool, lease: Lease, parked: Parked): Promise<void> {
  await pool.query(
    `UPDATE views.generation SET parked = $4, updated_at = clock_timestamp()
     WHERE projection = $1 AND generation = $2 AND fence = $3`,
    [lease.projection, lease.generation, lease.fence, parked],
  );
}
