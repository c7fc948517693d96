import {
  followRequestShape,
  noticeSettingsShape,
  preferenceRequestShape,
  type PreferenceRequest,
} from '#contracts';
import { newId } from '#platform';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cloneDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { eventually } from '../../../../test/support/eventually.js';
import {
  BASE_URL,
  constructionStarted,
  openNotifyRegistry,
  type NotifyRegistry,
} from '../../../../test/support/notify/registry.js';
import { notificationsOf } from '../../../../test/support/notify/running.js';
import { unsubscribeToken } from '../unsubscribe/token.js';
import { InvalidCursor } from './cursor.js';

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

const follow = (userId: string, request: object) =>
  registry.services.follows.follow(userId, followRequestShape.parse(request));

/** Three things told to a new follower, in the inbox; mail waits for a server. */
async function toldThrice(): Promise<{ follower: string; plant: string; eventIds: string[] }> {
  const { services } = registry;
  const notifications = notificationsOf(db, registry);
  const plant = await registry.newPlant();
  const follower = await registry.newFollower(plant);
  await notifications.start();
  const eventIds = [
    ...(await registry.record(plant, [constructionStarted])),
    ...(await registry.record(plant, [{ type: 'ConstructionCompleted', data: {} }])),
    ...(await registry.record(plant, [{ type: 'OperationStarted', data: { kind: 'commercial' } }])),
  ];
  await eventually('all are in the inbox', async () => (await services.inbox.unread(follower)) === 3);
  await notifications.stop();
  return { follower, plant, eventIds };
}

describe('follows', () => {
  it('are listed in order, changed by following again, and ended once', async () => {
    const userId = newId();
    const region = await follow(userId, { scope: { kind: 'region', key: 'KZ-31' } });
    expect(region).toMatchObject({ channels: ['in-app', 'email'], eventClasses: null });
    const party = await follow(userId, {
      scope: { kind: 'party', key: 'Sinopec Ltd.' },
      channels: ['email'],
    });
    const again = await follow(userId, {
      scope: { kind: 'region', key: 'KZ-31' },
      channels: ['in-app'],
      eventClasses: ['money'],
    });
    expect(again).toMatchObject({ id: region.id, channels: ['in-app'], eventClasses: ['money'] });
    expect((await follow(userId, { scope: { kind: 'party', key: 'SINOPEC ltd' } })).id).toBe(party.id);
    const { items } = await registry.services.follows.list(userId);
    expect(items.map(({ scope }) => scope)).toEqual([
      { kind: 'region', key: 'KZ-31' },
      { kind: 'party', key: 'SINOPEC ltd' },
    ]);
    expect(await registry.services.follows.unfollow(newId(), region.id)).toBe(false);
    expect(await registry.services.follows.unfollow(userId, region.id)).toBe(true);
    expect(await registry.services.follows.unfollow(userId, region.id)).toBe(false);
  });

  it.each([
    { scope: { kind: 'record', key: 'project-1' } },
    { scope: { kind: 'region', key: 'Zhambyl' } },
    { scope: { kind: 'party', key: ' \n ' } },
    { scope: { kind: 'party', key: 'a\u0000b' } },
    { scope: { kind: 'everything', key: 'x' } },
    { scope: { kind: 'region', key: 'KZ-31' }, channels: [] },
    { scope: { kind: 'region', key: 'KZ-31' }, channels: ['email', 'email'] },
    { scope: { kind: 'region', key: 'KZ-31' }, surprise: true },
  ])('refuse %j', (request) => {
    expect(followRequestShape.safeParse(request).success).toBe(false);
  });
});

