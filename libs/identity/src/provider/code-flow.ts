import * as openid from 'openid-client';
import type { SecretBox } from '#platform';
import { z } from 'zod';
import { readClaims, type ProviderClaims } from './claims.js';
import { OpenIdError, reasonOf } from './open-id-error.js';
import type { OpenIdProvider } from './open-id-provider.js';

/** Seconds in which somebody comes back from the provider. */
export const SIGN_IN_SECONDS = 10 * 60;

/** What a sign-in is for. */
export interface SignInAim {
  /** Path of the page to go on at. */
  readonly returnTo: string;
  /** Proves again who the signed-in person is, in place of a new session. */
  readonly stepUp: boolean;
}

/** Somebody who came back. */
export interface Vouched {
  readonly claims: ProviderClaims;
  readonly aim: SignInAim;
  /** When the person last proved at the provider who they are; undefined: it does not tell. */
  readonly provenAt: Date | undefined;
}

const pendingShape = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  returnTo: z.string(),
  stepUp: z.boolean(),
  /** Unix time in milliseconds. */
  begunAt: z.number(),
});
type Pending = z.infer<typeof pendingShape>;

/**
 * Authorization code with PKCE (RFC 9700, OpenID Connect Core 1.0). What is pending stays with the browser, sealed, so that any
 * server can finish what another began.
 */
export class CodeFlow {
  constructor(
    private readonly provider: OpenIdProvider,
    private readonly box: SecretBox,
    /** Where the provider sends people back to. */
    private readonly callback: string,
  ) {}

  /** Where to send the browser, and what it keeps until it is back. @throws OpenIdError OPENID_AWAY */
  async begin(aim: SignInAim): Promise<{ readonly address: string; readonly sealed: string }> {
    const configuration = await this.provider.configuration();
    const pending: Pending = {
      ...{ state: openid.randomState(), nonce: openid.randomNonce() },
      ...{ verifier: openid.randomPKCECodeVerifier(), begunAt: Date.now(), ...aim },
    };
    const address = openid.buildAuthorizationUrl(configuration, {
      ...{ redirect_uri: this.callback, scope: this.provider.options.scope, response_type: 'code' },
      ...{ state: pending.state, nonce: pending.nonce, code_challenge_method: 'S256' },
      code_challenge: await openid.calculatePKCECodeChallenge(pending.verifier),
      ...(aim.stepUp ? { prompt: 'login', max_age: '0' } : {}),
    });
    const sealed = this.box.seal(Buffer.from(JSON.stringify(pending))).toString('base64url');
    return { address: address.href, sealed };
  }

  /**
   * Whom the provider vouches for. `search`: the query that the browser came back with.
   * @throws OpenIdError
   */
  async finish(sealed: string | undefined, search: string): Promise<Vouched> {
    const { returnTo, stepUp, ...pending } = this.open(sealed);
    const configuration = await this.provider.configuration();
    const tokens = await grant(configuration, new URL(`${this.callback}${search}`), { ...pending, stepUp });
    const given = tokens.claims();
    if (given === undefined) throw new OpenIdError('OPENID_FAILED', 'the provider gave no ID token');
    const { groupsClaim } = this.provider.options;
    const more = Object.hasOwn(given, groupsClaim)
      ? {}
      : await askFor(configuration, tokens.access_token, given.sub);
    const claims = readClaims({ ...more, ...given }, groupsClaim);
    const provenAt = typeof given.auth_time === 'number' ? new Date(given.auth_time * 1_000) : undefined;
    return { claims, aim: { returnTo, stepUp }, provenAt };
  }

  private open(sealed: string | undefined): Pending {
    if (sealed === undefined) {
      throw new OpenIdError(
        'OPENID_FAILED',
        'no sign-in was begun in this browser, or it was finished already',
      );
    }
    const pending = this.unsealed(sealed);
    if (pending.begunAt + SIGN_IN_SECONDS * 1_000 < Date.now()) {
      throw new OpenIdError('OPENID_FAILED', 'the sign-in took longer than ten minutes');
    }
    return pending;
  }

  private unsealed(sealed: string): Pending {
    try {
      const bytes = this.box.open(Buffer.from(sealed, 'base64url'));
      return pendingShape.parse(JSON.parse(bytes.toString('utf8')));
    } catch {
      throw new OpenIdError('OPENID_FAILED', 'the cookie of the sign-in was not sealed here, or changed');
    }
  }
}

/** Providers that keep ID tokens small tell names and groups when they are asked. */
async function askFor(
  configuration: openid.Configuration,
  accessToken: string,
  subject: string,
): Promise<Readonly<Record<string, unknown>>> {
  if (configuration.serverMetadata().userinfo_endpoint === undefined) return {};
  return openid
    .fetchUserInfo(configuration, accessToken, subject)
    .catch((error: unknown) => fail('userinfo', error));
}

async function grant(configuration: openid.Configuration, current: URL, pending: Omit<Pending, 'returnTo'>) {
  // The proof has to be newer than the request for it; the library allows for clocks that differ by 30 seconds.
  const maxAge = Math.ceil((Date.now() - pending.begunAt) / 1_000);
  return openid
    .authorizationCodeGrant(configuration, current, {
      ...{ expectedState: pending.state, expectedNonce: pending.nonce, pkceCodeVerifier: pending.verifier },
      ...(pending.stepUp ? { maxAge } : {}),
    })
    .catch((error: unknown) => fail('authorization code', error));
}

function fail(step: string, error: unknown): never {
  throw new OpenIdError('OPENID_FAILED', `${step}: ${reasonOf(error)}`);
}
