import type pg from 'pg';
import { readProjectionStatus, type ProjectionStatus } from '#projections';
import type { CheckReport } from './readiness.js';

const TOLERATED_LAG_SECONDS = 60;

/** Where the read models stand: degraded while one is parked or more than a minute behind. */
export async function checkProjections(pool: pg.Pool): Promise<CheckReport> {
  const all = await readProjectionStatus(pool);
  const late = all.some(({ parked, lagSeconds }) => parked !== null || lagSeconds > TOLERATED_LAG_SECONDS);
  return {
    status: late ? 'degraded' : 'ok',
    ...Object.fromEntries(all.map((one) => [one.name, reportOf(one)])),
  };
}

// What went wrong with an event may quote the event: operators read it by the command line.
const reportOf = ({ position, lag, lagSeconds, holder, parked, rebuild }: ProjectionStatus) => ({
  ...{ position: String(position), lag: String(lag), lagSeconds, running: holder !== null },
  parked: parked === null ? null : { position: String(parked.position), next: 'run "npm run cli -- status"' },
  rebuilding:
    rebuild === null
      ? null
      : {
          position: String(rebuild.position),
          share: rebuild.share,
          remaining: String(rebuild.remaining),
          eventsPerSecond: rebuild.eventsPerSecond,
        },
});