describe('settings', () => {
  it('have defaults, are kept as saved, and refuse what cannot be used', async () => {
    const userId = newId();
    const { settings } = registry.services;
    expect(await settings.read(userId)).toEqual({
      email: null,
      locale: 'en',
      timeZone: 'Asia/Almaty',
      notifyOwnActs: false,
      ...{ digestHour: 9, digestWeekday: 1, quietHours: null },
    });
    const saved = {
      email: 'a@example.org',
      locale: 'zh' as const,
      timeZone: 'Asia/Shanghai',
      notifyOwnActs: true,
      ...{ digestHour: 18, digestWeekday: 5, quietHours: { from: 22, to: 7 } },
    };
    expect(await settings.save(userId, saved)).toEqual(saved);
    expect(await settings.read(userId)).toEqual(saved);
    for (const wrong of [
      { ...saved, email: 'a@example.org\r\nBcc: b@example.org' },
      { ...saved, email: 'nobody' },
      { ...saved, timeZone: 'Mars/Olympus' },
      { ...saved, locale: 'fr' },
      { ...saved, digestHour: 24 },
      { ...saved, digestHour: 9.5 },
      { ...saved, digestWeekday: 0 },
      { ...saved, quietHours: { from: 7, to: 7 } },
      { ...saved, quietHours: { from: 7 } },
    ]) {
      expect(noticeSettingsShape.safeParse(wrong).success).toBe(false);
    }
  });

  it('keep how often beside whether at all: what is absent stays, and a row that says nothing is gone', async () => {
    const userId = newId();
    const { settings } = registry.services;
    const about = { scope: { kind: 'all' }, channel: 'email' } as const;
    const set = async (part: Partial<PreferenceRequest>) =>
      (await settings.setPreference(userId, { ...about, ...part })).items.map(({ level, frequency }) => [
        level,
        frequency,
      ]);
    expect(await set({ frequency: 'daily' })).toEqual([[null, 'daily']]);
    expect(await set({ level: 'off' })).toEqual([['off', 'daily']]);
    expect(await set({ frequency: null })).toEqual([['off', null]]);
    expect(await set({ frequency: 'weekly' })).toEqual([['off', 'weekly']]);
    expect(await set({ level: null })).toEqual([[null, 'weekly']]);
    expect(await set({ frequency: null })).toEqual([]);
    for (const wrong of [
      about,
      { ...about, frequency: 'hourly' },
      { ...about, channel: 'in-app', frequency: 'daily' },
    ]) {
      expect(preferenceRequestShape.safeParse(wrong).success).toBe(false);
    }
  });

  it('keep preferences one by one and forget them', async () => {
    const userId = newId();
    const { settings } = registry.services;
    const scope = { kind: 'event-class', key: 'money' } as const;
    await settings.setPreference(userId, { scope, channel: 'email', level: 'off' });
    const { items } = await settings.setPreference(userId, {
      scope: { kind: 'all' },
      channel: 'in-app',
      level: 'on',
    });
    expect(items.map(({ scope: about, channel, level }) => [about, channel, level])).toEqual([
      [{ kind: 'all' }, 'in-app', 'on'],
      [scope, 'email', 'off'],
    ]);
    const left = await settings.setPreference(userId, { scope, channel: 'email', level: null });
    expect(left.items).toHaveLength(1);
  });
});

describe('the inbox', () => {
  it('gives the newest first, page by page, and counts what is unread', async () => {
    const { follower, plant, eventIds } = await toldThrice();
    const { inbox } = registry.services;
    const first = await inbox.list(follower, { limit: 2 });
    const second = await inbox.list(follower, { limit: 2, after: first.next ?? '' });
    const items = [...first.items, ...second.items];
    expect(items.map(({ notice }) => notice.eventId)).toEqual(eventIds.toReversed());
    expect([first.unread, first.next !== null, second.next]).toEqual([3, true, null]);
    expect(items[0]?.notice.record).toEqual({
      stream: plant,
      publicId: 'PRJ-2025-0009',
      title: 'Steel plant',
      url: `${BASE_URL}/projects/${plant.slice('project-'.length)}`,
    });

    const [newest] = items;
    expect(await inbox.markRead(newId(), { ids: [newest?.id ?? ''] })).toEqual({ marked: 0, unread: 0 });
    expect(await inbox.markRead(follower, { ids: [newest?.id ?? ''] })).toEqual({ marked: 1, unread: 2 });
    expect(await inbox.markRead(follower, { ids: [newest?.id ?? ''] })).toEqual({ marked: 0, unread: 2 });
    expect((await inbox.list(follower, { limit: 9, unreadOnly: true })).items).toHaveLength(2);
    expect(await inbox.markRead(follower, { all: true })).toEqual({ marked: 2, unread: 0 });
  });

  it('reads in the language that the person has now', async () => {
    const { follower } = await toldThrice();
    await registry.services.settings.save(follower, {
      email: null,
      locale: 'zh',
      timeZone: 'Asia/Shanghai',
      notifyOwnActs: false,
    });
    const { items } = await registry.services.inbox.list(follower, { limit: 1 });
    expect(items[0]?.notice.subject).toBe('钢铁厂：已投入运营');
  });

  it('refuses a cursor that it has not given', async () => {
    const { inbox, deliveries } = registry.services;
    const made = (text: string) => Buffer.from(text).toString('base64url');
    for (const cursor of [
      '',
      'x',
      made('p 1'),
      made("p 1 ' OR 1=1"),
      made(`t 1 ${newId()}`),
      made(`p -1 ${newId()}`),
    ]) {
      await expect(inbox.list(newId(), { limit: 1, after: cursor })).rejects.toThrow(InvalidCursor);
    }
    await expect(deliveries.list({ limit: 1, after: made(`p 1 ${newId()}`) })).rejects.toThrow(InvalidCursor);
  });
});

