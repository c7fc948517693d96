import type { EventStore, RecordedEvent } from '#event-store';
import type { FailPoint, Logger } from '#platform';
import type pg from 'pg';
import type { RecordView } from '../record/record-state.js';
import { Records } from '../record/records.js';
import { notificationOf, type Notification } from '../rules/notification.js';
import { fanOutChunk, type FanOutOptions } from './fan-out.js';
import { collectionsOf, noteMembership } from './membership.js';
import { noteMerge } from './merged-record.js';
import { insertNotifications, lockUnfinished } from './notification-table.js';
import { beginAtHead, moveCheckpoint, readCheckpoint, type Checkpoint } from './subscription.js';
import { transaction } from './transaction.js';

export interface NotifierOptions extends FanOutOptions {
  readonly pool: pg.Pool;
  readonly store: EventStore;
  readonly logger: Logger;
  readonly failPoint: FailPoint;
  /** Told when rows may have become due. */
  readonly onPlanned: () => void;
}

const EVENTS_A_PAGE = 100;

/**
 * Follows the log and turns its events into rows: what is to be told, to whom, on which channel. Each page of events
 * is planned and the checkpoint moved in one transaction, so a stop at any moment repeats or misses nothing.
 */
export class Notifier {
  readonly #records: Records;

  constructor(private readonly options: NotifierOptions) {
    this.#records = new Records(options.store);
  }

  /** The place in the log; made at its end when there is none. */
  async checkpoint(): Promise<Checkpoint> {
    const { pool, store } = this.options;
    return (await readCheckpoint(pool)) ?? beginAtHead(pool, store);
  }

  /**
   * Plans what is in the log and then what comes, until the signal aborts.
   * @throws CheckpointMoved when another process plans; UnknownEvent and LogRewound of the log.
   */
  async follow(signal: AbortSignal): Promise<void> {
    const { position: start, epoch } = await this.checkpoint();
    let position = start;
    const pages = this.options.store.subscribe(position, {
      ...{ signal, limit: EVENTS_A_PAGE, epoch, name: 'notifications' },
    });
    for await (const events of pages) {
      position = await this.planPage(position, events);
    }
  }

  /** Plans events that follow each other after `from`; returns the position reached. */
  async planPage(from: bigint, events: readonly RecordedEvent[]): Promise<bigint> {
    const to = events.at(-1)?.position ?? from;
    const records: (RecordView | undefined)[] = [];
    for (const event of events) records.push(await this.#records.after(event));
    const { pool, failPoint, onPlanned, logger } = this.options;
    const due = await transaction(pool, async (db) => {
      await moveCheckpoint(db, from, to);
      const notifications: Notification[] = [];
      for (const [index, event] of events.entries()) {
        const record = records[index];
        await noteMembership(db, event, record);
        await noteMerge(db, event);
        if (record === undefined) continue;
        const collections = await collectionsOf(db, event.stream);
        const notification = notificationOf(event, record, { collections, now: this.options.clock.now() });
        if (notification !== null) notifications.push(notification);
      }
      const planned = await this.#planFirstChunks(db, notifications);
      failPoint('planner-before-commit');
      return planned;
    });
    failPoint('planner-after-commit');
    logger.debug({ from: String(from), to: String(to), due }, 'planned');
    onPlanned();
    return to;
  }

  /** One more chunk of the earliest notification that has recipients left; false: there is none. */
  async continueFanOut(): Promise<boolean> {
    const { pool, failPoint, onPlanned } = this.options;
    const found = await transaction(pool, async (db) => {
      const notification = await lockUnfinished(db);
      if (notification === undefined) return false;
      await fanOutChunk(db, notification, this.options);
      failPoint('fan-out-before-commit');
      return true;
    });
    if (found) {
      failPoint('fan-out-after-commit');
      onPlanned();
    }
    return found;
  }

  async #planFirstChunks(db: pg.PoolClient, notifications: readonly Notification[]): Promise<number> {
    const fresh = await insertNotifications(db, notifications);
    let due = 0;
    for (const notification of notifications) {
      if (notification.suppressed !== null || !fresh.has(notification.id)) continue;
      const chunk = await fanOutChunk(db, { ...notification, after: null }, this.options);
      due += chunk.due;
    }
    return due;
  }
}
