import type { Command } from 'commander';
import { createCommandService } from '#commands';
import { importPortfolio, IMPORTER } from '../../../standalone/src/portfolio.js';
import { withContext } from '../context.js';

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
