import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#platform';
import { startAttacked, type Attacked } from '../support/attacked.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { SAME_ORIGIN, signIn, trySignIn, type SessionClient } from '../support/session.js';

let db: TestDatabase;
let api: Attacked;
beforeAll(async () => {
  db = await cloneDatabase();
  api = await startAttacked(db);
});
afterEach(() => api.expectUnharmed());
afterAll(async () => {
  await api.stop();
  await db.drop();
});

const project = () => ({ titles: { en: `Plant ${newId()}` } });

describe('a form of another site', () => {
  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'does nothing in the name of who is signed in: %s',
    async (type) => {
      const staff = await signIn(api, 'staff');
      const answer = await api.call('/api/projects', {
        body: '{"titles":{"en":"Forged"}, "x":"="}',
        headers: {
          cookie: staff.cookie,
          'content-type': type,
          origin: 'https://evil.example',
          'sec-fetch-site': 'cross-site',
        },
      });
      expect([answer.status, answer.json['code']]).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
      expect(answer.headers.get('set-cookie')).toBeNull();
      expect((await staff.call('/api/me/sessions')).status).toBe(200);
    },
  );
});

describe('a request of the page that is none', () => {
  const forged: [string, Record<string, string>][] = [
    ['the origin is null', { origin: 'null', 'sec-fetch-site': '' }],
    ['the origin is another site', { origin: 'https://evil.example', 'sec-fetch-site': '' }],
    [
      'the origin only begins like ours',
      { origin: 'http://tracker.test.evil.example', 'sec-fetch-site': '' },
    ],
    ['the browser says cross-site', { 'sec-fetch-site': 'cross-site' }],
    ['the browser says same-site', { 'sec-fetch-site': 'same-site' }],
    ['the person typed the address', { 'sec-fetch-site': 'none' }],
    ['the token of the session is missing', { 'x-csrf-token': '' }],
    ['the token is another', { 'x-csrf-token': 'A'.repeat(43) }],
  ];

  it.each(forged)('is refused when %s', async (_why, headers) => {
    const staff = await signIn(api, 'staff');
    const before = staff.cookie;
    const own = { cookie: before, 'x-csrf-token': staff.csrfToken, ...SAME_ORIGIN, ...headers };
    // An empty header stands for one that is not sent at all.
    const sent = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== ''));
    for (const [method, path, body] of [
      ['POST', '/api/projects', project()],
      ['DELETE', '/api/me/sessions', undefined],
      ['DELETE', '/api/session', undefined],
    ] as const) {
      const answer = await api.call(path, { method, headers: sent, ...(body === undefined ? {} : { body }) });
      expect([path, answer.status, answer.json['code']]).toEqual([path, 403, 'CROSS_SITE']);
      expect(answer.headers.get('set-cookie')).toBeNull();
    }
    expect((await staff.call('/api/me/sessions')).status).toBe(200);
  });

  it('is refused with a cookie and no word of where it comes from', async () => {
    const staff = await signIn(api, 'staff');
    const headers = { cookie: staff.cookie, 'x-csrf-token': staff.csrfToken };
    const answer = await api.call('/api/projects', { body: project(), headers });
    expect([answer.status, answer.json['code']]).toEqual([403, 'CROSS_SITE']);
    expect(api.refusedLines().at(-1)).toMatchObject({ actorId: api.actorIds.staff, code: 'CROSS_SITE' });
  });

  it('signs nobody in from another site', async () => {
    const headers = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
    const answer = await trySignIn(api, pick('staff'), headers);
    expect([answer.status, answer.json['code']]).toEqual([403, 'CROSS_SITE']);
    expect(answer.headers.get('set-cookie')).toBeNull();
  });
});

describe('a session id', () => {
  const ended: [string, (own: SessionClient) => Promise<unknown>][] = [
    ['its owner signed out', (own) => own.call('/api/session', { method: 'DELETE' })],
    [
      'another of its owner ended it',
      async () => (await signIn(api, 'approver')).call('/api/me/sessions', { method: 'DELETE' }),
    ],
    ['its owner was disabled', () => byAdmin('disable')],
    ['its owner got another role', () => byAdmin('role', { role: 'staff' })],
    ['its owner set another password', changePassword],
  ];

  it.each(ended)('is worth nothing once %s', async (_why, end) => {
    const own = await signIn(api, 'approver');
    const { cookie, csrfToken } = own;
    expect((await own.call('/api/me/sessions')).status).toBe(200);
    await end(own);
    const headers = { cookie, 'x-csrf-token': csrfToken, ...SAME_ORIGIN };
    for (const call of [{ headers }, { headers, method: 'DELETE' as const }]) {
      const answer = await api.call('/api/me/sessions', call);
      expect([answer.status, answer.json['code']]).toEqual([401, 'UNAUTHENTICATED']);
      expect(answer.headers.get('set-cookie')).toMatch(/^__Host-sid=;.*Max-Age=0/);
    }
    await byAdmin('enable');
    await byAdmin('role', { role: 'approver' });
  });

  it('is worth nothing where a key is shown, in an address, or as a key', async () => {
    const { cookie } = await signIn(api, 'auditor');
    const token = cookie.split('=')[1] ?? '';
    const wrong = { cookie, authorization: `Bearer at_${'A'.repeat(43)}` };
    expect((await api.call('/api/events', { headers: wrong })).status).toBe(401);
    expect((await api.call('/api/events', { headers: { authorization: `Bearer ${token}` } })).status).toBe(
      401,
    );
    expect((await api.call(`/api/events?session=${token}`)).status).toBe(401);
    expect((await api.call('/api/events', { as: 'staff', headers: { cookie } })).status).toBe(403);
  });
});

describe('the address of the server', () => {
  it('comes into links from the settings, whatever the request says', async () => {
    const admin = await signIn(api, 'admin');
    const headers = {
      host: 'evil.example',
      'x-forwarded-host': 'evil.example',
      forwarded: 'host=evil.example',
    };
    const link = await admin.call(`/api/users/${api.actorIds.staff}/password-link`, {
      method: 'POST',
      headers,
    });
    expect(link.status).toBe(200);
    expect(link.json['address']).toMatch(/^http:\/\/tracker\.test\/password\?token=/);
  });
});

const pick = (role: 'staff' | 'approver') => {
  const { email, password } = api.credentials[role];
  return { email, password };
};

async function byAdmin(what: 'disable' | 'enable' | 'role', body?: { readonly role: string }): Promise<void> {
  const admin = await signIn(api, 'admin');
  const path = `/api/users/${api.actorIds.approver}/${what}`;
  const answer = await admin.call(path, body === undefined ? { method: 'POST' } : { method: 'PUT', body });
  if (answer.status !== 200) throw new Error(answer.text);
}

/** From one session, so that all others end; and back, so that the next case can sign in. */
async function changePassword(): Promise<void> {
  const { password: current } = api.credentials.approver;
  const other = await signIn(api, 'approver');
  const password = 'a long enough other one';
  const changed = await other.call('/api/me/password', { method: 'PUT', body: { current, password } });
  const back = await other.call('/api/me/password', {
    method: 'PUT',
    body: { current: password, password: current },
  });
  expect([changed.status, back.status]).toEqual([204, 204]);
}
