import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWTPayload } from 'jose';
import Provider, { type Configuration } from 'oidc-provider';
import type { IdentityOptions } from '#identity';

/** Somebody whom the provider knows. */
export interface ProviderAccount {
  name: string;
  groups: readonly string[];
}

export interface TestProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly audience: string;
  /** Accounts by subject: specs add and change them. */
  readonly accounts: Map<string, ProviderAccount>;
  /** Groups that access tokens of the program tell. */
  programGroups: readonly string[];
  /** Who types in the right password whenever the provider asks for one; undefined: nobody, who cancels. */
  atTheKeyboard: string | undefined;
  /** The key that the provider signs with. */
  readonly signingKey: CryptoKey;
  readonly verificationKey: CryptoKey;
  /** An access token of the program, as the provider issues it. */
  tokenOfProgram(): Promise<string>;
  /** A token signed with the provider's key, right but for what is given. */
  sign(claims?: JWTPayload, header?: Record<string, unknown>): Promise<string>;
  /** Answers with errors until `comeBack`. */
  goAway(): void;
  comeBack(): void;
  stop(): Promise<void>;
}

const CLIENT = { clientId: 'tracker', clientSecret: 'a secret of the tracker and of its provider' };
const PROGRAM = { clientId: 'nightly-export', clientSecret: 'a secret of the program and of its provider' };
const AUDIENCE = 'https://tracker.test/api';
const KEY_ID = 'provider-key';

/** Identity of a product whose specs sign in as often as they like. */
export const SPEC_IDENTITY: IdentityOptions = {
  secretKey: 'a key of this spec that nobody else has',
  secondFactor: 'offered',
  signInLimits: { perAccount: 1_000, perAddress: 1_000 },
};

/** How a product is told of the provider; `roles` are those of its groups. */
export const openIdOptions = (
  { issuer, clientId, clientSecret }: TestProvider,
  roles: NonNullable<IdentityOptions['openId']>['roles'],
): NonNullable<IdentityOptions['openId']> => ({
  ...{ issuer, clientId, clientSecret, name: 'Ministry ID', audience: undefined, roles },
  ...{ scope: 'openid profile', groupsClaim: 'groups' },
});

/** A real identity provider on loopback; `callback` is the address that it sends people of the product back to. */
export async function startOpenIdProvider(callback: string): Promise<TestProvider> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  let handle: (request: IncomingMessage, response: ServerResponse) => void = () => undefined;
  let isAway = false;
  const server = createServer((request, response) => {
    if (isAway) response.writeHead(503).end();
    else handle(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const test: TestProvider = {
    ...{ issuer, ...CLIENT, audience: AUDIENCE, signingKey: privateKey, verificationKey: publicKey },
    ...{ accounts: new Map(), programGroups: [], atTheKeyboard: undefined },
    tokenOfProgram: () => tokenOfProgram(issuer),
    sign: (claims, header) => signed(privateKey, { issuer, claims, header }),
    goAway: () => (isAway = true),
    comeBack: () => (isAway = false),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  const key = { ...(await exportJWK(privateKey)), kid: KEY_ID, alg: 'RS256', use: 'sig' };
  const provider = new Provider(issuer, configuration(test, { key, callback }));
  const answer = provider.callback();
  handle = (request, response) => {
    if (request.url?.startsWith('/interaction/') === true) void interact(provider, test, [request, response]);
    else void answer(request, response);
  };
  return test;
}

function configuration(
  test: TestProvider,
  { key, callback }: { readonly key: Record<string, unknown>; readonly callback: string },
): Configuration {
  return {
    jwks: { keys: [key] },
    cookies: { keys: ['a key of the cookies of the provider'] },
    clients: [
      { client_id: CLIENT.clientId, client_secret: CLIENT.clientSecret, redirect_uris: [callback] },
      {
        ...{ client_id: PROGRAM.clientId, client_secret: PROGRAM.clientSecret, redirect_uris: [] },
        ...{ grant_types: ['client_credentials'], response_types: [] },
      },
    ],
    claims: { openid: ['sub'], profile: ['name', 'groups'] },
    pkce: { required: () => true },
    findAccount: (_context, subject) => {
      const account = test.accounts.get(subject);
      return account && { accountId: subject, claims: () => ({ sub: subject, ...account }) };
    },
    async loadExistingGrant({ oidc: { provider, client, session } }) {
      const grant = new provider.Grant({ clientId: client?.clientId, accountId: session?.accountId });
      grant.addOIDCScope('openid profile');
      await grant.save();
      return grant;
    },
    extraTokenClaims: () => ({ groups: test.programGroups }),
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: () => ({
          ...{ scope: '', audience: AUDIENCE, accessTokenTTL: 300, accessTokenFormat: 'jwt' },
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
  };
}

async function interact(
  provider: Provider,
  { atTheKeyboard }: TestProvider,
  [request, response]: [IncomingMessage, ServerResponse],
): Promise<void> {
  const result =
    atTheKeyboard === undefined
      ? { error: 'access_denied', error_description: 'somebody pressed cancel' }
      : { login: { accountId: atTheKeyboard } };
  await provider.interactionFinished(request, response, result);
}

async function tokenOfProgram(issuer: string): Promise<string> {
  const response = await fetch(`${issuer}/token`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${btoa([PROGRAM.clientId, PROGRAM.clientSecret].map(encodeURIComponent).join(':'))}`,
    },
    body: new URLSearchParams({ grant_type: 'client_credentials', resource: AUDIENCE }),
  });
  const answer = (await response.json()) as Record<string, unknown>;
  if (typeof answer['access_token'] !== 'string') throw new Error(JSON.stringify(answer));
  return answer['access_token'];
}

function signed(
  key: CryptoKey,
  given: {
    readonly issuer: string;
    readonly claims?: JWTPayload | undefined;
    readonly header?: Record<string, unknown> | undefined;
  },
): Promise<string> {
  const now = Math.floor(Date.now() / 1_000);
  const claims = {
    ...{ iss: given.issuer, aud: AUDIENCE, sub: 'signed-program', client_id: 'signed-program' },
    ...{ iat: now, exp: now + 300, groups: ['desk'], ...given.claims },
  };
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'RS256', typ: 'at+jwt', kid: KEY_ID, ...given.header })
    .sign(key);
}
