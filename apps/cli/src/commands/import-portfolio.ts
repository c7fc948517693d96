import type { Command } from 'commander';
import { createCommandService } from '#commands';
import { importPortfolio } from '../../../standalone/src/portfolio.js';
import { withContext } from '../context.js';

/** Who the log names for what this command records. */
const IMPORTER = { id: '00000000-0000-7000-8000-000000000001', role: 'staff' } as const;

export const addImportPortfolio = (program: Command): Command =>
  program
    .command('import-portfolio')
    .description(
      'record the first portfolio: 19 entries of the article on the 8th Kazakhstan-China Business Council',
    )
    .addHelpText('after', '\nNobody is notified. Run again, it records only what is missing.')
    .action(() =>
      withContext(async ({ log, out, progress }) => {
        const { store, pool } = log();
        const service = createCommandService({ store, pool });
        const { records, recorded } = await importPortfolio(service, IMPORTER, (done, of) =>
          progress(`${done} of ${of}`),
        );
        out(`${records} records are there; ${recorded} commands were new.`);
      }),
    );
