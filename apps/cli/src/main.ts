import { Command } from 'commander';
import { MigrationError } from '#migrations';
import { ConfigError } from '#platform';
import { addImportPortfolio } from './commands/import-portfolio.js';
import { addMigrate } from './commands/migrate.js';
import { addParked } from './commands/parked.js';
import { addRebuild } from './commands/rebuild.js';
import { addSetUp } from './commands/set-up.js';
import { addStatus } from './commands/status.js';
import { CliError } from './context.js';

const program = new Command('cli')
  .description('Agreement Tracker on your own servers (DATABASE_URL)')
  .addHelpText(
    'after',
    '\nExit codes: 0 done, 1 unexpected, 2 wrong words or settings, 3 refused, 4 something stands still.',
  )
  .exitOverride((error) => {
    process.exit(error.exitCode === 0 ? 0 : 2);
  });
addMigrate(program);
addRebuild(program);
addImportPortfolio(program);
addStatus(program);
addParked(program);
addSetUp(program);

try {
  await program.parseAsync();
} catch (error) {
  const known = error instanceof ConfigError || error instanceof CliError || error instanceof MigrationError;
  process.stderr.write(
    `${known || !(error instanceof Error) ? String((error as Error).message) : (error.stack ?? error.message)}\n`,
  );
  process.exitCode = error instanceof ConfigError ? 2 : known ? 3 : 1;
}
