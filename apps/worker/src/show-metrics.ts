import type { OpenLog } from '#commands';
import { createNotificationServices, gaugeNotifications } from '#notifications';
import { serveMetrics, type Config, type MetricsServer, type ProcessMetrics } from '#platform';
import { gaugeProjections } from '#projections';

/** Shows the worker's figures where the settings say; undefined when they say nowhere. */
export async function showMetrics(
  metrics: ProcessMetrics,
  { pool }: OpenLog,
  config: Pick<Config, 'baseUrl' | 'workerMetricsHost' | 'workerMetricsPort'>,
): Promise<MetricsServer | undefined> {
  const { baseUrl, workerMetricsHost: host, workerMetricsPort: port } = config;
  if (port === 0) return undefined;
  gaugeProjections(metrics, pool);
  gaugeNotifications(metrics, createNotificationServices({ pool, baseUrl }).status);
  return serveMetrics(metrics, { host, port });
}
