import { createFailPoint, newId, systemClock } from '#platform';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cloneDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { eventually } from '../../../../test/support/eventually.js';
import {
  addressOf,
  openNotifyRegistry,
  type NotifyRegistry,
} from '../../../../test/support/notify/registry.js';
import { notificationsOf } from '../../../../test/support/notify/running.js';
import { startSmtpSink, type SmtpSink } from '../../../../test/support/smtp-sink.js';
import { fanOutChunk } from '../planner/fan-out.js';
import { insertNotifications } from '../planner/notification-table.js';
import { transaction } from '../planner/transaction.js';
import type { Notification } from '../rules/notification.js';
import { Flusher } from './flusher.js';

const WRITERS = 6;
const FLUSHERS = 2;
const NOTICES = 20;
const READERS = 10;
const DAY = 86_400_000;

const channels = [{ name: 'email' as const, holdReason: null }];

describe('digests written by several planners and closed by several flushers', () => {
  let db: TestDatabase;
  let registry: NotifyRegistry;
  let sink: SmtpSink;
  beforeAll(async () => {
    db = await cloneDatabase();
    registry = openNotifyRegistry(db);
    sink = await startSmtpSink();
  });
  afterAll(async () => {
    await registry.stop();
    await sink.stop();
    await db.drop();
  });

  /** Plans by yesterday's clock, so that each window is due as soon as it is opened. */
  const planOne = async (stream: string, number: number) => {
    const notification = noticeOf(stream, number);
    await transaction(registry.pool, async (client) => {
      await insertNotifications(client, [notification]);
      const clock = { now: () => new Date(Date.now() - DAY) };
      await fanOutChunk(client, { ...notification, after: null }, { channels, chunk: 100, clock });
    });
  };
  const flusher = () =>
    new Flusher({
      ...{ pool: registry.pool, channels, clock: systemClock, failPoint: createFailPoint(undefined) },
      onPlanned: () => undefined,
    });
  const count = async (query: string) => {
    const { rows } = await registry.pool.query<{ count: number }>(
      `SELECT count(*)::integer AS count ${query}`,
    );
    return rows[0]?.count;
  };

  it('lose nothing and tell nothing twice, while readers change their wishes', async () => {
    const plant = await registry.newPlant();
    const readers: string[] = [];
    for (let index = 0; index < READERS; index += 1) {
      const reader = await registry.newFollower(plant);
      await registry.services.settings.setPreference(reader, {
        ...{ scope: { kind: 'all' }, channel: 'email', frequency: 'daily' },
      });
      readers.push(reader);
    }
    let isWriting = true;
    const writing = Array.from({ length: WRITERS }, async (_, writer) => {
      for (let index = 0; index < NOTICES; index += 1) await planOne(plant, writer * NOTICES + index);
    });
    const flushing = Array.from({ length: FLUSHERS }, async () => {
      const own = flusher();
      while (isWriting) await own.turn();
    });
    const wishing = readers.slice(0, 3).map(async (reader) => {
      const { settings } = registry.services;
      for (let hour = 0; isWriting; hour = (hour + 1) % 24) {
        await settings.save(reader, { ...(await settings.read(reader)), digestHour: hour });
      }
    });
    await Promise.all(writing);
    isWriting = false;
    await Promise.all([...flushing, ...wishing]);
    await registry.pool.query("UPDATE notify.digest_window SET closes_at = now() WHERE state = 'open'");
    await flusher().turn();

    const total = WRITERS * NOTICES * READERS;
    expect(await count('FROM notify.digest_item')).toBe(total);
    expect(await count("FROM notify.delivery WHERE notification_id IS NOT NULL AND state = 'held'")).toBe(
      total,
    );
    const windows = await count("FROM notify.digest_window WHERE state = 'closed'");
    expect(await count('FROM notify.digest_window')).toBe(windows);
    expect(await count('FROM notify.delivery WHERE digest_window_id IS NOT NULL')).toBe(windows);
    expect(windows).toBeGreaterThan(READERS);

    const notifications = notificationsOf(db, registry, { smtpUrl: sink.url });
    await notifications.start();
    await eventually('every digest is sent', async () => {
      const open = await count("FROM notify.delivery WHERE state IN ('planned', 'sending', 'held')");
      return open === 0;
    });
    await notifications.stop();
    expect(sink.mails).toHaveLength(windows ?? 0);
    expect(new Set(sink.messageIds()).size).toBe(windows);
    for (const reader of readers) {
      const told = sink.mails
        .filter(({ to }) => to.includes(addressOf(reader)))
        .flatMap(({ mail }) => mail.text?.match(/^- progress: \d+ %$/gm) ?? []);
      expect(told.sort()).toEqual(
        Array.from({ length: WRITERS * NOTICES }, (_, number) => `- progress: ${number} %`).sort(),
      );
    }
  }, 60_000);
});

function noticeOf(stream: string, number: number): Notification {
  return {
    ...{ id: newId(), eventId: newId(), ruleId: 'project.progress', position: BigInt(number + 1) },
    ...{ stream, streamVersion: number + 1, eventClass: 'stage', severity: 'low', critical: false },
    params: {
      ...{ titles: { en: 'Steel plant' }, publicId: 'PRJ-2025-0009', percent: String(number), sources: [] },
      phase: { en: `Phase ${number}` },
    },
    ...{ scopes: [`record:${stream}`], actorId: newId(), corrects: null },
    ...{ recordedAt: new Date(Date.now() + 60_000), suppressed: null },
  };
}
