import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import {
  constructionStarted,
  openNotifyRegistry,
  type NotifyRegistry,
} from '../../support/notify/registry.js';
import { describeWithRedis, startRedis, type TestRedis } from '../../support/redis.js';
import { startSmtpSink, type SmtpSink } from '../../support/smtp-sink.js';
import { inboxRows, judge } from './judge.js';
import { killWorkers, startWorker } from './worker-child.js';

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
  let db: TestDatabase;
  let registry: NotifyRegistry;
  let sink: SmtpSink;
  beforeAll(async () => {
    db = await cloneDatabase();
    registry = openNotifyRegistry(db);
  });
  beforeEach(async () => {
    sink = await startSmtpSink();
  });
  afterEach(async () => {
    await killWorkers();
    await sink.stop();
  });
  afterAll(async () => {
    await registry.stop();
    await db.drop();
  });

  it.each(steps)('at %s', async (step) => {
    const settings = { databaseUrl: db.url, redisUrl: redisUrl(), smtpUrl: sink.url };
    const plant = await registry.newPlant();
    for (let index = 0; index < FOLLOWERS; index += 1) await registry.newFollower(plant);
    const first = await startWorker({ ...settings, failPoint: step });
    const [eventId = ''] = await registry.record(plant, [constructionStarted]);
    expect(await first.ended).toBe('SIGKILL');

    await startWorker(settings);
    const verdict = await judge(registry, sink, { eventId, count: 2 * FOLLOWERS });
    expect(verdict.states).toEqual({ 'email accepted': FOLLOWERS, 'in-app accepted': FOLLOWERS });
    expect(verdict.lost).toEqual([]);
    expect(verdict.stray).toEqual([]);
    // Taken by the server and not yet marked: only there a mail must be sent again, with the same Message-ID.
    expect(verdict.doubled.length > 0).toBe(step === 'worker-after-send');
    expect(await inboxRows(registry, eventId)).toBe(FOLLOWERS);
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
