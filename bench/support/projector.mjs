// A process that keeps the register up to date until it is told to stop.
import { createLogger, createPool } from '#platform';
import { ProjectionRunner, registerProjection } from '#projections';
import { openStore } from './log.mjs';
import { registerCatalogue } from './register-log.mjs';

const url = process.argv[2];
const { store, close } = openStore(url, { catalogue: registerCatalogue() });
const pool = createPool({ url, applicationName: 'bench-projector', max: 6 });
const logger = createLogger('error');
const runner = new ProjectionRunner({ pool, store, projection: registerProjection, logger, holder: 'bench' });
await runner.start();
process.send('ready');
process.once('message', async () => {
  await runner.stop();
  await pool.end();
  await close();
  process.disconnect();
});
