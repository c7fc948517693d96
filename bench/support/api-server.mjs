// The product's API in a process of its own; tells its port and a key of staff, then serves until told to stop.
import { openLog } from '#commands';
import { createInitialSignIns } from '#identity';
import { createLogger, ProcessMetrics } from '#platform';
import { createApiApp } from '../../dist/apps/api/src/create-api-app.js';

const logger = createLogger('error');
const metrics = new ProcessMetrics();
const log = openLog({ url: process.argv[2], program: 'bench-api', logger, metrics });
const { credentials } = await createInitialSignIns(log.pool);
const config = { baseUrl: 'http://127.0.0.1' };
const app = await createApiApp({ config, logger, pool: log.pool, store: log.store, metrics });
const { port } = await app.listen(0, '127.0.0.1');
process.send({ port, key: credentials.staff.apiKey });
process.once('message', async () => {
  await app.close();
  await log.close();
  process.disconnect();
});
