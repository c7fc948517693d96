import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { eventually } from '../../support/eventually.js';
import {
  constructionStarted,
  openNotifyRegistry,
  type NotifyRegistry,
} from '../../support/notify/registry.js';
import { startSmtpSink, type SmtpSink } from '../../support/smtp-sink.js';
import { judge } from './judge.js';
import { killWorkers, startWorker } from './worker-child.js';

const FOLLOWERS = 6;

describe('a worker that is stopped for longer than its lease', () => {
  let db: TestDatabase;
  let registry: NotifyRegistry;
  /** One for each worker: what came here and there was sent twice, whenever it arrived. */
  let first: SmtpSink;
  let second: SmtpSink;
  beforeAll(async () => {
    db = await cloneDatabase();
    registry = openNotifyRegistry(db);
  });
  beforeEach(async () => {
    [first, second] = await Promise.all([startSmtpSink(), startSmtpSink()]);
  });
  afterEach(async () => {
    await killWorkers();
    await Promise.all([first.stop(), second.stop()]);
  });
  afterAll(async () => {
    await registry.stop();
    await db.drop();
  });

  it('is passed over as leader and sender, and its late marks change nothing', async () => {
    const settings = { databaseUrl: db.url };
    const plant = await registry.newPlant();
    for (let index = 0; index < FOLLOWERS; index += 1) await registry.newFollower(plant);
    const stopped = await startWorker({ ...settings, smtpUrl: first.url, logLevel: 'info' });
    const release = first.holdAnswers();
    const [eventId = ''] = await registry.record(plant, [constructionStarted]);
    await eventually('mails wait for their answer', () => first.mails.length > 1);
    stopped.signal('SIGSTOP');
    release();

    await startWorker({ ...settings, smtpUrl: second.url });
    const both = { messageIds: () => [...first.messageIds(), ...second.messageIds()] };
    const verdict = await judge(registry, both, { eventId, count: 2 * FOLLOWERS });
    expect(verdict.states).toEqual({ 'email accepted': FOLLOWERS, 'in-app accepted': FOLLOWERS });
    expect(verdict.lost).toEqual([]);
    expect(first.messageIds()).toEqual(expect.arrayContaining([...verdict.doubled]));
    for (const sink of [first, second]) {
      const ids = sink.messageIds();
      expect(new Set(ids).size).toBe(ids.length);
    }
    const before = await rowsOf(eventId);

    stopped.signal('SIGCONT');
    const says = (words: string) => stopped.lines().some((line) => line.includes(words));
    await eventually('the late marks are refused', () => says('taken over by another worker'));
    await eventually('it steps down', () => says('no longer plans notifications'));
    expect(await rowsOf(eventId)).toEqual(before);
    for (const { outcomes } of before) {
      expect(outcomes.filter((outcome) => outcome === 'accepted')).toHaveLength(1);
    }
    stopped.signal('SIGTERM');
    expect(await stopped.ended).toBeNull();
  });

  const rowsOf = async (eventId: string) => {
    const { rows } = await registry.pool.query<{
      id: string;
      state: string;
      fence: number;
      outcomes: string[];
    }>(
      `SELECT d.id, d.state, d.fence,
         array(SELECT a.outcome FROM notify.delivery_attempt a WHERE a.delivery_id = d.id ORDER BY a.attempt) AS outcomes
       FROM notify.delivery d JOIN notify.notification n ON n.id = d.notification_id
       WHERE n.event_id = $1 ORDER BY d.id`,
      [eventId],
    );
    return rows;
  };
});
