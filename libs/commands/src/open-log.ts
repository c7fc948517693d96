import type pg from 'pg';
import { EVENT_CATALOGUE } from '#domain';
import { createCatalogue, EventStore } from '#event-store';
import { connectDedicated, createPool, type FailPoint, type Logger, type ProcessMetrics } from '#platform';
import { gaugeLog, observeLog } from './log-metrics.js';

export interface OpenLogOptions {
  readonly url: string;
  /** Name of the program, as Postgres shows it beside each connection. */
  readonly program: string;
  readonly logger: Logger;
  /** Connections at most. */
  readonly connections?: number;
  /** Where the log's figures go. */
  readonly metrics?: ProcessMetrics;
  /** For crash tests, see EventStoreOptions. */
  readonly failPoint?: FailPoint;
}

/** The register's log over connections of its own. */
export interface OpenLog {
  readonly pool: pg.Pool;
  readonly store: EventStore;
  /** Ends what was opened, after the appends that wait. */
  close(): Promise<void>;
}

/** Opens the log with the register's event types. Connections are made when they are first needed. */
export function openLog(options: OpenLogOptions): OpenLog {
  const { url, program, logger, connections = 20, metrics, failPoint = () => undefined } = options;
  const onIdleError = (error: Error) =>
    logger.warn({
      event: 'database.connection_lost',
      program,
      error: error.message,
      next: 'it is made again when needed',
    });
  const pool = createPool({ url, applicationName: program, max: connections, onIdleError });
  const store = new EventStore({
    pool,
    connectListener: () => connectDedicated({ url, applicationName: `${program}-listener`, onIdleError }),
    catalogue: createCatalogue(EVENT_CATALOGUE),
    failPoint,
    onWarning: (error) => logger.warn({ event: 'log.warning', program, error: error.message }),
    ...(metrics === undefined ? {} : { observer: observeLog(metrics) }),
  });
  if (metrics !== undefined) gaugeLog(metrics, store);
  return {
    pool,
    store,
    close: async () => {
      await store.close();
      await pool.end();
    },
  };
}
