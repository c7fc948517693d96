import { SecretBox, type OpenIdConfig } from '#platform';
import { AccessTokens } from './access-tokens.js';
import { CodeFlow } from './code-flow.js';
import { ExternalUsers, type ExternalUsersParts } from './external-users.js';
import { OpenIdProvider } from './open-id-provider.js';

/** Path that the provider sends people back to, below the address of the product. */
const CALLBACK = '/api/session/openid/callback';

/** The ways in through the identity provider. */
export interface ByProvider {
  /** What people call it. */
  readonly name: string;
  readonly flow: CodeFlow;
  readonly users: ExternalUsers;
  /** undefined: access tokens are not taken. */
  readonly tokens: AccessTokens | undefined;
}

interface Options {
  readonly secretKey: string;
  readonly openId?: OpenIdConfig | undefined;
}

export function createByProvider(
  parts: Omit<ExternalUsersParts, 'mapping'>,
  baseUrl: string,
  { openId, secretKey }: Options,
): ByProvider | undefined {
  if (openId === undefined) return undefined;
  const { name, roles: mapping, audience } = openId;
  const provider = new OpenIdProvider(openId);
  const users = new ExternalUsers({ ...parts, mapping });
  return {
    ...{ name, users },
    flow: new CodeFlow(provider, new SecretBox(secretKey, 'openid'), `${baseUrl}${CALLBACK}`),
    tokens: audience === undefined ? undefined : new AccessTokens(provider, users, audience),
  };
}
