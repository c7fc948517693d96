import { identityOptionsOf, isLoopback, openSetUp } from '../../api/src/identity/first-run.js';
import { createApiApp } from '../../api/src/create-api-app.js';
import { startWorker } from '../../worker/src/worker.js';
import { createCommandService, openLog } from '#commands';
import {
  createLogger,
  endInOrder,
  lockFolder,
  ProcessMetrics,
  readConfig,
  untilSignalled,
  type Config,
  type Logger,
} from '#platform';
import { RegisterQueries } from '#projections';
import { systemClock } from '#platform';
import { assertAddressFree } from './address.js';
import { prepareSignIns } from './credentials.js';
import { openDatabase } from './databases.js';
import { explain } from './exit.js';
import { importPortfolio, IMPORTER } from './portfolio.js';
import { Progress } from './progress.js';
import { welcome } from './welcome.js';

type Step = () => Promise<void>;

/** The whole product in one process: database, projections, notifications, API and page. */
async function main(): Promise<number> {
  const config = readConfig();
  const logger = createLogger(config.logLevel === 'info' ? 'warn' : config.logLevel);
  const progress = new Progress((line) => process.stdout.write(`${line}\n`));
  const signalled = untilSignalled();
  // Undone in reverse order, also when a later step of the start fails.
  const undo: Step[] = [];
  try {
    const started = start(config, { logger, progress, undo });
    const early = await Promise.race([started.then(() => undefined), signalled]);
    if (early === undefined) await signalled;
    else await started.catch(() => undefined);
    progress.step('Stopping');
    return 0;
  } finally {
    const onError = (error: unknown) =>
      logger.error({ event: 'standalone.stop_failed', error: String(error) });
    const inTime = await endInOrder(undo.reverse(), { milliseconds: 40_000, onError });
    progress.step(inTime ? 'Stopped' : 'Stopped after waiting 40 seconds for what was under way');
  }
}

interface Surroundings {
  readonly logger: Logger;
  readonly progress: Progress;
  readonly undo: Step[];
}

async function start(config: Config, { logger, progress, undo }: Surroundings): Promise<void> {
  await assertAddressFree(config.host, config.port);
  undo.push(await lockFolder(config.dataDir));
  const database = await openDatabase(config, progress);
  undo.push(() => database.stop());
  const metrics = new ProcessMetrics();
  const log = openLog({ url: database.url, program: 'standalone', logger, connections: 40, metrics });
  undo.push(() => log.close());
  // The secrets of the first sign-ins are for this machine: where others reach the page, an administrator is made by hand.
  const alone = config.databaseUrl === undefined && isLoopback(config.host);
  const signIns = alone ? await prepareSignIns(log.pool, config.dataDir) : undefined;
  const onUnhealthy = (reason: string) => {
    logger.fatal({ event: 'worker.unhealthy', reason, next: 'stop the product and start it again' });
  };
  const worker = await startWorker({ log, databaseUrl: database.url, config, logger, metrics, onUnhealthy });
  undo.push(() => worker.stop());
  const commands = createCommandService({ store: log.store, pool: log.pool });
  const actor = { id: signIns?.credentials.staff.actorId ?? IMPORTER.id, role: 'staff' } as const;
  const { records, recorded } = await importPortfolio(commands, actor);
  progress.step(
    recorded > 0
      ? `Loaded the first portfolio: ${records} records`
      : `The first portfolio is there: ${records} records`,
  );
  const queries = new RegisterQueries({ pool: log.pool, store: log.store, clock: systemClock });
  await queries.reached(await log.store.head(), 30_000);
  const api = await createApiApp({
    ...{ config, limits: config.requestLimits, logger, metrics },
    identity: await identityOptionsOf(config, { alone }),
    ...{ pool: log.pool, store: log.store, fourEyes: config.fourEyes },
  });
  undo.push(() => api.close());
  const setUp = await openSetUp(api, config);
  const { url } = await api.listen(config.port, config.host);
  progress.step('Ready');
  progress.block(welcome({ url, signIns, setUp, config }));
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    const { line, exitCode } = explain(error);
    process.stderr.write(`${line}\n`);
    process.exit(exitCode);
  },
);
