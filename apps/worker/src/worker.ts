import { createNotifications } from '#notifications';
import {
  createFailPoint,
  newId,
  systemClock,
  type Config,
  type Logger,
  type ProcessMetrics,
} from '#platform';
import { observeRunners, ProjectionRunner, registerProjection } from '#projections';
import type { OpenLog } from '#commands';

export interface WorkerOptions {
  readonly log: OpenLog;
  /** Address of the log's database, for the connections that workers keep for themselves. */
  readonly databaseUrl: string;
  readonly config: Config;
  readonly logger: Logger;
  /** Where the figures of its work go. */
  readonly metrics: ProcessMetrics;
  /** Work is due but is not done although it was restarted: the program should end, so that it is started anew. */
  readonly onUnhealthy: (reason: string) => void;
}

export interface Worker {
  /** Finishes what is under way: projections first, then deliveries. */
  stop(): Promise<void>;
}

/** Everything that follows the log: the projections, then the notifications that read them. */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const { log, databaseUrl, config, logger, metrics, onUnhealthy } = options;
  const { pool, store } = log;
  const failPoint = createFailPoint(config.failPoint);
  const projections = new ProjectionRunner({
    ...{ pool, store, logger, projection: registerProjection, holder: `${process.pid}-${newId()}` },
    observer: observeRunners(metrics),
    failPoint,
  });
  await projections.start();
  const notifications = createNotifications({
    ...{ pool, databaseUrl, store, config, logger, clock: systemClock, onUnhealthy },
    failPoint,
  });
  try {
    await notifications.start();
  } catch (error) {
    await projections.stop();
    throw error;
  }
  return {
    stop: async () => {
      await Promise.all([projections.stop(), notifications.stop()]);
    },
  };
}
