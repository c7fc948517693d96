import pg from 'pg';
import { StoreUnavailable } from './errors.js';

export interface Lease {
  readonly client: pg.PoolClient;
  /** Gives the connection back, or ends it when it is `broken`. */
  readonly release: (broken: boolean) => void;
}

/**
 * A connection of the pool for one piece of work.
 * @throws StoreUnavailable when none can be had.
 */
export async function lease(pool: pg.Pool): Promise<Lease> {
  try {
    const client = await pool.connect();
    return {
      client,
      release: (broken) => {
        client.release(broken);
      },
    };
  } catch (cause) {
    throw new StoreUnavailable('no connection to the log could be had', { cause });
  }
}

// What node-postgres says when it was given a connection that is cut already: the statement was never sent.
const NOT_SENT = 'Client has encountered a connection error and is not queryable';

export const isNeverSent = (cause: unknown): boolean => cause instanceof Error && cause.message === NOT_SENT;

/** Whether the statement failed with its connection, not by an answer of Postgres. */
export const isConnectionLost = (cause: unknown): boolean =>
  !(cause instanceof StoreUnavailable) && !(cause instanceof pg.DatabaseError && cause.severity === 'ERROR');
