import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startAttacked, type Attacked } from '../../../../test/support/attacked.js';
import { cloneDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { SAME_ORIGIN, signIn, trySignIn } from '../../../../test/support/session.js';

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

const asOwner = (text: string): Promise<unknown> => db.ownerPool().query(text);
const PASSWORD = 'a long enough one';

describe('a session', () => {
  it.each([
    ["last_seen_at = now() - interval '29 minutes'", 200],
    ["last_seen_at = now() - interval '31 minutes'", 401],
    ['expires_at = now()', 401],
  ])('lasts half an hour without a request and twelve hours at most: %s', async (change, status) => {
    const own = await signIn(api, 'operator');
    await asOwner(`UPDATE access.session SET ${change}`);
    expect((await own.call('/api/me/sessions')).status).toBe(status);
  });

  it('goes on under another token once its owner proved again who they are, which sensitive acts ask for', async () => {
    const admin = await signIn(api, 'admin');
    const { cookie } = admin;
    await asOwner("UPDATE access.session SET stepped_up_at = now() - interval '6 minutes'");
    const body = { name: 'A program', role: 'staff' };
    const refused = await admin.call('/api/users', { body });
    expect([refused.status, refused.json['code']]).toEqual([403, 'STEP_UP_REQUIRED']);
    const wrong = await admin.call('/api/session/step-up', { body: { password: 'a wrong one' } });
    expect([wrong.status, wrong.json['code']]).toEqual([401, 'SIGN_IN_FAILED']);
    const { password } = api.credentials.admin;
    expect((await admin.call('/api/session/step-up', { body: { password } })).status).toBe(200);
    expect(admin.cookie).not.toBe(cookie);
    expect((await api.call('/api/me/sessions', { headers: { cookie, ...SAME_ORIGIN } })).status).toBe(401);
    expect((await admin.call('/api/users', { body })).status).toBe(201);
  });
});

describe('set-up', () => {
  it('makes one administrator with one token, once, and none when there is one', async () => {
    await asOwner("UPDATE access.actor SET disabled_at = now() WHERE role = 'admin'");
    const tokens = [
      await api.app.setUp.makeToken(),
      await api.app.setUp.makeToken(),
      await api.app.setUp.makeToken(),
    ];
    const [one, two, late] = tokens.map(({ token }) => token);
    await asOwner(`UPDATE access.one_time_link SET expires_at = now() WHERE hash = sha256('${late ?? ''}')`);
    const setUp = (token: string | undefined, email: string) =>
      api.call('/api/setup', {
        body: { token, name: 'First', email, password: PASSWORD },
        headers: SAME_ORIGIN,
      });
    expect((await setUp(late, 'late@example.org')).json['code']).toBe('TOKEN_INVALID');
    const both = await Promise.all([setUp(one, 'one@example.org'), setUp(two, 'two@example.org')]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 410]);
    const { token } = await api.app.setUp.makeToken();
    expect((await setUp(token, 'more@example.org')).status).toBe(410);
    await asOwner("UPDATE access.actor SET disabled_at = NULL WHERE role = 'admin'");
  });
});

describe('users', () => {
  it('come in by a link that works once, and have an address each', async () => {
    const admin = await signIn(api, 'admin');
    const body = { name: 'New', email: 'new@example.org', role: 'staff' };
    const { json } = await admin.call('/api/users', { body });
    const { address } = json['invitation'] as { address: string };
    const token = new URL(address).searchParams.get('token');
    const use = () =>
      api.call('/api/password-reset', { body: { token, password: PASSWORD }, headers: SAME_ORIGIN });
    expect([(await use()).status, (await use()).status]).toEqual([204, 410]);
    expect((await trySignIn(api, { email: 'new@example.org', password: PASSWORD })).status).toBe(200);
    const taken = await admin.call('/api/users', { body: { ...body, email: 'NEW@example.org' } });
    expect([taken.status, taken.json['code']]).toEqual([409, 'EMAIL_TAKEN']);
  });

  it('cannot change their own role', async () => {
    const admin = await signIn(api, 'admin');
    const path = `/api/users/${api.actorIds.admin}/role`;
    const own = await admin.call(path, { method: 'PUT', body: { role: 'auditor' } });
    expect([own.status, own.json['code']]).toEqual([403, 'OWN_ROLE']);
    const kept = await api.call('/api/refused-commands?code=OWN_ROLE', { as: 'auditor' });
    expect(kept.json['items']).toEqual([
      expect.objectContaining({
        ...{ command: 'manage-users', record: `users/${api.actorIds.admin}` },
        by: { id: api.actorIds.admin, role: 'admin' },
      }),
    ]);
  });
});

describe('a key', () => {
  it('does what it was issued for, until it ends or is revoked', async () => {
    const admin = await signIn(api, 'admin');
    const issue = async (grants: string[]) => {
      const body = { userId: api.actorIds.staff, label: 'reports', grants };
      const { json } = await admin.call('/api/api-keys', { body });
      return { key: String(json['key']), id: String((json['apiKey'] as { id: string }).id) };
    };
    const statusOf = async (key: string, body?: object) => {
      const headers = { authorization: `Bearer ${key}` };
      return (await api.call('/api/projects', { headers, ...(body === undefined ? {} : { body }) })).status;
    };
    const { key, id } = await issue(['read']);
    expect([await statusOf(key), await statusOf(key, { titles: { en: 'A plant' } })]).toEqual([200, 403]);
    expect((await admin.call(`/api/api-keys/${id}`, { method: 'DELETE' })).status).toBe(204);
    expect(await statusOf(key)).toBe(401);
    const old = await issue(['read']);
    await asOwner(`UPDATE access.api_key SET expires_at = now() WHERE id = '${old.id}'`);
    expect(await statusOf(old.key)).toBe(401);
  });
});

describe('what happens to identities', () => {
  it('is kept for the auditor', async () => {
    const { json } = await api.call('/api/access-events?limit=200', { as: 'auditor' });
    const types = new Set((json['items'] as { type: string }[]).map(({ type }) => type));
    expect([...types].sort()).toEqual([
      ...['ApiKeyIssued', 'ApiKeyRevoked', 'PasswordChanged', 'SetUpDone', 'SignInRefused', 'SignedIn'],
      ...['SteppedUp', 'UserAdded'],
    ]);
  });
});
