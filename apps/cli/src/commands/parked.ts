import { userInfo } from 'node:os';
import type { Command } from 'commander';
import { retryParked, skipParked } from '#projections';
import { CliError, withContext } from '../context.js';

/** What a person may do about a projection that stands still. */
export function addParked(program: Command): void {
  program
    .command('retry')
    .argument('<projection>')
    .description('let a parked projection try its event again, after a fix')
    .action((projection: string) =>
      withContext(async ({ log, out }) => {
        if (!(await retryParked(log().pool, projection)))
          throw new CliError(`"${projection}" is not parked.`);
        out('It tries again.');
      }),
    );
  program
    .command('skip')
    .argument('<projection>')
    .requiredOption('--reason <text>', 'why the event may be left out; it is kept')
    .description('leave the event that a projection is parked on out of it; who and why is recorded')
    .action((projection: string, { reason }: { reason: string }) =>
      withContext(async ({ log, out }) => {
        const decidedBy = userInfo().username;
        const position = await skipParked(log().pool, { projection, decidedBy, reason });
        if (position === undefined) throw new CliError(`"${projection}" is not parked.`);
        out(`Position ${position} is left out of ${projection}.`);
      }),
    );
}
