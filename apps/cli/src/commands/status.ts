import type { Command } from 'commander';
import { createNotificationServices } from '#notifications';
import { readProjectionStatus } from '#projections';
import { withContext } from '../context.js';
import { notificationLines, projectionLines } from './status-lines.js';

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
          const lines = [...projections.flatMap(projectionLines), ...notificationLines(notifications)];
          for (const line of lines) out(line);
        }
        const standing =
          projections.some(({ parked, rebuild }) => (rebuild?.parked ?? parked) !== null) ||
          notifications.channels.some(({ dead }) => dead > 0);
        if (standing) process.exitCode = 4;
      }),
    );
