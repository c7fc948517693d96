import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { IdentityOptions } from '#identity';
import { newId, newSecret } from '#platform';
import { Secret, TOTP } from 'otpauth';
import { startApi, type TestApi } from '../../../../test/support/api.js';
import { startAttacked, type Attacked } from '../../../../test/support/attacked.js';
import { cloneDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { cookieOf, signIn, trySignIn, type SignInInput } from '../../../../test/support/session.js';

const STEP = 30_000;
const ATTEMPTS = 5;
const identity: IdentityOptions = {
  secretKey: newSecret(32),
  secondFactor: 'offered',
  signInLimits: { perAccount: ATTEMPTS, perAddress: 1e9 },
};

let db: TestDatabase;
let other: TestApi;
let api: Attacked;
beforeAll(async () => {
  db = await cloneDatabase();
  other = await startApi(db, { identity });
  // The later start made the secrets that count.
  api = await startAttacked(db, { identity });
});
afterEach(() => api.expectUnharmed());
afterAll(async () => {
  await api.stop();
  await other.stop();
  await db.drop();
});

const codeOf = (secret: string, steps = 0): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * STEP });
const inputOf = (role: keyof Attacked['credentials']): SignInInput => {
  const { email, password } = api.credentials[role];
  return { email, password };
};
const typesOf = async (about: string): Promise<unknown[]> => {
  const { json } = await api.call(`/api/access-events?user=${about}`, { as: 'auditor' });
  return (json['items'] as { type: string; details: object }[]).map(({ type, details }) =>
    type === 'SignInRefused' ? { type, ...details } : type,
  );
};

describe('signing in', () => {
  it('begins a session with a cookie for this host alone', async () => {
    const answer = await trySignIn(api, inputOf('staff'));
    expect(answer.status).toBe(200);
    expect(answer.headers.get('set-cookie')).toMatch(
      /^__Host-sid=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Lax$/,
    );
    expect(answer.json).toMatchObject({
      user: { id: api.actorIds.staff, role: 'staff' },
      secondFactor: 'off',
    });
    expect(answer.text).not.toContain(cookieOf(answer).slice('__Host-sid='.length));
  });

  it('takes the address in any spelling', async () => {
    const { email, password } = inputOf('staff');
    expect((await trySignIn(api, { email: email.toUpperCase(), password })).status).toBe(200);
  });

  it('ends the session that was there', async () => {
    const before = await signIn(api, 'operator');
    await before.call('/api/session', { body: inputOf('operator') });
    const { json } = await before.call('/api/me/sessions');
    expect(json['items']).toHaveLength(1);
  });

  it('is refused alike for a wrong password, nobody, who was invited, and who was disabled', async () => {
    const admin = await signIn(api, 'admin');
    const invited = await admin.call('/api/users', {
      body: { name: 'Invited', email: 'invited@example.org', role: 'staff' },
    });
    expect(invited.status).toBe(201);
    await admin.call(`/api/users/${api.actorIds.stakeholder}/disable`, { method: 'POST' });
    const answers = [
      await trySignIn(api, { ...inputOf('staff'), password: 'a wrong one' }),
      await trySignIn(api, { email: 'nobody@example.org', password: 'a wrong one' }),
      await trySignIn(api, { email: 'invited@example.org', password: 'nobody has this password' }),
      await trySignIn(api, inputOf('stakeholder')),
    ];
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers[0]?.json).toMatchObject({ status: 401, code: 'SIGN_IN_FAILED' });
    expect(answers.map(({ headers }) => headers.get('set-cookie'))).toEqual([null, null, null, null]);
    expect((await typesOf(api.actorIds.stakeholder)).slice(0, 2)).toEqual([
      { type: 'SignInRefused', code: 'SIGN_IN_FAILED' },
      'UserDisabled',
    ]);
  });

  it('never lets a password or a session into the log', async () => {
    const own = await signIn(api, 'staff');
    const text = JSON.stringify(api.logLines);
    expect(text).not.toContain(api.credentials.staff.password);
    expect(text).not.toContain(own.cookie.slice('__Host-sid='.length));
    expect(text).not.toContain(api.credentials.staff.email);
  });
});

