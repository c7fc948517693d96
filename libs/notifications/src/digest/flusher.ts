import type { ChannelName } from '#contracts';
import type { Clock, FailPoint } from '#platform';
import type pg from 'pg';
import { DIGEST_HOLD, deliveryId, type PlannedChannel } from '../planner/plan.js';
import { transaction } from '../planner/transaction.js';
import { contentsOf, type LeftOut } from './contents.js';
import { RELEASED } from './realign.js';
import type { Waiting } from './times.js';

export interface FlusherOptions {
  readonly pool: pg.Pool;
  readonly channels: readonly PlannedChannel[];
  readonly clock: Clock;
  readonly failPoint: FailPoint;
  /** Told when rows may have become due. */
  readonly onPlanned: () => void;
}

interface DueWindow {
  readonly id: string;
  readonly recipientId: string;
  readonly channel: ChannelName;
  readonly frequency: Waiting;
}

const AT_ONCE = 100;

const LOCK_DUE = `
  SELECT id, recipient_id AS "recipientId", channel, frequency FROM notify.digest_window
  WHERE state = 'open' AND closes_at <= $1 ORDER BY closes_at, id LIMIT $2 FOR UPDATE SKIP LOCKED`;

const CLOSE = `
  UPDATE notify.digest_window w SET state = c.state, closed_at = now()
  FROM jsonb_to_recordset($1::jsonb) AS c(id uuid, state text) WHERE w.id = c.id`;

// The same key as of any other delivery; the lane of the many, since most windows close at the same hour.
const PLAN = `
  INSERT INTO notify.delivery (id, digest_window_id, recipient_id, channel, lane, state, hold_reason, decided_by, locale)
  SELECT p.id, p."windowId", p."recipientId", p.channel, 'bulk', 'planned', p."holdReason", p."decidedBy",
    (SELECT locale FROM notify.recipient WHERE user_id = p."recipientId")
  FROM jsonb_to_recordset($1::jsonb) AS p(id uuid, "windowId" uuid, "recipientId" uuid, channel text,
    "holdReason" text, "decidedBy" text)
  ON CONFLICT ON CONSTRAINT delivery_once DO NOTHING`;

const LEAVE_OUT = `
  UPDATE notify.delivery d SET state = 'suppressed', reason = l.reason, hold_reason = NULL
  FROM jsonb_to_recordset($1::jsonb) AS l(id uuid, reason text) WHERE d.id = l.id AND d.state = 'held'`;

const RELEASE = `
  UPDATE notify.delivery SET state = 'planned', hold_reason = $3, next_at = now()
  WHERE channel = $1 AND hold_reason = $2 AND state = 'held'`;

/**
 * Closes the windows whose hour has come: each becomes one delivery, or none when nothing is left to tell. Several
 * may do so at once; a window is closed and its delivery planned in one transaction, so a stop at any moment loses
 * and doubles nothing.
 */
export class Flusher {
  constructor(private readonly options: FlusherOptions) {}

  /** Closes the next due windows; false: there are no more, but for those that another flusher has. */
  async turn(): Promise<boolean> {
    const { pool, failPoint, onPlanned } = this.options;
    const released = await this.#release();
    const closed = await transaction(pool, async (db) => {
      const due = await this.#lockDue(db);
      if (due.length === 0) return 0;
      await this.#close(db, due);
      failPoint('flusher-before-commit');
      return due.length;
    });
    if (closed > 0) failPoint('flusher-after-commit');
    if (closed + released > 0) onPlanned();
    return closed === AT_ONCE;
  }

  /** What its person no longer wants to wait for, see `realign`. */
  async #release(): Promise<number> {
    let count = 0;
    for (const { name, holdReason } of this.options.channels) {
      const { rowCount } = await this.options.pool.query(RELEASE, [name, RELEASED, holdReason]);
      count += rowCount ?? 0;
    }
    return count;
  }

  async #lockDue(db: pg.PoolClient): Promise<readonly DueWindow[]> {
    const values = [this.options.clock.now(), AT_ONCE];
    const { rows } = await db.query<DueWindow>({ name: 'lock-due-windows', text: LOCK_DUE, values });
    return rows;
  }

  async #close(db: pg.PoolClient, due: readonly DueWindow[]): Promise<void> {
    const contents = await contentsOf(
      db,
      due.map(({ id }) => id),
    );
    const full = due.filter(({ id }) => (contents.get(id)?.told.length ?? 0) > 0);
    const empty = due.filter((window) => !full.includes(window));
    const left: LeftOut[] = empty.flatMap(({ id }) => contents.get(id)?.leftOut ?? []);
    const states = [
      ...full.map(({ id }) => ({ id, state: 'closed' })),
      ...empty.map(({ id }) => ({ id, state: 'empty' })),
    ];
    await db.query(CLOSE, [JSON.stringify(states)]);
    await db.query(PLAN, [JSON.stringify(full.map((window) => this.#deliveryOf(window)))]);
    await db.query(LEAVE_OUT, [JSON.stringify(left)]);
  }

  #deliveryOf({ id, recipientId, channel, frequency }: DueWindow) {
    const { channels } = this.options;
    return {
      id: deliveryId(id, recipientId, channel),
      windowId: id,
      recipientId,
      channel,
      holdReason: channels.find(({ name }) => name === channel)?.holdReason ?? null,
      decidedBy: `${DIGEST_HOLD}:${frequency}`,
    };
  }
}
