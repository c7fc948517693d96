import type pg from 'pg';
import type { EventStore } from '#event-store';
import type { Metrics } from '../metrics/metrics.js';
import type { NotificationServices } from '#notifications';
import { checkNotifications } from './notification-check.js';
import { checkProjections, lagOfProjections } from './projection-check.js';
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
  metrics: Metrics,
): void {
  readiness.add('database', async () => ({ status: 'ok', head: (await store.head()).toString() }));
  readiness.add('projections', () => checkProjections(pool));
  readiness.add('notifications', () => checkNotifications(notices));
  metrics.gauge({ name: 'log_position', help: 'Position of the newest event', labels: [] }, async () => [
    { labels: {}, value: Number(await store.head()) },
  ]);
  metrics.gauge(
    { name: 'append_queue_depth', help: 'Appends that wait in this process', labels: [] },
    async () => [{ labels: {}, value: store.queueDepth }],
  );
  metrics.gauge(
    {
      name: 'projection_lag_events',
      help: 'Events a read model does not reflect yet',
      labels: ['projection'],
    },
    () => lagOfProjections(pool),
  );
  metrics.gauge(
    { name: 'deliveries_due', help: 'Notices that should be on their way', labels: ['channel'] },
    async () =>
      (await notices.status.read()).channels.map(({ channel, due }) => ({ labels: { channel }, value: due })),
  );
  metrics.gauge(
    { name: 'deliveries_dead', help: 'Notices that were given up', labels: ['channel'] },
    async () =>
      (await notices.status.read()).channels.map(({ channel, dead }) => ({
        labels: { channel },
        value: dead,
      })),
  );
}
