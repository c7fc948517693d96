import type pg from 'pg';
import { lease, type Lease } from '../lease.js';
import { NOT_REPLICATED } from './outcome.js';

/** One statement's use of the connection. */
export interface Use {
  readonly client: pg.PoolClient;
  /** False once Postgres said that its standby did not confirm a commit, perhaps this one. */
  isReplicated(): boolean;
  /** Ends the use, and the connection too when it is `broken`. */
  end(broken: boolean): void;
}

interface Mark {
  isReplicated: boolean;
}

/** A connection and who uses it, from before it is there until it is given back. */
interface Held {
  readonly uses: Set<Mark>;
  readonly ready: Promise<Lease>;
  giveBack(broken: boolean): void;
}

/**
 * One connection of the pool for all batches on their way. When it is pipelined, the next batch lies in Postgres'
 * buffer when the one before it is committed: it waits neither for the counter's lock nor for a process to wake up,
 * and batches commit in the order in which they were sent. Without a use it goes back to the pool.
 */
export class SharedConnection {
  #held: Held | undefined;

  constructor(private readonly pool: pg.Pool) {}

  /** @throws StoreUnavailable when no connection can be had. */
  async use(): Promise<Use> {
    const held = (this.#held ??= this.#hold());
    const mark = { isReplicated: true };
    held.uses.add(mark);
    const { client } = await held.ready.catch((error: unknown) => {
      this.#forget(held);
      throw error;
    });
    return {
      client,
      isReplicated: () => mark.isReplicated,
      end: (broken) => {
        held.uses.delete(mark);
        if (held.uses.size > 0 && !broken) return;
        this.#forget(held);
        held.giveBack(broken);
      },
    };
  }

  #hold(): Held {
    const uses = new Set<Mark>();
    const onNotice = ({ code }: { code?: string | undefined }): void => {
      if (code === NOT_REPLICATED) for (const mark of uses) mark.isReplicated = false;
    };
    let giveBack: (broken: boolean) => void = () => undefined;
    const ready = lease(this.pool).then((given) => {
      given.client.on('notice', onNotice);
      giveBack = (broken) => {
        giveBack = () => undefined;
        given.client.off('notice', onNotice);
        given.release(broken);
      };
      return given;
    });
    return { uses, ready, giveBack: (broken) => giveBack(broken) };
  }

  #forget(held: Held): void {
    if (this.#held === held) this.#held = undefined;
  }
}
