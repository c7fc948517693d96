// A projector of its own, to be stopped and killed: node … projector-process.ts '{"url", "projection", …}'. Says
// "ready" to the parent once readers can query.
import { createCatalogue, EventStore } from '#event-store';
import { EVENT_CATALOGUE } from '#domain';
import { connectDedicated, createFailPoint, createLogger, createPool } from '#platform';
import { ProjectionRunner, registerProjection, type Projection } from '#projections';
import { countingProjection } from '../../support/projections/counting-projection.js';
import type { ProjectorSettings } from './projector-child.js';

const settings = JSON.parse(process.argv[2] ?? '') as ProjectorSettings;
const { url, holder, knows, version = 1, stopsAt, diesAt } = settings;
const pool = createPool({ url, applicationName: `projector-${holder}`, max: 6 });
const known = EVENT_CATALOGUE.filter(({ type }) => knows === undefined || knows.includes(type));
const store = new EventStore({
  pool,
  connectListener: () => connectDedicated({ url, applicationName: `projector-${holder}` }),
  catalogue: createCatalogue(known),
});

/** Stops this process within the transaction of the batch that holds such an event. */
const stopping = (projection: Projection): Projection => ({
  ...projection,
  apply: async (events, context) => {
    await projection.apply(events, context);
    if (stopsAt !== undefined && events.some(({ type }) => type === stopsAt))
      process.kill(process.pid, 'SIGSTOP');
  },
});

const counting = countingProjection({
  version,
  ...(settings.built === true ? { onPage: () => undefined } : {}),
});
const runner = new ProjectionRunner({
  pool,
  store,
  holder,
  projection: stopping(settings.projection === 'register' ? registerProjection : counting),
  logger: createLogger('silent'),
  failPoint: createFailPoint(diesAt),
  batchSize: settings.batchSize ?? 50,
  leaseSeconds: settings.leaseSeconds ?? 0.5,
  ...(settings.built === true ? { buildFrom: 1 } : {}),
});

process.on('SIGTERM', () => {
  void runner
    .stop()
    .then(() => store.close())
    .then(() => pool.end())
    .then(() => process.exit(0));
});
await runner.start();
process.send?.('ready');
