export type MigrationErrorCode = 'UNREACHABLE' | 'FAILED' | 'PENDING' | 'TOO_NEW' | 'DIVERGED';

/** The schema is not, or could not be brought to, what this release needs; the message says what to do. */
export class MigrationError extends Error {
  constructor(
    readonly code: MigrationErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'MigrationError';
  }
}
