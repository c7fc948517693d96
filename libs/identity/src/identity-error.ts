/** Why an act on identities is refused; the HTTP edge has a status and a sentence for each. */
export const IDENTITY_CODES = [
  'SIGN_IN_FAILED',
  'SECOND_FACTOR_REQUIRED',
  'TOO_MANY_SIGN_INS',
  'WEAK_PASSWORD',
  'TOKEN_INVALID',
  'EMAIL_TAKEN',
  'OWN_ROLE',
  'LAST_ADMIN',
  'NO_SUCH_USER',
  'NO_PASSWORD',
  'SECOND_FACTOR_CODE',
  'SECOND_FACTOR_NEEDED',
  'PASSWORDS_BUSY',
  'NO_SUCH_PROPOSAL',
  'SELF_APPROVAL',
  'PROPOSAL_CHANGED',
  'PROPOSAL_CLOSED',
  'NOT_YOUR_PROPOSAL',
] as const;
export type IdentityCode = (typeof IDENTITY_CODES)[number];

/** A refusal with a stable code. */
export class IdentityError extends Error {
  constructor(
    readonly code: IdentityCode,
    readonly retryAfterSeconds?: number,
  ) {
    super(code);
    this.name = 'IdentityError';
  }
}
