import type { EventStore, StoreObserver } from '#event-store';
import type { ProcessMetrics } from '#platform';

const SECONDS = [0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15];
const SIZES = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1_000, 2_000, 5_000];

/** Tells `metrics` what a store does; given to the store as its observer. */
export function observeLog(metrics: ProcessMetrics): StoreObserver {
  const histogram = (name: string, help: string, buckets: readonly number[]) =>
    metrics.histogram({ name, help, labels: [], buckets });
  const seconds = histogram('append_batch_seconds', 'Call of the append function, commit included', SECONDS);
  const appends = histogram('append_batch_appends', 'Appends that shared one call', SIZES);
  const events = histogram('append_batch_events', 'Events in one call', SIZES);
  const outcomes = metrics.counter({
    ...{ name: 'appends_total', help: 'Appends by what they were answered', labels: ['outcome'] },
  });
  const reads = metrics.histogram({
    ...{ name: 'log_read_seconds', help: 'Statements that read the log', labels: ['statement'] },
    buckets: SECONDS,
  });
  const rows = metrics.counter({
    ...{ name: 'log_read_rows_total', help: 'Rows that were read from the log', labels: ['statement'] },
  });
  return {
    batch(batch) {
      seconds({}, batch.seconds);
      appends({}, batch.appends);
      events({}, batch.events);
    },
    answered: (outcome, count) => outcomes({ outcome }, count),
    read(read) {
      reads({ statement: read.statement }, read.seconds);
      rows({ statement: read.statement }, read.rows);
    },
  };
}

/** Gauges of what is so at the moment: the log's end, who waits, who follows and how far behind. */
export function gaugeLog(metrics: ProcessMetrics, store: EventStore): void {
  metrics.gauge({ name: 'log_position', help: 'Position of the newest event', labels: [] }, async () => [
    { labels: {}, value: Number(await store.head()) },
  ]);
  metrics.gauge(
    { name: 'append_queue_depth', help: 'Appends that wait in this process', labels: [] },
    async () => [{ labels: {}, value: store.queueDepth }],
  );
  metrics.gauge(
    {
      name: 'subscriber_lag_events',
      help: 'Events that a subscriber of this process has not done with',
      labels: ['subscriber'],
    },
    () => subscriberLags(store),
  );
}

/** The furthest behind of each name. */
async function subscriberLags(store: EventStore) {
  const positions = new Map<string, bigint>();
  for (const { name, position } of store.subscriptions) {
    const known = positions.get(name);
    if (known === undefined || position < known) positions.set(name, position);
  }
  const head = positions.size === 0 ? 0n : await store.head();
  return [...positions].map(([subscriber, position]) => ({
    labels: { subscriber },
    value: Math.max(0, Number(head - position)),
  }));
}
