import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose';
import * as openid from 'openid-client';
import type { OpenIdConfig } from '#platform';
import { OpenIdError, reasonOf } from './open-id-error.js';

/** Seconds that an answer of the provider may take. */
const PATIENCE = 5;
const HOUR = 60 * 60 * 1_000;
/** Milliseconds in which a provider that did not answer is not asked again. */
const PAUSE = 500;

interface Known {
  readonly configuration: openid.Configuration;
  readonly keys: JWTVerifyGetKey;
  readonly until: number;
}

/**
 * The identity provider as its own description tells it. It is asked when it is first needed, and again after an hour or a
 * failure: the product starts and runs without it.
 */
export class OpenIdProvider {
  private known: Known | undefined;
  private asking: Promise<Known> | undefined;
  private failed: { readonly error: OpenIdError; readonly until: number } | undefined;

  constructor(readonly options: OpenIdConfig) {}

  /** @throws OpenIdError OPENID_AWAY */
  async configuration(): Promise<openid.Configuration> {
    return (await this.found()).configuration;
  }

  /** The provider's name of itself, and the keys it signs with, which are fetched when they are needed. @throws OpenIdError OPENID_AWAY */
  async signers(): Promise<{ readonly issuer: string; readonly keys: JWTVerifyGetKey }> {
    const { configuration, keys } = await this.found();
    return { issuer: configuration.serverMetadata().issuer, keys };
  }

  private async found(): Promise<Known> {
    const now = performance.now();
    if (this.known !== undefined && now < this.known.until) return this.known;
    if (this.failed !== undefined && now < this.failed.until) return this.knownElse(this.failed.error);
    this.asking ??= this.ask().finally(() => (this.asking = undefined));
    return this.asking;
  }

  private async ask(): Promise<Known> {
    try {
      this.known = await discover(this.options);
      return this.known;
    } catch (cause) {
      const error = new OpenIdError('OPENID_AWAY', reasonOf(cause));
      this.failed = { error, until: performance.now() + PAUSE };
      return this.knownElse(error);
    }
  }

  /** What was known goes on counting while the provider does not answer. */
  private knownElse(error: OpenIdError): Known {
    if (this.known === undefined) throw error;
    return this.known;
  }
}

async function discover({ issuer, clientId, clientSecret }: OpenIdConfig): Promise<Known> {
  const plain = new URL(issuer).protocol === 'http:';
  const configuration = await openid.discovery(new URL(issuer), clientId, {}, authentication(clientSecret), {
    timeout: PATIENCE,
    execute: [openid.enableNonRepudiationChecks, ...(plain ? [openid.allowInsecureRequests] : [])],
  });
  const { jwks_uri: address = '' } = configuration.serverMetadata();
  if (!URL.canParse(address) || (!plain && new URL(address).protocol !== 'https:')) {
    throw new Error('the description of the provider names no https address of its keys (jwks_uri)');
  }
  const keys = createRemoteJWKSet(new URL(address), { timeoutDuration: PATIENCE * 1_000 });
  return { configuration, keys, until: performance.now() + HOUR };
}

/** HTTP Basic, which every provider has to take, unless it says that it takes the secret in the body alone. */
function authentication(secret: string | undefined): openid.ClientAuth {
  if (secret === undefined) return openid.None();
  const basic = openid.ClientSecretBasic(secret);
  const post = openid.ClientSecretPost(secret);
  return (server, ...rest) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    (methods.includes('client_secret_basic') ? basic : post)(server, ...rest);
  };
}
