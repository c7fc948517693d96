import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { eventually } from '../../support/eventually.js';
import { constructionStarted } from '../../support/notify/registry.js';
import { describeWithRedis, startRedis, type TestRedis } from '../../support/redis.js';
import { judge } from './judge.js';
import { notifyWorld } from './notify-world.js';
import { startWorker } from './worker-child.js';

const FOLLOWERS = 40;

describeWithRedis('all of Redis lost while mails are on their way', () => {
  const world = notifyWorld();
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());

  const flush = async () => {
    const client = new Redis(redis.url);
    await client.flushall();
    client.disconnect();
  };

  it.each([
    ['by FLUSHALL', flush],
    ['by a kill that takes its file with it', () => redis.restart({ empty: true })],
  ])('%s, three times: nothing is lost and the same worker goes on', async (_, lose) => {
    const plant = await world.registry.newPlant();
    for (let index = 0; index < FOLLOWERS; index += 1) await world.registry.newFollower(plant);
    const worker = await startWorker({
      databaseUrl: world.db.url,
      redisUrl: redis.url,
      smtpUrl: world.sink.url,
      leaseSeconds: 30,
    });
    let release = world.sink.holdAnswers();
    const [eventId = ''] = await world.registry.record(plant, [constructionStarted]);
    for (let round = 1; round <= 3; round += 1) {
      const seen = world.sink.mails.length;
      await eventually('a mail waits for its answer', () => world.sink.mails.length > seen);
      await lose();
      const next = world.sink.holdAnswers();
      release();
      release = next;
    }
    release();
    const verdict = await judge(world.registry, world.sink, { eventId, count: 2 * FOLLOWERS });
    expect(verdict).toMatchObject({
      states: { 'email accepted': FOLLOWERS, 'in-app accepted': FOLLOWERS },
      lost: [],
      doubled: [],
      stray: [],
    });
    worker.signal('SIGTERM');
    expect(await worker.ended).toBeNull();
  });

  it('and gone for good, a worker still stops soon', async () => {
    const worker = await startWorker({
      databaseUrl: world.db.url,
      redisUrl: redis.url,
      smtpUrl: world.sink.url,
    });
    await redis.kill();
    const begun = performance.now();
    worker.signal('SIGTERM');
    expect(await worker.ended).toBeNull();
    expect(performance.now() - begun).toBeLessThan(20_000);
    await redis.restart();
  });
});
