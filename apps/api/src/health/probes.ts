import type pg from 'pg';
import type { EventStore } from '#event-store';
import { gaugeNotifications, type NotificationServices } from '#notifications';
import type { ProcessMetrics } from '#platform';
import { gaugeProjections } from '#projections';
import { checkNotifications } from './notification-check.js';
import { checkProjections } from './projection-check.js';
import type { Readiness } from './readiness.js';

export interface Probed {
  readonly pool: pg.Pool;
  readonly store: EventStore;
  readonly notices: NotificationServices;
}

/** Connects readiness and metrics with what they report on. */
export function installProbes(
  { pool, store, notices }: Probed,
  readiness: Readiness,
  metrics: ProcessMetrics,
): void {
  readiness.add('database', async () => ({ status: 'ok', head: (await store.head()).toString() }));
  readiness.add('projections', () => checkProjections(pool));
  readiness.add('notifications', () => checkNotifications(notices));
  gaugeProjections(metrics, pool);
  gaugeNotifications(metrics, notices.status);
}
