import { openLog } from '#commands';
import { assertMigrated } from '#migrations';
import {
  ConfigError,
  createFailPoint,
  createLogger,
  endInOrder,
  ProcessMetrics,
  readConfig,
  untilSignalled,
} from '#platform';
import { identityOptionsOf, openSetUp } from './identity/first-run.js';
import { createApiApp } from './create-api-app.js';

/** The API as a process of its own, on the server that DATABASE_URL names. */
async function main(): Promise<void> {
  const config = readConfig();
  const logger = createLogger(config.logLevel);
  const { databaseUrl } = config;
  if (databaseUrl === undefined) {
    throw new ConfigError(['DATABASE_URL: the API needs it; "npm start" brings its own']);
  }
  await assertMigrated({ url: databaseUrl });
  const metrics = new ProcessMetrics();
  const failPoint = createFailPoint(config.failPoint);
  const log = openLog({ url: databaseUrl, program: 'api', logger, metrics, failPoint });
  const ends = [() => log.close()];
  const onError = (error: unknown) => logger.error({ event: 'api.stop_failed', error: String(error) });
  const end = () => endInOrder(ends, { milliseconds: 30_000, onError });
  try {
    const { requestLimits: limits, fourEyes } = config;
    const identity = await identityOptionsOf(config, { alone: false });
    const { pool, store } = log;
    const api = await createApiApp({ config, identity, fourEyes, limits, logger, pool, store, metrics });
    ends.unshift(() => api.close());
    for (const line of await openSetUp(api, config)) process.stderr.write(`${line}\n`);
    const { url } = await api.listen(config.port, config.host);
    logger.info({ event: 'api.started', url });
    const cause = await untilSignalled();
    logger.info({ event: 'api.stopping', cause });
  } finally {
    await end();
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(error instanceof ConfigError ? 2 : 1);
  },
);
