import type pg from 'pg';

/** Channel on which a process tells the others that the log has grown. */
export const CHANNEL = 'es_appended';

const ANNOUNCE = { name: 'es_announce', text: `SELECT pg_notify('${CHANNEL}', '')` };

/**
 * Paces NOTIFY: the first append after a quiet moment carries one, and of those that follow within `interval` only
 * the last is told. A notification is the same work for Postgres and for every listener whether it tells of one
 * event or of a hundred. One that is lost costs a subscriber its poll interval, never an event.
 */
export class Announcements {
  #toldAt = -Infinity;
  #owed: NodeJS.Timeout | undefined;
  #sending: Promise<unknown> | undefined;

  constructor(
    private readonly pool: pg.Pool,
    /** Milliseconds. */
    private readonly interval: number,
  ) {}

  /** Whether the batch that is sent now is to carry a notification. */
  carries(): boolean {
    const now = performance.now();
    if (now - this.#toldAt < this.interval) return false;
    this.#settle(now);
    return true;
  }

  /** For a batch that was committed without one: it is told of a little later, unless another is first. */
  owe(): void {
    this.#owed ??= setTimeout(() => this.#send(), this.interval);
  }

  /** Sends what is owed. */
  async close(): Promise<void> {
    if (this.#owed !== undefined) this.#send();
    await this.#sending;
  }

  #send(): void {
    this.#settle(performance.now());
    this.#sending = this.pool.query(ANNOUNCE).catch(() => undefined);
  }

  #settle(now: number): void {
    clearTimeout(this.#owed);
    this.#owed = undefined;
    this.#toldAt = now;
  }
}
