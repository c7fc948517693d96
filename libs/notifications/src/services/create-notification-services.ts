import { systemClock, type Clock } from '#platform';
import type pg from 'pg';
import { Deliveries } from './deliveries.js';
import { Follows } from './follows.js';
import { Inbox } from './inbox.js';
import { Receipts } from './receipts.js';
import { Settings } from './settings.js';
import { Status } from './status.js';
import { Unsubscribe } from './unsubscribe.js';
import { WrongNotices } from './wrong-notices.js';

export interface NotificationServicesOptions {
  readonly pool: pg.Pool;
  /** Address of the product, without a slash at the end: links in the inbox start with it. */
  readonly baseUrl: string;
  readonly clock?: Clock;
}

/** What people and operators ask of notifications, for whatever serves HTTP. */
export interface NotificationServices {
  readonly follows: Follows;
  readonly settings: Settings;
  readonly inbox: Inbox;
  readonly deliveries: Deliveries;
  readonly receipts: Receipts;
  readonly wrongNotices: WrongNotices;
  readonly unsubscribe: Unsubscribe;
  readonly status: Status;
}

/** The services over one pool; they hold nothing and need no closing. */
export const createNotificationServices = ({
  pool,
  baseUrl,
  clock = systemClock,
}: NotificationServicesOptions): NotificationServices => ({
  follows: new Follows(pool, clock),
  settings: new Settings(pool, clock),
  inbox: new Inbox(pool, baseUrl),
  deliveries: new Deliveries(pool),
  receipts: new Receipts(pool),
  wrongNotices: new WrongNotices(pool),
  unsubscribe: new Unsubscribe(pool),
  status: new Status(pool),
});
