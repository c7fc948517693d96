import { newId, type Logger } from '#platform';
import type pg from 'pg';
import { Wake } from './wake.js';

export interface LeadershipOptions {
  /** Makes the connection that holds the lock; leading ends when it breaks. */
  readonly connect: () => Promise<pg.Client>;
  readonly logger: Logger;
  /** Milliseconds between signs of life; another process takes over after six without one. */
  readonly beat: number;
}

const NAME = 'dispatcher';
const LOCK = 0x6e6f_7466;
const MISSED_BEATS = 6;
const LONGEST_WAIT = 1_000;

const TAKE = `
  INSERT INTO notify.leader (name, holder) VALUES ($1, $2)
  ON CONFLICT ON CONSTRAINT leader_pk DO UPDATE SET holder = excluded.holder, beat_at = now()
  WHERE $4 OR notify.leader.holder = excluded.holder OR notify.leader.beat_at < now() - $3 * interval '1 millisecond'
  RETURNING holder`;

/**
 * One process at a time leads. A lock of the session passes on at once when a leader dies; a leader that lives and
 * does nothing (a stopped process keeps its lock) is passed over when its signs of life end, and steps down when it
 * finds that out. For a moment two may lead: what they do must bear that.
 */
export class Leadership {
  readonly #id = newId();

  constructor(private readonly options: LeadershipOptions) {}

  /** Runs `work` whenever this process leads; its signal aborts when leading ends. Returns after `signal` aborts. */
  async lead(signal: AbortSignal, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const client = await this.options.connect();
    const lost = new AbortController();
    client.once('end', () => lost.abort());
    client.once('error', () => lost.abort());
    const either = AbortSignal.any([signal, lost.signal]);
    try {
      const sleep = new Wake();
      while (!either.aborted) {
        const isLocked = await this.#tryLock(client);
        if (await this.#take(client, isLocked)) await this.#work(client, either, work);
        // A connection that was cut has given its lock back already.
        if (isLocked) await client.query('SELECT pg_advisory_unlock($1)', [LOCK]).catch(() => undefined);
        await sleep.wait(Math.min(this.options.beat, LONGEST_WAIT), either);
      }
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  async #work(
    client: pg.Client,
    signal: AbortSignal,
    work: (signal: AbortSignal) => Promise<void>,
  ): Promise<void> {
    const { logger, beat } = this.options;
    const ended = new AbortController();
    const timer = setInterval(() => {
      this.#take(client, false).then(
        (isMine) => isMine || ended.abort(),
        () => ended.abort(),
      );
    }, beat);
    logger.info('this process plans notifications and hands them to the queue');
    try {
      await work(AbortSignal.any([signal, ended.signal]));
    } finally {
      clearInterval(timer);
      logger.info('this process no longer plans notifications');
    }
  }

  async #tryLock(client: pg.Client): Promise<boolean> {
    const { rows } = await client.query<{ ok: boolean }>('SELECT pg_try_advisory_lock($1) AS ok', [LOCK]);
    return rows[0]?.ok === true;
  }

  /** Gives a sign of life; false when another process leads. */
  async #take(client: pg.Client, isLocked: boolean): Promise<boolean> {
    const stale = this.options.beat * MISSED_BEATS;
    const { rows } = await client.query(TAKE, [NAME, this.#id, stale, isLocked]);
    return rows.length === 1;
  }
}
