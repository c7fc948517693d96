/** The embedded server could not be prepared, started or stopped; `hint` says what to do. */
export class EmbeddedPostgresError extends Error {
  readonly code = 'EMBEDDED_POSTGRES_FAILED';
  constructor(
    message: string,
    readonly hint: string,
    options?: ErrorOptions,
  ) {
    super(hint === '' ? message : `${message}: ${hint}`, options);
    this.name = 'EmbeddedPostgresError';
  }
}
