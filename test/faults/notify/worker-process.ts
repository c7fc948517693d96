// A worker of its own: notifications alone, on the settings of the environment. Says "ready" to the parent.
import { EVENT_CATALOGUE } from '#domain';
import { createCatalogue, EventStore } from '#event-store';
import { createNotifications } from '#notifications';
import { connectDedicated, createFailPoint, createLogger, createPool, readConfig } from '#platform';

const config = readConfig();
const url = config.databaseUrl ?? '';
const pool = createPool({ url, applicationName: 'fault-worker', max: 12 });
const store = new EventStore({
  pool,
  connectListener: () => connectDedicated({ url, applicationName: 'fault-listener' }),
  catalogue: createCatalogue(EVENT_CATALOGUE),
});
const notifications = createNotifications({
  pool,
  databaseUrl: url,
  store,
  config,
  logger: createLogger(config.logLevel),
  failPoint: createFailPoint(config.failPoint),
  beat: 200,
  chunk: 25,
});

process.on('SIGTERM', () => {
  void notifications
    .stop()
    .then(() => store.close())
    .then(() => pool.end())
    .then(() => process.exit(0));
});
await notifications.start();
process.send?.('ready');
