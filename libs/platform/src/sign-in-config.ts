import { z } from 'zod';
import { list, url } from './setting-shapes.js';

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

const issuer = url(['https:', 'http:'], 'https://id.example.org')
  .refine((text) => !/[?#]/.test(text) && new URL(text).username === '', {
    error: 'is an address without user, ? and #',
  })
  .refine((text) => new URL(text).protocol === 'https:' || LOOPBACK.test(new URL(text).hostname), {
    error: 'has to be https, unless the provider runs on this machine',
  });

/** Settings of how people and programs prove who they are. */
export const SIGN_IN_SETTINGS = {
  OPENID_ISSUER: issuer.optional(),
  OPENID_CLIENT_ID: z.string().optional(),
  OPENID_CLIENT_SECRET: z.string().optional(),
  OPENID_NAME: z.string().max(60).default('the identity provider'),
  OPENID_SCOPE: z
    .string()
    .refine((text) => text.split(' ').includes('openid'), { error: 'does not hold the word openid' })
    .default('openid profile'),
  OPENID_GROUPS_CLAIM: z.string().default('groups'),
  OPENID_ROLES: z.string().default(''),
  OPENID_AUDIENCE: z.string().optional(),
  LOCAL_SIGN_IN: z.enum(['on', 'off']).default('on'),
  BREAK_GLASS_EMAIL: z
    .string()
    .regex(/^[^\s@]+@[^\s@]+$/, { error: 'is not an e-mail address' })
    .optional(),
};

type SignInSettings = z.infer<z.ZodObject<typeof SIGN_IN_SETTINGS>>;

/** How people and programs come in through an identity provider. */
export interface OpenIdConfig {
  readonly issuer: string;
  readonly clientId: string;
  /** Absent: a public client, which PKCE alone protects. */
  readonly clientSecret: string | undefined;
  /** What people call the provider. */
  readonly name: string;
  /** What is asked of the provider, words apart by spaces. */
  readonly scope: string;
  readonly groupsClaim: string;
  /** Group of the provider to role of the product, the first that fits counts. */
  readonly roles: readonly (readonly [group: string, role: string])[];
  /** Audience of the access tokens that programs show; absent: none are taken. */
  readonly audience: string | undefined;
}

/** The provider's settings; undefined: there is none. */
export function openIdOf(given: SignInSettings): OpenIdConfig | undefined {
  const { OPENID_ISSUER, OPENID_CLIENT_ID } = given;
  if (OPENID_ISSUER === undefined || OPENID_CLIENT_ID === undefined) return undefined;
  return {
    ...{ issuer: OPENID_ISSUER, clientId: OPENID_CLIENT_ID, clientSecret: given.OPENID_CLIENT_SECRET },
    ...{ name: given.OPENID_NAME, scope: given.OPENID_SCOPE, groupsClaim: given.OPENID_GROUPS_CLAIM },
    ...{ roles: list(given.OPENID_ROLES).map(pairOf), audience: given.OPENID_AUDIENCE },
  };
}

/** What is wrong with settings that are right one by one. */
export function signInProblems(given: SignInSettings): readonly string[] {
  const { OPENID_ISSUER, OPENID_CLIENT_ID, OPENID_ROLES, OPENID_AUDIENCE } = given;
  const problems: string[] = [];
  if (OPENID_ISSUER !== undefined && OPENID_CLIENT_ID === undefined) {
    problems.push('OPENID_CLIENT_ID: OPENID_ISSUER needs it');
  }
  if (OPENID_ISSUER === undefined && (OPENID_CLIENT_ID ?? OPENID_AUDIENCE) !== undefined) {
    problems.push('OPENID_ISSUER: the other OPENID_ settings need it');
  }
  const pairs = list(OPENID_ROLES).map(pairOf);
  if (pairs.some(([group, role]) => group === '' || role === '')) {
    problems.push('OPENID_ROLES: is not a list such as desk=staff,ministers=approver');
  }
  if (OPENID_ISSUER !== undefined && pairs.length === 0) {
    problems.push('OPENID_ROLES: gives no group a role, so that the provider could let nobody in');
  }
  if (OPENID_ISSUER === undefined && given.LOCAL_SIGN_IN === 'off' && given.BREAK_GLASS_EMAIL === undefined) {
    problems.push('LOCAL_SIGN_IN: off leaves no way in: set OPENID_ISSUER or BREAK_GLASS_EMAIL');
  }
  return problems;
}

/** Names of groups may hold `=`, as those of directories do; names of roles do not. */
function pairOf(pair: string): readonly [group: string, role: string] {
  const at = pair.lastIndexOf('=');
  return [pair.slice(0, Math.max(at, 0)).trim(), at < 0 ? '' : pair.slice(at + 1).trim()];
}
