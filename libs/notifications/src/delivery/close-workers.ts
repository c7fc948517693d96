import { setTimeout as pause } from 'node:timers/promises';
import type { ChannelWorkers } from './channel-workers.js';
import type { Marks } from './marks.js';

const UNDER_WAY = 20_000;
const WITHOUT_DATABASE = 5_000;
const GOODBYE = 2_000;
const LOOK_AGAIN = 20;

/**
 * Closes the workers within 30 seconds. Jobs under way end first; when they cannot because the database is away,
 * outcomes stop waiting for it. A queue that is away does not answer the goodbye: its connections are cut after.
 */
export async function closeWorkers(workers: readonly ChannelWorkers[], marks: Marks): Promise<void> {
  const closed = Promise.all(workers.map((one) => one.close(false)));
  if (!(await isIdle(workers, UNDER_WAY))) {
    marks.end();
    await isIdle(workers, WITHOUT_DATABASE);
  }
  await Promise.race([closed, pause(GOODBYE, undefined, { ref: false })]);
}

/** Whether all jobs end within `limit` milliseconds. */
async function isIdle(workers: readonly ChannelWorkers[], limit: number): Promise<boolean> {
  const deadline = performance.now() + limit;
  while (workers.some((one) => one.running > 0)) {
    if (performance.now() > deadline) return false;
    await pause(LOOK_AGAIN);
  }
  return true;
}
