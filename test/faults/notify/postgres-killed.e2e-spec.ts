import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../../support/eventually.js';
import { startOwnServer, type OwnServer } from '../../support/notify/own-server.js';
import {
  constructionStarted,
  openNotifyRegistry,
  type NotifyRegistry,
} from '../../support/notify/registry.js';
import { startSmtpSink, type SmtpSink } from '../../support/smtp-sink.js';
import { inboxRows, judge } from './judge.js';
import { killWorkers, startWorker } from './worker-child.js';

const FOLLOWERS = 30;

describe('a database that crashes while mails are on their way', () => {
  let server: OwnServer;
  let registry: NotifyRegistry;
  let sink: SmtpSink;
  beforeAll(async () => {
    server = await startOwnServer();
    registry = openNotifyRegistry(server.db);
    sink = await startSmtpSink();
  });
  afterAll(async () => {
    await killWorkers();
    await registry.stop();
    await sink.stop();
    await server.stop();
  });

  it('three times: the same worker goes on, nothing is lost, and what was taken is marked and not sent again', async () => {
    const plant = await registry.newPlant();
    for (let index = 0; index < FOLLOWERS; index += 1) await registry.newFollower(plant);
    const worker = await startWorker({ databaseUrl: server.db.url, smtpUrl: sink.url, leaseSeconds: 30 });
    let release = sink.holdAnswers();
    const [eventId = ''] = await registry.record(plant, [constructionStarted]);
    for (let round = 1; round <= 3; round += 1) {
      const seen = sink.mails.length;
      await eventually('a mail waits for its answer', () => sink.mails.length > seen, 30_000);
      await server.kill();
      const next = sink.holdAnswers();
      release();
      release = next;
      await server.restart();
    }
    release();
    const verdict = await judge(registry, sink, { eventId, count: 2 * FOLLOWERS, limit: 60_000 });
    expect(verdict).toMatchObject({
      states: { 'email accepted': FOLLOWERS, 'in-app accepted': FOLLOWERS },
      lost: [],
      stray: [],
    });
    expect(verdict.doubled).toEqual([]);
    expect(await inboxRows(registry, eventId)).toBe(FOLLOWERS);
    worker.signal('SIGTERM');
    expect(await worker.ended).toBeNull();
  }, 120_000);
});
