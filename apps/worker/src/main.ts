import { openLog } from '#commands';
import { assertMigrated } from '#migrations';
import { ConfigError, createLogger, endInOrder, ProcessMetrics, readConfig, untilSignalled } from '#platform';
import { showMetrics } from './show-metrics.js';
import { startWorker } from './worker.js';

/** The worker as a process of its own, on the servers that DATABASE_URL and REDIS_URL name. */
async function main(): Promise<number> {
  const config = readConfig();
  const logger = createLogger(config.logLevel);
  const databaseUrl = config.databaseUrl;
  if (databaseUrl === undefined)
    throw new ConfigError(['DATABASE_URL: the worker needs it; "npm start" brings its own']);
  await assertMigrated({ url: databaseUrl });
  const metrics = new ProcessMetrics();
  const log = openLog({ url: databaseUrl, program: 'worker', logger, metrics });
  const unhealthy = Promise.withResolvers<'unhealthy'>();
  const onUnhealthy = (reason: string) => {
    logger.fatal({ event: 'worker.unhealthy', reason, next: 'the process ends so that it is started anew' });
    unhealthy.resolve('unhealthy');
  };
  const shown = await showMetrics(metrics, log, config);
  const worker = await startWorker({ log, databaseUrl, config, logger, metrics, onUnhealthy });
  logger.info({ event: 'worker.started', metricsPort: shown?.port ?? null });
  const cause = await Promise.race([untilSignalled(), unhealthy.promise]);
  logger.info({ event: 'worker.stopping', cause });
  const onError = (error: unknown) => logger.error({ event: 'worker.stop_failed', error: String(error) });
  const ends = [() => worker.stop(), async () => shown?.close(), () => log.close()];
  await endInOrder(ends, { milliseconds: 30_000, onError });
  return cause === 'unhealthy' ? 1 : 0;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(error instanceof ConfigError ? 2 : 1);
  },
);
