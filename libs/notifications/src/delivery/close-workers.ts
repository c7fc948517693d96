import type { ChannelWorkers } from './channel-workers.js';
import type { Marks } from './marks.js';

const UNDER_WAY = 20_000;
const WITHOUT_DATABASE = 5_000;
const FORCED = 5_000;

/**
 * Closes the workers within 30 seconds: first they end what is under way; then outcomes no longer wait for a
 * database that is away; at last they are left to their leases.
 */
export async function closeWorkers(workers: readonly ChannelWorkers[], marks: Marks): Promise<void> {
  const closed = Promise.all(workers.map((one) => one.close(false)));
  if (await within(closed, UNDER_WAY)) return;
  marks.end();
  if (await within(closed, WITHOUT_DATABASE)) return;
  await within(Promise.all(workers.map((one) => one.close(true))), FORCED);
}

/** Whether `work` ends within `limit` milliseconds. */
async function within(work: Promise<unknown>, limit: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), limit);
  });
  try {
    return await Promise.race([work.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}
