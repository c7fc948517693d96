import { createFailPoint, createLogger } from '#platform';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cloneDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { eventually } from '../../../../test/support/eventually.js';
import {
  constructionStarted,
  openNotifyRegistry,
  type NotifyRegistry,
} from '../../../../test/support/notify/registry.js';
import { notificationsOf } from '../../../../test/support/notify/running.js';
import { inAppChannel } from '../channels/in-app.js';
import type { JobQueues } from '../queue/job-queue.js';
import { openQueues } from '../queue/open-queues.js';
import { ChannelWorkers } from './channel-workers.js';
import { Deliverer } from './deliver.js';
import { Marks } from './marks.js';
import { Watchdog } from './watchdog.js';

let db: TestDatabase;
let registry: NotifyRegistry;
beforeAll(async () => {
  db = await cloneDatabase();
  registry = openNotifyRegistry(db);
});
afterAll(async () => {
  await registry.stop();
  await db.drop();
});

const logger = createLogger('silent');

/** The real queues, whose first `deaf` workers of the direct lane listen where nobody speaks. */
function partlyDeaf(queues: JobQueues, deaf: number): JobQueues {
  let left = deaf;
  return {
    ...queues,
    work: (name, concurrency, handler) => {
      const isDeaf = !name.endsWith('-bulk') && left-- > 0;
      return queues.work(isDeaf ? `${name}-nowhere` : name, concurrency, handler);
    },
  };
}

/** One due inbox delivery whose job lies in the queue, and workers of which the first `deaf` do not hear of it. */
async function overdue(deaf: number) {
  const plant = await registry.newPlant();
  const follower = await registry.newFollower(plant);
  const planner = notificationsOf(db, registry, { channels: [{ ...inAppChannel(), holdReason: 'test' }] });
  await planner.start();
  await registry.record(plant, [constructionStarted]);
  await eventually('it is planned', async () => {
    const { items } = await registry.services.deliveries.list({ recipientId: follower, limit: 1 });
    return items.length === 1;
  });
  await planner.stop();
  const { rows } = await registry.pool.query<{ id: string }>(
    "UPDATE notify.delivery SET hold_reason = NULL, next_at = now() - interval '1 hour' WHERE recipient_id = $1 RETURNING id",
    [follower],
  );
  const queues = openQueues({ redisUrl: undefined, databaseUrl: db.url }, () => undefined);
  const { pool } = registry;
  const channel = inAppChannel();
  const failPoint = createFailPoint(undefined);
  const deliverer = new Deliverer({
    ...{ pool, channel, logger, failPoint },
    marks: new Marks(pool, logger),
    leaseSeconds: 60,
  });
  const workers = new ChannelWorkers({
    queues: partlyDeaf(queues, deaf),
    channel,
    deliverer,
    onJob: () => undefined,
  });
  const reasons: string[] = [];
  const watchdog = new Watchdog({
    ...{ pool, queues, logger, patience: 50 },
    workers: [workers],
    onUnhealthy: (reason) => void reasons.push(reason),
  });
  await queues.queue('deliver-inapp').add([rows.map(({ id }) => id)]);
  return {
    watchdog,
    reasons,
    isDelivered: async () => (await registry.services.inbox.unread(follower)) === 1,
    impatient: () => eventually('the worker has idled', () => workers.idleFor('direct') > 50),
    stop: async () => {
      await workers.close(true);
      await queues.close();
    },
  };
}

describe('the watchdog', () => {
  it('makes a deaf worker anew, and the delivery goes out', async () => {
    const { watchdog, reasons, isDelivered, impatient, stop } = await overdue(1);
    await impatient();
    await watchdog.look();
    await eventually('it is delivered', isDelivered);
    await watchdog.look();
    expect(reasons).toEqual([]);
    await stop();
  });

  it('gives the process up when the new worker is deaf too', async () => {
    const { watchdog, reasons, isDelivered, impatient, stop } = await overdue(9);
    await impatient();
    await watchdog.look();
    expect(reasons).toEqual([]);
    await impatient();
    await watchdog.look();
    expect(reasons).toEqual([expect.stringContaining('in-app direct')]);
    expect(await isDelivered()).toBe(false);
    await stop();
  });
});
