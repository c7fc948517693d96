import type pg from 'pg';
import type { Parked } from './lease.js';

export interface GenerationRow {
  readonly projection: string;
  readonly generation: number;
  readonly version: number;
  readonly position: bigint;
  /** Events read so far: the position, or for a build by streams their number. */
  readonly done: bigint;
  readonly parked: Parked | null;
  readonly live: boolean;
  readonly holder: string | null;
  /** Seconds since it was begun. */
  readonly age: number;
}

export async function generationsOf(pool: pg.Pool, projection: string): Promise<readonly GenerationRow[]> {
  return (await allGenerations(pool)).filter((row) => row.projection === projection);
}

async function allGenerations(pool: pg.Pool): Promise<readonly GenerationRow[]> {
  const { rows } = await pool.query<GenerationRow>(
    `SELECT g.projection, g.generation, g.version, g.position, g.parked, greatest(g.position, g.built) AS done,
            g.generation = p.live_generation AS live,
            extract(epoch FROM clock_timestamp() - g.created_at)::float8 AS age,
            CASE WHEN g.lease_until >= clock_timestamp() THEN g.holder END AS holder
     FROM views.generation g JOIN views.projection p ON p.name = g.projection
     ORDER BY g.projection, g.generation`,
  );
  return rows;
}

/** How far a projection is, for /health, metrics and the command line. */
export interface ProjectionStatus {
  readonly name: string;
  readonly version: number;
  readonly position: bigint;
  readonly head: bigint;
  /** Events not yet reflected. */
  readonly lag: bigint;
  /** Age of the oldest event not yet reflected, in seconds; 0 when there is none. */
  readonly lagSeconds: number;
  readonly holder: string | null;
  readonly parked: Parked | null;
  /** The generation that is built beside the live one. */
  readonly rebuild: {
    readonly generation: number;
    readonly position: bigint;
    readonly parked: Parked | null;
    /** Done of the log as it is now, 0 to 1. */
    readonly share: number;
    /** Events it has before it. */
    readonly remaining: bigint;
    /** Since it began. */
    readonly eventsPerSecond: number;
  } | null;
}

/** Where every projection stands against the log. */
export async function readProjectionStatus(pool: pg.Pool): Promise<readonly ProjectionStatus[]> {
  const generations = await allGenerations(pool);
  const { rows: heads } = await pool.query<{ head: bigint }>('SELECT position AS head FROM es.log_head');
  const head = heads[0]?.head ?? 0n;
  return Promise.all(
    generations
      .filter((row) => row.live)
      .map(async (row) => {
        const rebuild = generations.find(
          (other) => other.projection === row.projection && other.generation > row.generation,
        );
        return {
          ...{ name: row.projection, version: row.version, position: row.position, head, holder: row.holder },
          lag: head > row.position ? head - row.position : 0n,
          lagSeconds: row.position >= head ? 0 : await ageOf(pool, row.position + 1n),
          parked: row.parked,
          rebuild: rebuild === undefined ? null : progressOf(rebuild, head),
        };
      }),
  );
}

function progressOf(
  { generation, position, done, parked, age }: GenerationRow,
  head: bigint,
): NonNullable<ProjectionStatus['rebuild']> {
  return {
    ...{ generation, position, parked, remaining: head - done },
    share: head === 0n ? 1 : Number(done) / Number(head),
    eventsPerSecond: age > 0 ? Number(done) / age : 0,
  };
}

async function ageOf(pool: pg.Pool, position: bigint): Promise<number> {
  const { rows } = await pool.query<{ age: number }>(
    `SELECT extract(epoch FROM clock_timestamp() - recorded_at)::float8 AS age
     FROM es.all_events WHERE position = $1`,
    [position],
  );
  return Math.max(0, rows[0]?.age ?? 0);
}

/** Waits until the live tables reflect `position`; false when they do not within `milliseconds`. */
export async function waitForPosition(
  pool: pg.Pool,
  { projection, position, milliseconds }: { projection: string; position: bigint; milliseconds: number },
): Promise<boolean> {
  const deadline = performance.now() + milliseconds;
  for (let pause = 2; ; pause = Math.min(pause * 2, 50)) {
    const live = await livePosition(pool, projection);
    if (live !== undefined && live >= position) return true;
    if (performance.now() + pause > deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

/** Position that readers see now; undefined before the first tables exist. */
export async function livePosition(pool: pg.Pool, projection: string): Promise<bigint | undefined> {
  const { rows } = await pool.query<{ position: bigint }>({
    name: 'live-position',
    text: `SELECT g.position FROM views.generation g JOIN views.projection p
             ON p.name = g.projection AND p.live_generation = g.generation
           WHERE p.name = $1`,
    values: [projection],
  });
  return rows[0]?.position;
}

/** Lets a parked projection try again. Resolves to false when none is parked. */
export async function retryParked(pool: pg.Pool, projection: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    'UPDATE views.generation SET parked = NULL WHERE projection = $1 AND parked IS NOT NULL',
    [projection],
  );
  return (rowCount ?? 0) > 0;
}

/** Leaves the event that a projection is parked on out of it, and keeps who decided that and why. */
export async function skipParked(
  pool: pg.Pool,
  { projection, decidedBy, reason }: { projection: string; decidedBy: string; reason: string },
): Promise<bigint | undefined> {
  const { rows } = await pool.query<{ position: bigint }>(
    `INSERT INTO views.skipped (projection, position, decided_by, reason)
     SELECT projection, (parked ->> 'position')::bigint, $2, $3 FROM views.generation
     WHERE projection = $1 AND parked IS NOT NULL AND parked ->> 'cause' IS DISTINCT FROM 'logRewound'
     ON CONFLICT (projection, position) DO UPDATE SET reason = excluded.reason
     RETURNING position`,
    [projection, decidedBy, reason],
  );
  if (rows[0] !== undefined) await retryParked(pool, projection);
  return rows[0]?.position;
}

export async function skippedPositions(pool: pg.Pool, projection: string): Promise<ReadonlySet<string>> {
  const { rows } = await pool.query<{ position: bigint }>(
    'SELECT position FROM views.skipped WHERE projection = $1 ORDER BY position',
    [projection],
  );
  return new Set(rows.map((row) => String(row.position)));
}
