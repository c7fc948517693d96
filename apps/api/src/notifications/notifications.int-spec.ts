import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  deliveryPageShape,
  followListShape,
  followShape,
  inboxPageShape,
  noticeSettingsShape,
  preferenceListShape,
} from '#contracts';
import { newId } from '#platform';
import { startApi, type TestApi } from '../../../../test/support/api.js';
import { cloneDatabase, type TestDatabase } from '../../../../test/support/database.js';

let db: TestDatabase;
let api: TestApi;
beforeAll(async () => {
  db = await cloneDatabase();
  api = await startApi(db);
});
afterAll(async () => {
  await api.stop();
  await db.drop();
});

const region = { scope: { kind: 'region', key: 'KZ-31' } };

describe('what one follows', () => {
  it('is one’s own: others neither see nor end it', async () => {
    const made = await api.call('/api/me/follows', { as: 'stakeholder', body: region });
    expect(made.status).toBe(201);
    const { id } = followShape.parse(made.json);
    const listed = async (as: 'stakeholder' | 'staff') =>
      followListShape.parse((await api.call('/api/me/follows', { as })).json).items.map((item) => item.id);
    expect([await listed('stakeholder'), await listed('staff')]).toEqual([[id], []]);
    const end = (as: 'stakeholder' | 'staff') => api.call(`/api/me/follows/${id}`, { as, method: 'DELETE' });
    expect((await end('staff')).status).toBe(404);
    expect((await end('stakeholder')).status).toBe(204);
    expect((await end('stakeholder')).json['code']).toBe('NOT_FOUND');
    expect((await api.call('/api/me/follows/x', { as: 'staff', method: 'DELETE' })).status).toBe(404);
  });

  it('is checked like every body', async () => {
    const refused = async (body: unknown) => {
      const answer = await api.call('/api/me/follows', { as: 'staff', body });
      return [answer.status, answer.json['code']];
    };
    expect(await refused({ ...region, extra: 1 })).toEqual([422, 'UNKNOWN_FIELD']);
    expect(await refused({ scope: { kind: 'region', key: 'nowhere' } })).toEqual([422, 'INVALID_INPUT']);
    expect(await refused('{"scope":')).toEqual([400, 'INVALID_JSON']);
    expect(await refused({ scope: { kind: 'party', key: 'a\u0000b' } })).toEqual([422, 'INVALID_INPUT']);
    const none = await api.call('/api/me/follows', { as: 'staff', method: 'POST' });
    expect([none.status, none.json['code']]).toEqual([422, 'INVALID_INPUT']);
  });

  it('is for those with an inbox', async () => {
    expect((await api.call('/api/me/follows')).status).toBe(401);
    expect((await api.call('/api/me/follows', { as: 'operator' })).status).toBe(403);
  });
});

describe('how one is told', () => {
  it('is kept as it was set', async () => {
    const settings = {
      ...{ email: 'a@example.org', locale: 'kk', timeZone: 'Asia/Almaty', notifyOwnActs: true },
      ...{ digestHour: 18, digestWeekday: 5, quietHours: { from: 22, to: 7 } },
    };
    const path = '/api/me/notification-settings';
    const saved = await api.call(path, { as: 'auditor', method: 'PUT', body: settings });
    expect(noticeSettingsShape.parse(saved.json)).toEqual(settings);
    expect((await api.call(path, { as: 'auditor' })).json).toEqual(settings);
    const preference = { scope: { kind: 'event-class', key: 'plan' }, channel: 'email', frequency: 'daily' };
    const set = await api.call('/api/me/preferences', { as: 'auditor', method: 'PUT', body: preference });
    expect(preferenceListShape.parse(set.json).items).toMatchObject([preference]);
    expect((await api.call('/api/me/preferences', { as: 'auditor' })).json).toEqual(set.json);
  });
});