describe('guessing', () => {
  it('is over after some attempts at all servers together, also with the right password', async () => {
    const wrong = { ...inputOf('approver'), password: 'a wrong one' };
    const statuses: number[] = [];
    for (let n = 0; n < ATTEMPTS; n += 1) {
      statuses.push((await trySignIn(n % 2 === 0 ? api : other, wrong)).status);
    }
    expect(statuses).toEqual([401, 401, 401, 401, 401]);
    for (const server of [api, other]) {
      const full = await trySignIn(server, inputOf('approver'));
      expect([full.status, full.json['code']]).toEqual([429, 'TOO_MANY_SIGN_INS']);
      expect(Number(full.headers.get('retry-after'))).toBeGreaterThan(60);
    }
    expect((await trySignIn(api, inputOf('auditor'))).status).toBe(200);
  });

  it('counts a right attempt as a new beginning', async () => {
    for (let round = 0; round < 2; round += 1) {
      for (let n = 0; n < ATTEMPTS - 1; n += 1) {
        await trySignIn(api, { ...inputOf('operator'), password: 'a wrong one' });
      }
      expect((await trySignIn(api, inputOf('operator'))).status).toBe(200);
    }
  });

  it('a thousand times is answered alike whether somebody has the address or not', async () => {
    const told = async (email: string): Promise<string[]> => {
      const texts: string[] = [];
      for (let n = 0; n < 500; n += 1) {
        const { status, text } = await trySignIn(api, { email, password: `wrong ${n}` });
        texts.push(`${status} ${text.replaceAll(/\d+ seconds/g, 'some seconds')}`);
      }
      return texts;
    };
    const known = await told(api.credentials.operator.email);
    expect(await told('nobody-at-all@example.org')).toEqual(known);
    expect(known.filter((text) => text.startsWith('429 '))).toHaveLength(500 - ATTEMPTS);
    expect(known.filter((text) => text.startsWith('401 '))).toHaveLength(ATTEMPTS);
  });
});

describe('the second factor', () => {
  it('is asked for once it was confirmed, and takes each code once', async () => {
    const own = await signIn(api, 'auditor');
    const begun = await own.call('/api/me/second-factor', { method: 'POST' });
    const secret = String(begun.json['secret']);
    const wrong = await own.call('/api/me/second-factor', { method: 'PUT', body: { code: '000000' } });
    expect([wrong.status, wrong.json['code']]).toEqual([422, 'SECOND_FACTOR_CODE']);
    // Not confirmed: not asked for.
    expect((await trySignIn(api, inputOf('auditor'))).status).toBe(200);
    const confirming = codeOf(secret);
    const on = await own.call('/api/me/second-factor', { method: 'PUT', body: { code: confirming } });
    expect(on.json['secondFactor']).toBe('on');

    const answer = async (code?: string) => {
      const { status, json } = await trySignIn(api, {
        ...inputOf('auditor'),
        ...(code === undefined ? {} : { code }),
      });
      return [status, json['code']];
    };
    expect(await answer()).toEqual([401, 'SECOND_FACTOR_REQUIRED']);
    expect(await answer(confirming)).toEqual([401, 'SIGN_IN_FAILED']);
    const next = codeOf(secret, 1);
    const both = await Promise.all([answer(next), answer(next)]);
    expect(both.map(([status]) => status).sort()).toEqual([200, 401]);
    expect(await answer(next)).toEqual([401, 'SIGN_IN_FAILED']);
  });

  it('taken away by an administrator, is asked for no more and ends the sessions', async () => {
    const admin = await signIn(api, 'admin');
    const path = `/api/users/${api.actorIds.auditor}/reset-second-factor`;
    expect((await admin.call(path, { method: 'POST' })).json['secondFactor']).toBe(false);
    expect((await typesOf(api.actorIds.auditor))[0]).toBe('SecondFactorOff');
    const own = await signIn(api, 'auditor');
    expect(((await own.call('/api/me/sessions')).json['items'] as unknown[]).length).toBe(1);
  });
});

describe('a role that needs a second factor', () => {
  it('is kept from everything until it is set up', async () => {
    const strict = await startApi(db, { identity: { ...identity, secondFactor: 'required' } });
    try {
      for (const role of ['admin', 'auditor'] as const) {
        const own = await signIn(strict, role);
        expect((await own.call('/api/session')).json['secondFactor']).toBe('required');
        for (const path of ['/api/users', '/api/access-events', '/api/refused-commands']) {
          expect([path, (await own.call(path)).status]).toEqual([path, 401]);
        }
        const body = { name: 'Somebody', role: 'staff' };
        const refused = await own.call('/api/users', { body });
        expect([refused.status, refused.json['code']]).toEqual([403, 'SECOND_FACTOR_NOT_SET_UP']);
        const begun = await own.call('/api/me/second-factor', { method: 'POST' });
        const code = codeOf(String(begun.json['secret']));
        expect((await own.call('/api/me/second-factor', { method: 'PUT', body: { code } })).status).toBe(200);
        expect((await own.call('/api/users')).status).toBe(200);
        const removed = await own.call('/api/me/second-factor', { method: 'DELETE' });
        expect([removed.status, removed.json['code']]).toEqual([409, 'SECOND_FACTOR_NEEDED']);
      }
      const staff = await signIn(strict, 'staff');
      const body = { titles: { en: `Plant ${newId()}` } };
      expect((await staff.call('/api/projects', { body })).status).toBe(201);
    } finally {
      await strict.stop();
    }
    await expect(api.expectUnharmed(1)).resolves.toBeUndefined();
  });
});
