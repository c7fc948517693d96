import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { IdentityOptions } from '#identity';
import { startApi, type TestApi } from '../../../../test/support/api.js';
import { cloneDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { eventually } from '../../../../test/support/eventually.js';
import {
  openIdOptions,
  SPEC_IDENTITY,
  startOpenIdProvider,
  type TestProvider,
} from '../../../../test/support/openid-provider.js';
import { TestVisitor } from '../../../../test/support/visitor.js';

const BASE = 'http://tracker.test';
const CALLBACK = `${BASE}/api/session/openid/callback`;
const ROLES = [
  ['ministers', 'approver'],
  ['desk', 'staff'],
  ['house', 'admin'],
] as const;

let db: TestDatabase;
let provider: TestProvider;
let api: TestApi;
beforeAll(async () => {
  db = await cloneDatabase();
  provider = await startOpenIdProvider(CALLBACK);
  api = await startApi(db, { identity: identityAt(provider) });
});
afterAll(async () => {
  await api.stop();
  await provider.stop();
  await db.drop();
});

const identityAt = (at: TestProvider): IdentityOptions => ({
  ...{ ...SPEC_IDENTITY, secondFactor: 'required', openId: openIdOptions(at, ROLES) },
});

let visitor: TestVisitor;
beforeEach(() => {
  visitor = newVisitor();
  provider.accounts.clear();
  enter('asel', ['desk']);
});

const newVisitor = () => new TestVisitor({ [BASE]: api.url });

function enter(subject: string, groups: readonly string[]): void {
  provider.accounts.set(subject, { name: `${subject} of the ministry`, groups });
  provider.atTheKeyboard = subject;
}

/** To the provider and back, up to the address of the callback. */
const toCallback = (query = '', on = visitor) =>
  on.follow(`${BASE}/api/session/openid${query}`, (at) => at.startsWith(CALLBACK));
const signIn = async (query = '', on = visitor) => on.next(await toCallback(query, on));

interface SessionBody {
  readonly user: { readonly id: string; readonly name: string; readonly role: string } | null;
  readonly steppedUpUntil: string | null;
  readonly hasPassword: boolean;
  readonly signInBy: { readonly password: boolean; readonly openId: string | null };
}
const sessionOf = async (on = visitor) => (await (await on.get(`${BASE}/api/session`)).json()) as SessionBody;
const isFresh = ({ steppedUpUntil }: SessionBody) => Date.parse(steppedUpUntil ?? '') > Date.now();

const refusals = () => api.logLines.filter(({ event }) => event === 'openid.sign_in_refused');
const lastReason = () => String(refusals().at(-1)?.['reason']);
const eventsOf = async (type: string) => {
  const { rows } = await db
    .ownerPool()
    .query<{ about: string | null; details: Record<string, unknown> }>(
      'SELECT about, details FROM access.access_event WHERE type = $1 ORDER BY id',
      [type],
    );
  return rows;
};

/** Changes one parameter of an address. */
function altered(address: string, name: string, value: string): string {
  const changed = new URL(address);
  changed.searchParams.set(name, value);
  return changed.href;
}

const FAILED = `${BASE}/sign-in?failed=OPENID_FAILED`;

describe('signing in through the provider', () => {
  it('makes a user with the role of the group, a session, and leads to where the person wanted', async () => {
    expect((await sessionOf()).signInBy).toEqual({ password: true, openId: 'Ministry ID' });
    expect(await signIn('?returnTo=/projects?stage=built')).toBe(`${BASE}/projects?stage=built`);
    const session = await sessionOf();
    expect(session.user).toMatchObject({ name: 'asel of the ministry', role: 'staff' });
    expect(session.hasPassword).toBe(false);
    expect((await eventsOf('SignedIn')).at(-1)).toMatchObject({ about: session.user?.id });
  });

  it('asks with PKCE, state and nonce, and leaves nothing readable in the browser', async () => {
    const response = await visitor.get(`${BASE}/api/session/openid`);
    const asked = new URL(response.headers.get('location') ?? '').searchParams;
    expect(asked.get('code_challenge_method')).toBe('S256');
    for (const name of ['state', 'nonce', 'code_challenge']) expect(asked.get(name)).toMatch(/^.{43}$/);
    expect(asked.get('redirect_uri')).toBe(CALLBACK);
    const cookie = response.headers.getSetCookie().join();
    expect(cookie).toMatch(/^__Host-oidc=[\w-]+; Path=\/; Secure; HttpOnly; SameSite=Lax; Max-Age=600$/);
    expect(Buffer.from(visitor.cookie(BASE, '__Host-oidc') ?? '', 'base64url').toString()).not.toContain(
      asked.get('state'),
    );
  });

  it('knows somebody again by issuer and subject, whatever they are called now', async () => {
    await signIn();
    const before = await sessionOf();
    provider.accounts.set('asel', { name: 'another name', groups: ['desk'] });
    const elsewhere = newVisitor();
    await signIn('', elsewhere);
    expect((await sessionOf(elsewhere)).user?.id).toBe(before.user?.id);
    enter('berik', ['desk']);
    const other = newVisitor();
    await signIn('', other);
    expect((await sessionOf(other)).user?.id).not.toBe(before.user?.id);
  });

  it('makes one user of two first sign-ins at the same time', async () => {
    enter('twice', ['desk']);
    const visitors = [newVisitor(), newVisitor()];
    const callbacks = await Promise.all(visitors.map((one) => toCallback('', one)));
    await Promise.all(visitors.map((one, index) => one.next(callbacks[index] ?? '')));
    const [first, second] = await Promise.all(visitors.map(sessionOf));
    expect(first?.user?.id).toBeDefined();
    expect(second?.user?.id).toBe(first?.user?.id);
  });

  it.each(['https://evil.example', '//evil.example', '/\\evil.example', 'evil', '/a//b', '/ x'])(
    'does not lead to %j afterwards',
    async (returnTo) => {
      expect(await signIn(`?returnTo=${encodeURIComponent(returnTo)}`)).toBe(`${BASE}/`);
    },
  );
});

describe('a sign-in that something is wrong with leads to the page, without a session', () => {
  afterEach(() => expect(visitor.cookie(BASE, '__Host-sid')).toBeUndefined());

  it('where the state is another one', async () => {
    expect(await visitor.next(altered(await toCallback(), 'state', 'x'.repeat(43)))).toBe(FAILED);
    expect(lastReason()).toContain('state');
  });

  it('where the answer is of another issuer', async () => {
    expect(await visitor.next(altered(await toCallback(), 'iss', 'https://evil.example'))).toBe(FAILED);
    expect(lastReason()).toContain('iss');
  });

  it('where the nonce is another one', async () => {
    const asked = altered(await visitor.next(`${BASE}/api/session/openid`), 'nonce', 'another');
    const back = await visitor.follow(asked, (at) => at.startsWith(CALLBACK));
    expect(await visitor.next(back)).toBe(FAILED);
    expect(lastReason()).toContain('nonce');
  });

  it('where the code was asked for with another challenge', async () => {
    const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';
    const asked = altered(await visitor.next(`${BASE}/api/session/openid`), 'code_challenge', challenge);
    const back = await visitor.follow(asked, (at) => at.startsWith(CALLBACK));
    expect(await visitor.next(back)).toBe(FAILED);
    expect(lastReason()).toContain('invalid_grant');
  });

  it('where the code was used before, also with the cookie of then', async () => {
    const back = await toCallback();
    const pending = visitor.cookie(BASE, '__Host-oidc') ?? '';
    await visitor.next(back);
    const later = newVisitor();
    expect(await later.next(back)).toBe(FAILED);
    expect(lastReason()).toContain('no sign-in was begun');
    later.setCookie(BASE, '__Host-oidc', pending);
    expect(await later.next(back)).toBe(FAILED);
    expect(lastReason()).toContain('invalid_grant');
    visitor = later;
  });

  it('where the sign-in was begun in another browser', async () => {
    const back = await toCallback('', newVisitor());
    await visitor.next(`${BASE}/api/session/openid`);
    expect(await visitor.next(back)).toBe(FAILED);
    expect(lastReason()).toContain('state');
  });

  it('where the cookie was changed', async () => {
    const back = await toCallback();
    const pending = visitor.cookie(BASE, '__Host-oidc') ?? '';
    visitor.setCookie(BASE, '__Host-oidc', `${pending.slice(0, -4)}AAAA`);
    expect(await visitor.next(back)).toBe(FAILED);
    expect(lastReason()).toContain('not sealed here');
  });

  it('where the person cancelled', async () => {
    provider.atTheKeyboard = undefined;
    expect(await signIn()).toBe(FAILED);
    expect(lastReason()).toContain('access_denied');
  });

  it('where no group has a role', async () => {
    enter('guest', ['visitors']);
    expect(await signIn()).toBe(`${BASE}/sign-in?failed=OPENID_NO_ROLE`);
    expect(lastReason()).toContain('visitors');
    expect((await eventsOf('SignInRefused')).at(-1)?.details).toEqual({ code: 'OPENID_NO_ROLE' });
  });

  it('where the provider is away, until it is back', async () => {
    const restarted = await startApi(db, { identity: identityAt(provider) });
    const address = `${BASE}/api/session/openid`;
    visitor = new TestVisitor({ [BASE]: restarted.url });
    provider.goAway();
    expect(await visitor.next(address)).toBe(`${BASE}/sign-in?failed=OPENID_AWAY`);
    expect((await visitor.get(`${BASE}/api/session`)).status).toBe(200);
    provider.comeBack();
    await eventually('the provider is asked anew', async () =>
      (await visitor.next(address)).startsWith(provider.issuer) ? true : undefined,
    );
    await restarted.stop();
  });
});

describe('the role of somebody from the provider', () => {
  it('follows the groups at each sign-in, and ends the sessions of the role before', async () => {
    enter('daria', ['desk']);
    await signIn();
    const { user } = await sessionOf();
    enter('daria', ['house', 'ministers', 'desk']);
    const later = newVisitor();
    await signIn('', later);
    expect((await sessionOf(later)).user).toMatchObject({ id: user?.id, role: 'approver' });
    expect((await sessionOf()).user).toBeNull();
    expect((await eventsOf('RoleChanged')).at(-1)).toEqual({
      about: user?.id,
      details: { from: 'staff', to: 'approver', byProvider: true },
    });
  });

  it('is taken away with the last group that has one: the sessions end', async () => {
    enter('emil', ['desk']);
    await signIn();
    provider.accounts.set('emil', { name: 'emil', groups: [] });
    const later = newVisitor();
    expect(await signIn('', later)).toBe(`${BASE}/sign-in?failed=OPENID_NO_ROLE`);
    expect((await sessionOf()).user).toBeNull();
  });

  it('counts for nothing while the user is disabled', async () => {
    enter('farid', ['desk']);
    await signIn();
    const { user } = await sessionOf();
    await db.ownerPool().query('UPDATE access.actor SET disabled_at = now() WHERE id = $1', [user?.id]);
    const later = newVisitor();
    expect(await signIn('', later)).toBe(FAILED);
    expect(lastReason()).toContain('disabled');
    expect((await eventsOf('SignInRefused')).at(-1)).toMatchObject({ about: user?.id });
    expect((await sessionOf(later)).user).toBeNull();
  });

  it('needs no second factor of the product: the provider sees to that', async () => {
    enter('house-master', ['house']);
    await signIn();
    expect((await visitor.get(`${BASE}/api/users`)).status).toBe(200);
  });
});

describe('a proof of who somebody is', () => {
  it('is asked for anew at the provider, and gives the session another token', async () => {
    await signIn();
    const before = { token: visitor.cookie(BASE, '__Host-sid'), session: await sessionOf() };
    expect(isFresh(before.session)).toBe(false);
    const asked = new URL(await visitor.next(`${BASE}/api/session/openid?stepUp=true`)).searchParams;
    expect([asked.get('prompt'), asked.get('max_age')]).toEqual(['login', '0']);
    expect(await signIn('?stepUp=true&returnTo=/users')).toBe(`${BASE}/users`);
    const session = await sessionOf();
    expect(session.user?.id).toBe(before.session.user?.id);
    expect(isFresh(session)).toBe(true);
    const stale = newVisitor();
    stale.setCookie(BASE, '__Host-sid', before.token ?? '');
    expect((await sessionOf(stale)).user).toBeNull();
    expect((await eventsOf('SteppedUp')).at(-1)).toMatchObject({ about: session.user?.id });
  });

  it('of somebody else is refused, and the session stays as it was', async () => {
    await signIn();
    const before = await sessionOf();
    enter('galym', ['desk']);
    visitor.forget(provider.issuer);
    expect(await signIn('?stepUp=true')).toBe(FAILED);
    expect(lastReason()).toContain('another person');
    const session = await sessionOf();
    expect([session.user?.id, isFresh(session)]).toEqual([before.user?.id, false]);
  });

  it('has to be newer than the question: an old sign-in at the provider does not do', async () => {
    await signIn();
    // The provider is kept from asking: it answers with the sign-in that it knows of, as old as its record says.
    const asked = new URL(await visitor.next(`${BASE}/api/session/openid?stepUp=true`));
    for (const name of ['prompt', 'max_age']) asked.searchParams.delete(name);
    const back = await visitor.follow(asked.href, (at) => at.startsWith(CALLBACK));
    expect(await visitor.next(back)).toBe(FAILED);
    expect(lastReason()).toContain('auth_time');
    expect(isFresh(await sessionOf())).toBe(false);
  });

  it('means signing in anew where the session has ended', async () => {
    expect(await signIn('?stepUp=true&returnTo=/me')).toBe(`${BASE}/me`);
    expect((await sessionOf()).user).toMatchObject({ name: 'asel of the ministry' });
  });
});

describe('without a provider', () => {
  it('there is no such address', async () => {
    const plain = await startApi(db);
    for (const path of ['/api/session/openid', '/api/session/openid/callback?code=x&state=y']) {
      expect((await plain.call(path)).status).toBe(404);
    }
    await plain.stop();
  });
});