describe('deliveries', () => {
  it('are shown with state and attempts, page by page, to whom they concern', async () => {
    const { follower, plant, eventIds } = await toldThrice();
    const { deliveries } = registry.services;
    const own = await deliveries.list({ recipientId: follower, limit: 200 });
    expect(own.items).toHaveLength(6);
    const collected: string[] = [];
    for (let after: string | undefined; ;) {
      const page = await deliveries.list({ recipientId: follower, limit: 2, ...(after && { after }) });
      collected.push(...page.items.map(({ id }) => id));
      if (page.next === null) break;
      after = page.next;
    }
    expect(collected).toEqual(own.items.map(({ id }) => id));

    const [inApp] = (await deliveries.list({ eventId: eventIds[0], channel: 'in-app', limit: 9 })).items;
    expect(inApp).toMatchObject({
      recipientId: follower,
      stream: plant,
      message: 'project.construction-started',
      state: 'accepted',
      decidedBy: `follow:record:${plant}`,
      nextAt: null,
      attempts: [{ gen: 0, attempt: 1, outcome: 'accepted' }],
    });
    const held = await deliveries.list({ stream: plant, state: 'planned', limit: 9 });
    expect(held.items.map(({ holdReason }) => holdReason)).toEqual(['no_smtp', 'no_smtp', 'no_smtp']);
    expect(await deliveries.find(inApp?.id ?? '', { recipientId: follower })).toEqual(inApp);
    expect(await deliveries.find(inApp?.id ?? '', { recipientId: newId() })).toBeUndefined();
    expect(await deliveries.find(newId())).toBeUndefined();
  });
});

describe('an unsubscribe link', () => {
  const linkOf = async (follower: string) => {
    const { items } = await registry.services.deliveries.list({
      recipientId: follower,
      channel: 'email',
      limit: 1,
    });
    const { rows } = await registry.pool.query<{ key: Buffer }>(
      'SELECT link_key AS key FROM notify.recipient WHERE user_id = $1',
      [follower],
    );
    return unsubscribeToken(items[0]?.id ?? '', rows[0]?.key ?? Buffer.alloc(0));
  };

  it('changes nothing by being looked at, and ends mail once it is confirmed, as often as it is', async () => {
    const { follower, plant } = await toldThrice();
    const { unsubscribe, settings } = registry.services;
    const token = await linkOf(follower);
    const before = await settings.preferences(follower);
    const view = await unsubscribe.view(token);
    expect(view).toMatchObject({ locale: 'en', record: { stream: plant }, stopped: [] });
    expect(view?.texts.record).toBe('Mails about “Steel plant”');
    expect(await settings.preferences(follower)).toEqual(before);

    expect(await unsubscribe.apply(token, 'record')).toMatchObject({ stopped: ['record'] });
    const once = await settings.preferences(follower);
    expect(await unsubscribe.apply(token, 'record')).toMatchObject({ stopped: ['record'] });
    expect(await settings.preferences(follower)).toEqual(once);
    expect(once.items).toMatchObject([
      { scope: { kind: 'record', key: plant }, channel: 'email', level: 'stop' },
    ]);
    expect(await unsubscribe.apply(token, 'all')).toMatchObject({ stopped: ['record', 'all'] });

    await registry.services.follows.follow(follower, {
      scope: { kind: 'record', key: plant },
      channels: ['email'],
      eventClasses: null,
    });
    expect((await unsubscribe.view(token))?.stopped).toEqual(['all']);
  });

  it('is none when any of it is changed', async () => {
    const { follower } = await toldThrice();
    const { unsubscribe } = registry.services;
    const token = await linkOf(follower);
    const flipped = `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`;
    for (const wrong of ['', 'x', flipped, `${token}A`, token.slice(1), 'é'.repeat(48), newId()]) {
      expect(await unsubscribe.view(wrong)).toBeUndefined();
      expect(await unsubscribe.apply(wrong, 'all')).toBeUndefined();
    }
    await registry.pool.query('UPDATE notify.recipient SET link_key = $2 WHERE user_id = $1', [
      follower,
      Buffer.alloc(32, 1),
    ]);
    expect(await unsubscribe.view(token)).toBeUndefined();
  });
});

describe('the status', () => {
  it('says how far planning is and what waits', async () => {
    await toldThrice();
    const before = await registry.services.status.read();
    expect(before).toMatchObject({ lag: '0', unfinishedFanOuts: 0 });
    await registry.record(await registry.newPlant(), [constructionStarted]);
    const after = await registry.services.status.read();
    expect(after.lag).toBe('5');
    expect(after.channels.find(({ channel }) => channel === 'email')?.held).toBeGreaterThanOrEqual(3);
    expect(after.channels.find(({ channel }) => channel === 'in-app')).toMatchObject({ due: 0, dead: 0 });
  });
});
