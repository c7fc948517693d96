import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { constructionStarted } from '../../support/notify/registry.js';
import { describeWithRedis, startRedis, type TestRedis } from '../../support/redis.js';
import { inboxRows, judge } from './judge.js';
import { notifyWorld } from './notify-world.js';
import { startWorker } from './worker-child.js';

const FOLLOWERS = 30;

/** Steps of planning, which no queue takes part in, and of everything after it. */
const PLANNING = [
  'planner-before-commit',
  'planner-after-commit',
  'fan-out-before-commit',
  'fan-out-after-commit',
];
const DELIVERING = [
  'relay-before-add',
  'relay-after-add',
  'worker-after-claim',
  'worker-before-send',
  'worker-after-send',
  'worker-before-store',
  'worker-after-store',
];

/** A worker is killed at each step and another goes on: nothing is lost, and a doubled mail can be told. */
function killedWorkers(steps: readonly string[], redisUrl: () => string | undefined): void {
  const world = notifyWorld();

  it.each(steps)('at %s', async (step) => {
    const settings = { databaseUrl: world.db.url, redisUrl: redisUrl(), smtpUrl: world.sink.url };
    const plant = await world.registry.newPlant();
    for (let index = 0; index < FOLLOWERS; index += 1) await world.registry.newFollower(plant);
    const first = await startWorker({ ...settings, failPoint: step });
    const [eventId = ''] = await world.registry.record(plant, [constructionStarted]);
    expect(await first.ended).toBe('SIGKILL');

    await startWorker(settings);
    const verdict = await judge(world.registry, world.sink, { eventId, count: 2 * FOLLOWERS });
    expect(verdict.states).toEqual({ 'email accepted': FOLLOWERS, 'in-app accepted': FOLLOWERS });
    expect(verdict.lost).toEqual([]);
    expect(verdict.stray).toEqual([]);
    // Taken by the server and not yet marked: only there a mail must be sent again, with the same Message-ID.
    expect(verdict.doubled.length > 0).toBe(step === 'worker-after-send');
    expect(await inboxRows(world.registry, eventId)).toBe(FOLLOWERS);
  });
}

describe('a worker that is killed, with jobs on Postgres', () =>
  killedWorkers([...PLANNING, ...DELIVERING], () => undefined));

describeWithRedis('a worker that is killed, with jobs on Redis', () => {
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());
  describe('as everywhere', () => killedWorkers(DELIVERING, () => redis.url));
});
