import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { eventually } from '../../support/eventually.js';
import {
  constructionStarted,
  openNotifyRegistry,
  type NotifyRegistry,
} from '../../support/notify/registry.js';
import { describeWithRedis, startRedis, type TestRedis } from '../../support/redis.js';
import { startSmtpSink, type SmtpSink } from '../../support/smtp-sink.js';
import { judge } from './judge.js';
import { killWorkers, startWorker } from './worker-child.js';

const FOLLOWERS = 40;

describeWithRedis('all of Redis lost while mails are on their way', () => {
  let db: TestDatabase;
  let registry: NotifyRegistry;
  let redis: TestRedis;
  let sink: SmtpSink;
  beforeAll(async () => {
    db = await cloneDatabase();
    registry = openNotifyRegistry(db);
    redis = await startRedis();
  });
  beforeEach(async () => {
    sink = await startSmtpSink();
  });
  afterEach(async () => {
    await killWorkers();
    await sink.stop();
  });
  afterAll(async () => {
    await redis.stop();
    await registry.stop();
    await db.drop();
  });

  const flush = async () => {
    const client = new Redis(redis.url);
    await client.flushall();
    client.disconnect();
  };

  it.each([
    ['by FLUSHALL', flush],
    ['by a kill that takes its file with it', () => redis.restart({ empty: true })],
  ])('%s, three times: nothing is lost and the same worker goes on', async (_, lose) => {
    const plant = await registry.newPlant();
    for (let index = 0; index < FOLLOWERS; index += 1) await registry.newFollower(plant);
    const worker = await startWorker({
      databaseUrl: db.url,
      redisUrl: redis.url,
      smtpUrl: sink.url,
      leaseSeconds: 30,
    });
    let release = sink.holdAnswers();
    const [eventId = ''] = await registry.record(plant, [constructionStarted]);
    for (let round = 1; round <= 3; round += 1) {
      const seen = sink.mails.length;
      await eventually('a mail waits for its answer', () => sink.mails.length > seen);
      await lose();
      const next = sink.holdAnswers();
      release();
      release = next;
    }
    release();
    const verdict = await judge(registry, sink, { eventId, count: 2 * FOLLOWERS });
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
    const worker = await startWorker({ databaseUrl: db.url, redisUrl: redis.url, smtpUrl: sink.url });
    await redis.kill();
    const begun = performance.now();
    worker.signal('SIGTERM');
    expect(await worker.ended).toBeNull();
    expect(performance.now() - begun).toBeLessThan(20_000);
    await redis.restart();
  });
});
