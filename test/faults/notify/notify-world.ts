import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { openNotifyRegistry, type NotifyRegistry } from '../../support/notify/registry.js';
import { startSmtpSink, type SmtpSink } from '../../support/smtp-sink.js';
import { killWorkers } from './worker-child.js';

/**
 * A log and those who follow it for all tests of a suite, and for each test a mail server of its own and no worker of
 * another one. To be called inside `describe`.
 */
export function notifyWorld() {
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
  return {
    get db() {
      return db;
    },
    get registry() {
      return registry;
    },
    get sink() {
      return sink;
    },
  };
}
