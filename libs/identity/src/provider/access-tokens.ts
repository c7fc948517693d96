import { decodeProtectedHeader, errors, jwtVerify, type JWTPayload } from 'jose';
import type { Actor } from '../access/actor.js';
import { readClaims } from './claims.js';
import type { ExternalUsers } from './external-users.js';
import { OpenIdError, reasonOf } from './open-id-error.js';
import type { OpenIdProvider } from './open-id-provider.js';

const FORM = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*$/;
/** Asymmetric ones alone: with a shared key whoever checks a token could make one. */
const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA'];
/** Headers with which a token would name its own key. */
const OWN_KEY = ['jku', 'jwk', 'x5u', 'x5c'] as const;
/** Seconds that clocks may differ. */
const TOLERANCE = 5;

/** Whether a text has the form of a JWT; keys of the product have no dots. */
export const isToken = (text: string): boolean => FORM.test(text);

/** Access tokens of the identity provider, as programs show them (RFC 9068). */
export class AccessTokens {
  constructor(
    private readonly provider: OpenIdProvider,
    private readonly users: ExternalUsers,
    private readonly audience: string,
  ) {}

  /** Whose token it is. @throws OpenIdError OPENID_AWAY when it cannot be checked now, else with what is wrong with it. */
  async actorOf(token: string): Promise<Actor> {
    const { iat, ...given } = await this.checked(token);
    const claims = readClaims(given, this.provider.options.groupsClaim);
    return this.users.actorOfToken(claims, new Date((iat ?? 0) * 1_000));
  }

  private async checked(token: string): Promise<JWTPayload> {
    refuseOwnKey(token);
    const { issuer, keys } = await this.provider.signers();
    try {
      const { payload } = await jwtVerify(token, keys, {
        ...{ issuer, audience: this.audience, algorithms: ALGORITHMS, typ: 'at+jwt' },
        ...{ requiredClaims: ['exp', 'iat', 'sub'], clockTolerance: TOLERANCE },
      });
      return payload;
    } catch (error) {
      throw new OpenIdError(isFault(error) ? 'OPENID_FAILED' : 'OPENID_AWAY', reasonOf(error));
    }
  }
}

function refuseOwnKey(token: string): void {
  const header = headerOf(token);
  const named = OWN_KEY.filter((name) => Object.hasOwn(header, name));
  if (named.length > 0)
    throw new OpenIdError('OPENID_FAILED', `the token brings its own key: ${named.join()}`);
}

function headerOf(token: string): object {
  try {
    return decodeProtectedHeader(token);
  } catch (error) {
    throw new OpenIdError('OPENID_FAILED', reasonOf(error));
  }
}

/** Whether the token is at fault; else the provider's keys could not be had. */
const isFault = (error: unknown): boolean =>
  error instanceof errors.JOSEError &&
  error.code !== errors.JWKSTimeout.code &&
  error.code !== errors.JOSEError.code;
