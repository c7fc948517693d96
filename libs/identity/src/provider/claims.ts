import { OpenIdError } from './open-id-error.js';

/** Whom the provider vouches for. */
export interface ProviderClaims {
  readonly issuer: string;
  readonly subject: string;
  readonly name: string;
  /** undefined: it does not tell. */
  readonly groups: readonly string[] | undefined;
}

type Given = Readonly<Record<string, unknown>>;

// OpenID Connect Core 1.0, section 2: 255 ASCII characters at most.
const SUBJECT = /^[\x20-\x7e]{1,255}$/;
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** @throws OpenIdError when there is no issuer or subject that could be kept. */
export function readClaims(given: Given, groupsClaim: string): ProviderClaims {
  const { iss: issuer, sub: subject } = given;
  if (typeof issuer !== 'string' || typeof subject !== 'string' || !SUBJECT.test(subject)) {
    throw new OpenIdError('OPENID_FAILED', 'iss or sub is missing or no text of 1 to 255 ASCII characters');
  }
  return { issuer, subject, name: nameIn(given) ?? subject, groups: groupsIn(given, groupsClaim) };
}

/** Groups as a list or as one word. */
function groupsIn(given: Given, claim: string): readonly string[] | undefined {
  const value = Object.hasOwn(given, claim) ? given[claim] : undefined;
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : undefined;
}

function nameIn({ name, preferred_username: userName, client_id: program }: Given): string | undefined {
  return [name, userName, program]
    .filter((text) => typeof text === 'string')
    .map((text) => text.normalize('NFC').replaceAll(UNSEEN, ' ').trim().slice(0, 200).toWellFormed())
    .find((text) => text !== '');
}
