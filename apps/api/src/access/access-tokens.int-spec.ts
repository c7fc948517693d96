import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { exportSPKI, generateKeyPair, SignJWT } from 'jose';
import { createSecretKey } from 'node:crypto';
import { newId } from '#platform';
import { startApi, type TestApi } from '../../../../test/support/api.js';
import { cloneDatabase, type TestDatabase } from '../../../../test/support/database.js';
import {
  openIdOptions,
  SPEC_IDENTITY,
  startOpenIdProvider,
  type TestProvider,
} from '../../../../test/support/openid-provider.js';

let db: TestDatabase;
let provider: TestProvider;
let api: TestApi;
beforeAll(async () => {
  db = await cloneDatabase();
  provider = await startOpenIdProvider('http://tracker.test/api/session/openid/callback');
  const openId = { ...openIdOptions(provider, [['desk', 'staff']]), audience: provider.audience };
  api = await startApi(db, { identity: { ...SPEC_IDENTITY, openId } });
});
afterAll(async () => {
  await api.stop();
  await provider.stop();
  await db.drop();
});
beforeEach(() => {
  provider.programGroups = ['desk'];
});

const give = async (token: string) => {
  const body = { titles: { en: `Plant ${newId()}` } };
  const answer = await api.call('/api/projects', { body, headers: { authorization: `Bearer ${token}` } });
  return [answer.status, answer.json['code']];
};
const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const claimsOf = (token: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;

describe('an access token of the identity provider', () => {
  it('lets a program do what the role of its group may', async () => {
    expect(await give(await provider.tokenOfProgram())).toEqual([201, undefined]);
    expect(await give(await provider.sign())).toEqual([201, undefined]);
    const { rows } = await db
      .ownerPool()
      .query<{ subject: string }>('SELECT subject FROM access.external_identity ORDER BY subject');
    expect(rows.map(({ subject }) => subject)).toEqual(['nightly-export', 'signed-program']);
  });

  const attacks: readonly [string, () => Promise<string>][] = [
    [
      'without a signature (alg none)',
      async () => {
        const claims = claimsOf(await provider.sign());
        return `${encoded({ alg: 'none', typ: 'at+jwt' })}.${encoded(claims)}.`;
      },
    ],
    [
      'signed with the public key as a shared one (HS256)',
      async () => {
        const claims = claimsOf(await provider.sign());
        const secret = createSecretKey(Buffer.from(await exportSPKI(provider.verificationKey)));
        return new SignJWT(claims)
          .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', kid: 'provider-key' })
          .sign(secret);
      },
    ],
    ['for another audience', () => provider.sign({ aud: 'https://another.test' })],
    ['of another issuer', () => provider.sign({ iss: 'https://another.test' })],
    ['that has expired', () => provider.sign({ exp: Math.floor(Date.now() / 1_000) - 60 })],
    [
      'that never expires',
      async () => {
        const { exp: _exp, ...claims } = claimsOf(await provider.sign());
        return new SignJWT(claims)
          .setProtectedHeader({ alg: 'RS256', typ: 'at+jwt', kid: 'provider-key' })
          .sign(provider.signingKey);
      },
    ],
    ['that names where its key is (jku)', () => provider.sign({}, { jku: 'https://another.test/keys' })],
    ['that is no access token (typ)', () => provider.sign({}, { typ: 'JWT' })],
    ['with a key that the provider does not have', () => provider.sign({}, { kid: 'another-key' })],
    [
      'signed by somebody else',
      async () => {
        const { privateKey } = await generateKeyPair('RS256');
        return new SignJWT(claimsOf(await provider.sign()))
          .setProtectedHeader({ alg: 'RS256', typ: 'at+jwt', kid: 'provider-key' })
          .sign(privateKey);
      },
    ],
    ['of a group without a role', () => provider.sign({ sub: 'visitor', groups: ['visitors'] })],
    [
      'with claims changed after it was signed',
      async () => {
        const [header, , signature] = (await provider.sign()).split('.');
        return `${header}.${encoded({ ...claimsOf(await provider.sign()), groups: ['desk'], x: 1 })}.${signature}`;
      },
    ],
  ];
  it.each(attacks)('is refused with 401 and a line in the log: one %s', async (_name, forge) => {
    const before = api.logLines.length;
    expect(await give(await forge())).toEqual([401, 'UNAUTHENTICATED']);
    const lines = api.logLines.slice(before);
    expect(lines).toContainEqual(expect.objectContaining({ event: 'access.token_refused' }));
    expect(lines).toContainEqual(expect.objectContaining({ event: 'request.refused', status: 401 }));
  });

  it('counts no more once its owner is disabled', async () => {
    const token = await provider.sign({ sub: 'leaving' });
    expect(await give(token)).toEqual([201, undefined]);
    await db.ownerPool().query(
      `UPDATE access.actor SET disabled_at = now()
       WHERE id = (SELECT actor_id FROM access.external_identity WHERE subject = 'leaving')`,
    );
    expect(await give(token)).toEqual([401, 'UNAUTHENTICATED']);
  });
});

describe('signing in with a password where the identity provider serves', () => {
  it('is left to the one account that is kept for the day when the provider is away', async () => {
    const { approver } = api.credentials;
    const closed = await startApi(db, {
      identity: { ...SPEC_IDENTITY, localSignIn: { on: false, breakGlassEmail: approver.email } },
    });
    try {
      const signIn = async ({ email, password }: typeof approver) => {
        const answer = await closed.call('/api/session', { body: { email, password } });
        return [answer.status, answer.json['code']];
      };
      expect(await signIn(closed.credentials.staff)).toEqual([401, 'SIGN_IN_FAILED']);
      expect(await signIn(closed.credentials.approver)).toEqual([200, undefined]);
      expect((await closed.call('/api/session')).json).toMatchObject({ signInBy: { password: false } });
    } finally {
      await closed.stop();
    }
  });
});
