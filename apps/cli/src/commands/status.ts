import type { Command } from 'commander';
import { createNotificationServices } from '#notifications';
import { readProjectionStatus, type ProjectionStatus } from '#projections';
import { withContext } from '../context.js';

export const addStatus = (program: Command): Command =>
  program
    .command('status')
    .description('where the log, the projections and the notifications stand')
    .option('--json', 'as JSON')
    .addHelpText('after', '\nExit code 0: all of it moves; 4: a projection is parked or a delivery is dead.')
    .action(({ json }: { json?: true }) =>
      withContext(async ({ log, config, out }) => {
        const { pool, store } = log();
        const [head, projections, notifications] = await Promise.all([
          store.head(),
          readProjectionStatus(pool),
          createNotificationServices({ pool, baseUrl: config.baseUrl }).status.read(),
        ]);
        if (json === true) {
          const text = (_name: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value);
          out(JSON.stringify({ head, projections, notifications }, text, 2));
        } else {
          out(`log            position ${head}`);
          for (const projection of projections) for (const line of linesOf(projection)) out(line);
          out(`notifications  position ${notifications.position ?? 0}, ${notifications.lag ?? 0} behind`);
          for (const { channel, due, waitingForRetry, held, dead } of notifications.channels) {
            out(
              `  ${channel.padEnd(12)} ${due} due, ${waitingForRetry} to be retried, ${held} held, ${dead} dead`,
            );
          }
        }
        const standing =
          projections.some(({ parked }) => parked !== null) ||
          notifications.channels.some(({ dead }) => dead > 0);
        if (standing) process.exitCode = 4;
      }),
    );

function linesOf({ name, position, lag, lagSeconds, parked, rebuild, holder }: ProjectionStatus): string[] {
  return [
    `${name.padEnd(14)} position ${position}, ${lag} behind (${lagSeconds.toFixed(1)} s), ${holder ?? 'no worker holds it'}`,
    ...(parked === null
      ? []
      : [
          `  parked at ${parked.position} (${parked.type}): ${parked.reason}`,
          `  next step: ${parked.nextStep}: cli retry ${name}, or cli skip ${name} --reason "..."`,
        ]),
    ...(rebuild === null ? [] : [`  rebuild: generation ${rebuild.generation} at ${rebuild.position}`]),
  ];
}
