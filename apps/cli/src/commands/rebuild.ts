import type { Command } from 'commander';
import { createLogger, newId } from '#platform';
import {
  beginRebuild,
  cancelRebuild,
  ProjectionRunner,
  readProjectionStatus,
  registerProjection,
} from '#projections';
import { CliError, withContext, type CliContext } from '../context.js';
import { rebuildLine } from './status-lines.js';

const PROJECTIONS = [registerProjection];

export const addRebuild = (program: Command): Command =>
  program
    .command('rebuild')
    .argument('<projection>', `one of: ${PROJECTIONS.map(({ name }) => name).join(', ')}`)
    .description('build a projection anew beside the live one; readers switch to it once it has caught up')
    .addHelpText('after', '\nNobody is notified. Ctrl-C takes the unfinished rebuild back.')
    .action((name: string) => withContext((context) => rebuild(context, name)));

async function rebuild({ log, config, out, progress }: CliContext, name: string): Promise<void> {
  const projection = PROJECTIONS.find((known) => known.name === name);
  if (projection === undefined) {
    throw new CliError(
      `There is no projection "${name}". Choose one of: ${PROJECTIONS.map((known) => known.name).join(', ')}.`,
    );
  }
  const { pool, store } = log();
  await beginRebuild(pool, projection);
  const cancelled = new Promise<'cancelled'>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve('cancelled'));
  });
  const logger = createLogger(config.logLevel === 'info' ? 'warn' : config.logLevel);
  const runner = new ProjectionRunner({
    pool,
    store,
    projection,
    logger,
    holder: `cli-${newId()}`,
    batchSize: 5_000,
  });
  await runner.start();
  const started = performance.now();
  try {
    for (;;) {
      const status = (await readProjectionStatus(pool)).find((known) => known.name === name);
      const build = status?.rebuild;
      if (build?.parked)
        throw new CliError(`The rebuild stands at position ${build.parked.position}: ${build.parked.reason}`);
      if (build === null || build === undefined) break;
      progress(rebuildLine(build));
      if ((await Promise.race([cancelled, pause(500)])) === 'cancelled') {
        await runner.stop();
        await cancelRebuild(pool, projection);
        throw new CliError('Cancelled: the live tables stay as they are.');
      }
    }
  } finally {
    await runner.stop();
  }
  out(`Rebuilt ${name} in ${((performance.now() - started) / 1000).toFixed(1)} s.`);
}

const pause = (milliseconds: number) =>
  new Promise<'waited'>((resolve) => setTimeout(() => resolve('waited'), milliseconds));