describe('how one is told, given wrongly', () => {
  const settings = { email: null, locale: 'en', timeZone: 'Asia/Almaty' };
  const all = { scope: { kind: 'all' }, channel: 'email' };
  it.each([
    ['notification-settings', { ...settings, timeZone: 'Mars/Olympus' }, '/timeZone'],
    ['notification-settings', { ...settings, digestHour: 24 }, '/digestHour'],
    ['notification-settings', { ...settings, digestHour: '9' }, '/digestHour'],
    ['notification-settings', { ...settings, digestWeekday: 0 }, '/digestWeekday'],
    ['notification-settings', { ...settings, quietHours: { from: 7, to: 7 } }, '/quietHours/to'],
    ['notification-settings', { ...settings, quietHours: { from: -1, to: 7 } }, '/quietHours/from'],
    ['preferences', { ...all, frequency: 'hourly' }, '/frequency'],
    ['preferences', { ...all, channel: 'in-app', frequency: 'daily' }, '/frequency'],
    ['preferences', all, '/level'],
  ])('is refused at its field: %s %j', async (path, body, pointer) => {
    const before = (await api.call(`/api/me/${path}`, { as: 'staff' })).json;
    const answer = await api.call(`/api/me/${path}`, { as: 'staff', method: 'PUT', body });
    expect([answer.status, answer.json['code']]).toEqual([422, 'INVALID_INPUT']);
    expect(answer.json['errors']).toMatchObject([{ pointer }]);
    expect((await api.call(`/api/me/${path}`, { as: 'staff' })).json).toEqual(before);
  });
});

describe('inbox and deliveries', () => {
  it('answer pages, and refuse cursors that are none', async () => {
    inboxPageShape.parse((await api.call('/api/me/inbox?unread=true', { as: 'staff' })).json);
    expect((await api.call('/api/me/inbox/unread', { as: 'staff' })).json).toEqual({ unread: 0 });
    const read = await api.call('/api/me/inbox/read', { as: 'staff', body: { all: true } });
    expect([read.status, read.json]).toEqual([200, { marked: 0, unread: 0 }]);
    deliveryPageShape.parse((await api.call('/api/me/deliveries', { as: 'staff' })).json);
    deliveryPageShape.parse((await api.call('/api/deliveries?state=dead', { as: 'operator' })).json);
    for (const path of ['/api/me/inbox', '/api/me/deliveries']) {
      const answer = await api.call(`${path}?after=made-up`, { as: 'staff' });
      expect([answer.status, answer.json['code']]).toEqual([400, 'INVALID_CURSOR']);
      expect((await api.call(`${path}?limit=0`, { as: 'staff' })).json['code']).toBe('INVALID_QUERY');
    }
  });

  it('know no delivery by a made-up id, and are for staff and operators alone', async () => {
    for (const id of [newId(), 'x']) {
      expect((await api.call(`/api/deliveries/${id}`, { as: 'staff' })).json['code']).toBe('NOT_FOUND');
      const replay = await api.call(`/api/deliveries/${id}/replay`, { as: 'operator', method: 'POST' });
      expect([replay.status, replay.json['code']]).toEqual([404, 'NOT_FOUND']);
    }
    expect((await api.call('/api/deliveries', { as: 'stakeholder' })).status).toBe(403);
    expect(
      (await api.call(`/api/deliveries/${newId()}/replay`, { as: 'auditor', method: 'POST' })).status,
    ).toBe(403);
  });
});

describe('the link of a mail', () => {
  it('is not found when it is made up, by whichever way it is asked', async () => {
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const path = '/api/unsubscribe/made-up';
    expect((await api.call(path)).status).toBe(404);
    expect((await api.call(path, { method: 'HEAD' })).status).toBe(404);
    const post = await api.call(path, { body: 'List-Unsubscribe=One-Click', headers: form });
    expect([post.status, post.json['code']]).toEqual([404, 'NOT_FOUND']);
    const scope = await api.call(path, { body: 'scope=everything', headers: form });
    expect([scope.status, scope.json['code']]).toEqual([422, 'INVALID_INPUT']);
  });
});
