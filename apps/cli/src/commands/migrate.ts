import type { Command } from 'commander';
import { migrate } from '#migrations';
import { withContext } from '../context.js';

export const addMigrate = (program: Command): Command =>
  program
    .command('migrate')
    .description(
      'bring the database to the schema of this release; safe to run at any time and from many machines',
    )
    .addHelpText('after', '\nUses DATABASE_OWNER_URL when it is set, else DATABASE_URL.')
    .action(() =>
      withContext(async ({ config, databaseUrl, out }) => {
        const url = config.databaseOwnerUrl ?? databaseUrl;
        const { applied } = await migrate({ url, onApplied: (name) => out(`applied ${name}`) });
        out(
          applied.length === 0 ? 'Nothing to apply: the schema is up to date.' : `Applied ${applied.length}.`,
        );
      }),
    );
