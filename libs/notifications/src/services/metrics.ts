import type { ProcessMetrics } from '#platform';
import type { Status } from './status.js';

/** Gauges of what waits to be told and of what was given up, read from the database. */
export function gaugeNotifications(metrics: ProcessMetrics, status: Pick<Status, 'read'>): void {
  const ofChannel = (name: string, help: string, count: 'due' | 'held' | 'dead') => ({
    ...{ name, help, labels: ['channel'] },
    measure: (row: Awaited<ReturnType<Status['read']>>['channels'][number]) => ({
      labels: { channel: row.channel },
      value: row[count],
    }),
  });
  metrics.gauges(
    async () => (await status.read()).channels,
    [
      ofChannel('deliveries_due', 'Notices that should be on their way', 'due'),
      ofChannel('deliveries_held', 'Notices that wait for their channel or a quiet time to end', 'held'),
      ofChannel('deliveries_dead', 'Notices that were given up', 'dead'),
    ],
  );
}
