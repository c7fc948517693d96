import type { Delivery } from '#contracts';
import { newId } from '#platform';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { cloneDatabase, type TestDatabase } from '../../../test/support/database.js';
import { eventually } from '../../../test/support/eventually.js';
import {
  addressOf,
  constructionStarted,
  openNotifyRegistry,
  type NotifyRegistry,
} from '../../../test/support/notify/registry.js';
import { notificationsOf, type RunOptions } from '../../../test/support/notify/running.js';
import { describeWithRedis, startRedis, type TestRedis } from '../../../test/support/redis.js';
import { startSmtpSink, type SmtpSink } from '../../../test/support/smtp-sink.js';
import type { Notifications } from './create-notifications.js';

/** What must hold whatever moves the jobs. */
function notificationContract(redisUrl: () => string | undefined): void {
  let db: TestDatabase;
  let registry: NotifyRegistry;
  let sink: SmtpSink;
  const running: Notifications[] = [];

  beforeAll(async () => {
    db = await cloneDatabase();
    registry = openNotifyRegistry(db);
    sink = await startSmtpSink();
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((notifications) => notifications.stop()));
    sink.answer(() => undefined);
  });
  afterAll(async () => {
    await registry.stop();
    await sink.stop();
    await db.drop();
  });

  const start = async (options: RunOptions = {}) => {
    const notifications = notificationsOf(db, registry, {
      redisUrl: redisUrl(),
      smtpUrl: sink.url,
      ...options,
    });
    running.push(notifications);
    await notifications.start();
    return notifications;
  };
  const stop = async () => {
    await Promise.all(running.splice(0).map((notifications) => notifications.stop()));
  };
  const deliveriesOf = async (recipientId: string): Promise<readonly Delivery[]> =>
    (await registry.services.deliveries.list({ recipientId, limit: 200 })).items;
  const mailsTo = (userId: string) => sink.mails.filter(({ to }) => to.includes(addressOf(userId)));
  const settled = (userId: string, count: number) =>
    eventually(`${count} deliveries are at their end`, async () => {
      const found = await deliveriesOf(userId);
      const open = found.filter(({ state }) => state === 'planned' || state === 'sending');
      return found.length === count && open.length === 0 ? found : undefined;
    });
  const caughtUp = () =>
    eventually('everything is planned', async () => {
      const { lag, unfinishedFanOuts } = await registry.services.status.read();
      return lag === '0' && unfinishedFanOuts === 0;
    });
  const count = async (table: string) => {
    const { rows } = await registry.pool.query<{ count: bigint }>(`SELECT count(*) FROM notify.${table}`);
    return Number(rows[0]?.count);
  };

  it('tells a follower in the inbox and by mail, once each, and nobody else', async () => {
    const plant = await registry.newPlant();
    const follower = await registry.newFollower(plant, { locale: 'kk' });
    const stranger = await registry.newFollower(await registry.newPlant());
    await start();
    await registry.record(plant, [constructionStarted], { occurredOn: '2026-11' });

    const deliveries = await settled(follower, 2);
    expect(deliveries.map(({ channel, state }) => [channel, state]).sort()).toEqual([
      ['email', 'accepted'],
      ['in-app', 'accepted'],
    ]);
    const { items, unread } = await registry.services.inbox.list(follower, { limit: 10 });
    expect(unread).toBe(1);
    expect(items[0]?.notice).toMatchObject({
      subject: 'Болат зауыты: құрылыс басталды',
      eventClass: 'stage',
    });
    expect(items[0]?.notice.text).toContain('2026 ж. қараша');
    expect(mailsTo(follower).map(({ mail }) => mail.subject)).toEqual(['Болат зауыты: құрылыс басталды']);
    expect(await deliveriesOf(stranger)).toEqual([]);
  });

  it('begins at the end of the log: what is past is no news', async () => {
    const fresh = await cloneDatabase();
    const own = openNotifyRegistry(fresh);
    try {
      const plant = await own.newPlant();
      const follower = await own.newFollower(plant);
      await own.record(plant, [constructionStarted]);
      const notifications = notificationsOf(fresh, own, { redisUrl: redisUrl(), smtpUrl: sink.url });
      await notifications.start();
      await own.record(plant, [{ type: 'ConstructionCompleted', data: {} }]);
      await eventually('the new event is told', async () => {
        const { items } = await own.services.inbox.list(follower, { limit: 10 });
        return items.length > 0;
      });
      await notifications.stop();
      const { items } = await own.services.inbox.list(follower, { limit: 10 });
      expect(items.map(({ notice }) => notice.subject)).toEqual(['Steel plant: construction is complete']);
    } finally {
      await own.stop();
      await fresh.drop();
    }
  });

  it('sends a correction to those who were told wrongly, whatever they follow now, and to nobody twice', async () => {
    const plant = await registry.newPlant();
    const [told, left] = [await registry.newFollower(plant), await registry.newFollower(plant)];
    await start();
    const [wrong = ''] = await registry.record(plant, [constructionStarted], { occurredOn: '2026-11' });
    await Promise.all([settled(told, 2), settled(left, 2)]);
    for (const { id } of (await registry.services.follows.list(left)).items) {
      await registry.services.follows.unfollow(left, id);
    }
    const late = await registry.newFollower(await registry.newPlant());
    const explanation = 'It was the plant next to it.';
    await registry.record(plant, [
      { type: 'EventRetracted', data: { targetEventId: wrong, reasonCode: 'wrongRecord', explanation } },
    ]);
    for (const person of [told, left]) {
      await settled(person, 4);
      const { items } = await registry.services.inbox.list(person, { limit: 10 });
      const [correction] = items.filter(({ notice }) => notice.eventClass === 'correction');
      expect(correction?.notice.text).toContain('Told before: construction has started; When: November 2026');
      expect(correction?.notice.text).toContain(explanation);
      expect(correction?.notice.text).not.toContain('Right is');
      expect(mailsTo(person)).toHaveLength(2);
    }
    expect(await deliveriesOf(late)).toEqual([]);
    const { items } = await registry.services.wrongNotices.list({ limit: 1 });
    expect(items).toMatchObject([
      {
        ...{ type: 'EventRetracted', targetType: 'ConstructionStarted' },
        record: { aggregate: 'project', id: plant.replace('project-', '') },
        told: { notices: 4, people: 2 },
        correction: { reached: 4, open: 0, failed: 0, withheld: 0, missing: 0 },
      },
    ]);
  });

  it('shows whom a correction did not reach, and why', async () => {
    const plant = await registry.newPlant();
    const [gone, bounced] = [await registry.newFollower(plant), await registry.newFollower(plant)];
    await start();
    const [wrong = ''] = await registry.record(plant, [constructionStarted]);
    await Promise.all([settled(gone, 2), settled(bounced, 2)]);
    await registry.services.settings.save(gone, {
      ...(await registry.services.settings.read(gone)),
      email: null,
    });
    const noSuchMailbox = { code: 550, text: '5.1.1 no such mailbox' };
    sink.answer((to) => (to === addressOf(bounced) ? noSuchMailbox : undefined));
    const data = { targetEventId: wrong, reasonCode: 'wrongRecord', explanation: 'Another plant.' } as const;
    await registry.record(plant, [{ type: 'EventRetracted', data }]);
    await Promise.all([settled(gone, 4), settled(bounced, 4)]);
    const [found] = (await registry.services.wrongNotices.list({ limit: 1 })).items;
    expect(found).toMatchObject({
      told: { notices: 4, people: 2 },
      correction: { reached: 2, open: 0, failed: 1, withheld: 1, missing: 0 },
    });
    const next = await registry.services.wrongNotices.list({ limit: 5, before: found?.position });
    expect(next.items.map(({ position }) => position)).not.toContain(found?.position);
  });

  it('does not tell people of their own acts unless they want it', async () => {
    const plant = await registry.newPlant();
    const actor = await registry.newFollower(plant);
    const other = await registry.newFollower(plant);
    await start();
    await registry.record(plant, [constructionStarted], { actor: { id: actor, role: 'staff' } });
    await settled(other, 2);
    expect(await deliveriesOf(actor)).toEqual([]);
    await registry.services.settings.save(actor, {
      email: null,
      locale: 'en',
      timeZone: 'Asia/Almaty',
      notifyOwnActs: true,
    });
    await registry.record(plant, [{ type: 'ConstructionCompleted', data: {} }], {
      actor: { id: actor, role: 'staff' },
    });
    await settled(actor, 2);
  });

  it('reaches followers of region, sector, party, collection and kind of news', async () => {
    const plant = await registry.newPlant();
    const collection = `collection-${newId()}`;
    await registry.record(collection, [
      {
        type: 'CollectionDefined',
        data: { publicId: 'COL-2025-0001', titles: { en: 'Package' }, kind: 'package' },
      },
      {
        type: 'MemberAdded',
        data: { memberKind: 'project', memberId: plant.slice('project-'.length), basis: 'stated' },
      },
    ]);
    await start();
    await caughtUp();
    const scopes = [
      { kind: 'region', key: 'KZ-31' },
      { kind: 'sector', key: 'industry' },
      { kind: 'party', key: 'FUJIAN  Hengwang' },
      { kind: 'collection', key: collection },
      { kind: 'event-class', key: 'stage' },
    ] as const;
    const followers = scopes.map((scope) => ({ scope, userId: newId() }));
    for (const { scope, userId } of followers) {
      await registry.services.follows.follow(userId, { scope, channels: ['in-app'], eventClasses: null });
    }
    const aside = newId();
    await registry.services.follows.follow(aside, {
      scope: { kind: 'region', key: 'KZ-31' },
      channels: ['in-app'],
      eventClasses: ['money'],
    });
    await registry.record(plant, [constructionStarted]);
    for (const { scope, userId } of followers) {
      const [delivery] = await settled(userId, 1);
      expect(delivery?.decidedBy).toMatch(new RegExp(`^follow:${scope.kind}:`));
    }
    expect(await deliveriesOf(aside)).toEqual([]);
    for (const { userId } of followers) {
      for (const { id } of (await registry.services.follows.list(userId)).items) {
        expect(await registry.services.follows.unfollow(userId, id)).toBe(true);
      }
    }
  });

  it('tells followers of a collection nothing more of a member whose adding was retracted', async () => {
    const [stays, goes] = [await registry.newPlant(), await registry.newPlant()];
    const collection = `collection-${newId()}`;
    const added = (plant: string) => ({
      type: 'MemberAdded' as const,
      data: {
        memberKind: 'project' as const,
        memberId: plant.slice('project-'.length),
        basis: 'stated' as const,
      },
    });
    const [, , wrong = ''] = await registry.record(collection, [
      {
        type: 'CollectionDefined',
        data: { publicId: 'COL-2025-0002', titles: { en: 'Session' }, kind: 'package' },
      },
      ...[added(stays), added(goes)],
    ]);
    await start();
    const follower = newId();
    await registry.services.follows.follow(follower, {
      ...{ scope: { kind: 'collection', key: collection }, channels: ['in-app'], eventClasses: ['stage'] },
    });
    await registry.record(collection, [
      {
        type: 'EventRetracted',
        data: { targetEventId: wrong, reasonCode: 'wrongRecord', explanation: 'Not of this session.' },
      },
    ]);
    await registry.record(goes, [constructionStarted]);
    await registry.record(stays, [constructionStarted]);
    await caughtUp();
    const deliveries = await settled(follower, 1);
    expect(deliveries[0]?.decidedBy).toBe(`follow:collection:${collection}`);
    const { items } = await registry.services.inbox.list(follower, { limit: 10 });
    expect(items.map(({ notice }) => notice.record.stream)).toEqual([stays]);
    for (const { id } of (await registry.services.follows.list(follower)).items) {
      await registry.services.follows.unfollow(follower, id);
    }
  });

  it('sends nothing of what was imported, migrated or is old news, and shows that this was a choice', async () => {
    const plant = await registry.newPlant({ origin: 'import' });
    await registry.newFollower(plant);
    await start();
    await caughtUp();
    const before = [await count('delivery'), sink.mails.length];
    await registry.record(plant, [constructionStarted], { origin: 'import' });
    await registry.record(plant, [{ type: 'ConstructionCompleted', data: {} }], { origin: 'migration' });
    await registry.record(plant, [{ type: 'OperationStarted', data: { kind: 'trial' } }], { backfill: true });
    await registry.newPlant({ origin: 'import' });
    await caughtUp();
    expect([await count('delivery'), sink.mails.length]).toEqual(before);
    const { rows } = await registry.pool.query<{ suppressed: string }>(
      'SELECT suppressed FROM notify.notification WHERE stream = $1 ORDER BY position',
      [plant],
    );
    expect(rows.map(({ suppressed }) => suppressed)).toEqual(['import', 'import', 'migration', 'backfill']);
  });

  it('adds no row when the same events are planned again', async () => {
    const plant = await registry.newPlant();
    const follower = await registry.newFollower(plant);
    await start();
    await registry.record(plant, [constructionStarted]);
    await settled(follower, 2);
    await stop();
    const mails = mailsTo(follower).length;
    const counts = async () => [await count('notification'), await count('delivery'), await count('inbox')];
    const planAgain = async () => {
      await db.ownerPool().query('UPDATE notify.subscription SET position = 0');
      await start();
      await caughtUp();
      await stop();
      return counts();
    };
    const first = await planAgain();
    expect(await planAgain()).toEqual(first);
    expect(await deliveriesOf(follower)).toHaveLength(2);
    expect(mailsTo(follower)).toHaveLength(mails);
  });

  it('plans many followers in chunks, each once, on the lane of its own', async () => {
    const plant = await registry.newPlant();
    const followers = [];
    for (let index = 0; index < 11; index += 1) followers.push(await registry.newFollower(plant));
    await start({ chunk: 3 });
    const [eventId] = await registry.record(plant, [constructionStarted]);
    await caughtUp();
    for (const follower of followers) {
      await settled(follower, 2);
      expect(mailsTo(follower)).toHaveLength(1);
    }
    const { rows } = await registry.pool.query<{ lane: string; count: bigint }>(
      `SELECT d.lane, count(*) FROM notify.delivery d JOIN notify.notification n ON n.id = d.notification_id
       WHERE n.event_id = $1 GROUP BY d.lane ORDER BY d.lane`,
      [eventId],
    );
    expect(rows).toEqual([{ lane: 'bulk', count: 22n }]);
  });

  it('keeps mails until there is a server for them, and shows why they wait', async () => {
    const plant = await registry.newPlant();
    const follower = await registry.newFollower(plant);
    await start({ smtpUrl: undefined });
    await registry.record(plant, [constructionStarted]);
    await eventually('the inbox has it', async () => (await registry.services.inbox.unread(follower)) === 1);
    const waiting = (await deliveriesOf(follower)).find(({ channel }) => channel === 'email');
    expect(waiting).toMatchObject({ state: 'planned', holdReason: 'no_smtp', attempts: [] });
    expect(
      (await registry.services.status.read()).channels.find(({ channel }) => channel === 'email'),
    ).toMatchObject({
      held: 1,
    });
    await stop();
    await start();
    await settled(follower, 2);
    expect(mailsTo(follower)).toHaveLength(1);
  });

  it('lets those who follow a merged record follow the one it became', async () => {
    const [plant, survivor] = [await registry.newPlant(), await registry.newPlant()];
    const follower = await registry.newFollower(plant);
    await start();
    await registry.record(plant, [
      {
        type: 'RecordMerged',
        data: { intoId: survivor.slice('project-'.length), reason: 'the same plant twice' },
      },
    ]);
    await settled(follower, 2);
    await registry.record(survivor, [constructionStarted]);
    const deliveries = await settled(follower, 4);
    expect(new Set(deliveries.map(({ decidedBy }) => decidedBy))).toEqual(
      new Set([`follow:record:${plant}`, `follow:record:${survivor}`]),
    );
  });

  it('tells those who got a notice of its correction, also when they follow no more', async () => {
    const plant = await registry.newPlant();
    const follower = await registry.newFollower(plant);
    await start();
    const [achieved = ''] = await registry.record(plant, [
      { type: 'MilestoneAchieved', data: { milestoneId: 'piles', code: 'firstPiles' } },
    ]);
    await settled(follower, 2);
    for (const { id } of (await registry.services.follows.list(follower)).items) {
      await registry.services.follows.unfollow(follower, id);
    }
    const late = await registry.newFollower(await registry.newPlant());
    await registry.record(plant, [
      {
        type: 'MilestoneAchievementRetracted',
        data: { milestoneId: 'piles', targetEventId: achieved, reasonCode: 'didNotOccur' },
      },
    ]);
    await settled(follower, 4);
    const subjects = mailsTo(follower).map(({ mail }) => mail.subject);
    expect(subjects).toContain('Steel plant: correction: first piles has not been reached');
    expect(new Set(mailsTo(follower).map(({ mail }) => String(mail.references))).size).toBe(1);
    expect(await deliveriesOf(late)).toEqual([]);
  });
}

describe('notifications with jobs on Postgres', () => notificationContract(() => undefined));

describeWithRedis('notifications with jobs on Redis', () => {
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());
  describe('as everywhere', () => notificationContract(() => redis.url));
});
