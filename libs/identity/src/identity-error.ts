import type { IdentityCode } from '#contracts';

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
