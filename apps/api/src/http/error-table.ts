import { HttpException } from '@nestjs/common';
import { EventRefused, EventStoreError } from '#event-store';
import { IdentityError } from '#identity';
import { meaningOf } from '../openapi/problem-meanings.js';
import { HttpProblem } from './http-problem.js';
import type { ProblemCode } from './problem-table.js';

const FASTIFY: Readonly<Record<string, readonly [ProblemCode, string]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: ['BODY_TOO_LARGE', 'The body is too large.'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ['UNSUPPORTED_MEDIA_TYPE', 'Send application/json.'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: ['INVALID_JSON', 'The body is not as long as its Content-Length says.'],
  FST_ERR_BAD_URL: ['NOT_FOUND', 'There is no such address.'],
  FST_ERR_MAX_PARAM_LENGTH: ['NOT_FOUND', 'There is no such address.'],
  FST_ERR_NOT_FOUND: ['NOT_FOUND', 'There is no such address.'],
};

const STORE: Readonly<Record<string, readonly [ProblemCode, string, retryAfter: string]>> = {
  BUSY: ['BUSY', 'More is being recorded than can be kept up with: try again shortly.', '1'],
  UNAVAILABLE: ['UNAVAILABLE', 'The database does not answer: nothing was recorded, try again shortly.', '2'],
  UNKNOWN: [
    'OUTCOME_UNKNOWN',
    'It is not known whether this was recorded: send it again with the same Idempotency-Key and learn it.',
    '1',
  ],
};

/** The answer to an error; `undefined` for one that nobody foresaw. */
export function problemOfError(error: unknown): HttpProblem | undefined {
  if (error instanceof HttpProblem) return error;
  if (error instanceof EventRefused) {
    return new HttpProblem(
      'INVALID_INPUT',
      `What would be recorded is refused by the log: ${error.problem}.`,
    );
  }
  if (error instanceof IdentityError) return problemOfIdentity(error);
  if (error instanceof EventStoreError) return withRetry(STORE[error.code]);
  if (error instanceof HttpException) {
    // Nest hands over what Fastify refused as the cause of an exception of its own.
    return error.getStatus() === 404 ? notFound() : problemOfError(error.cause);
  }
  const code = codeOf(error);
  if (code === 'INVALID_CURSOR') {
    return new HttpProblem(
      'INVALID_CURSOR',
      'The cursor was not given by this list with these filters: begin again without it.',
    );
  }
  const known = FASTIFY[code];
  if (known !== undefined) return new HttpProblem(known[0], known[1]);
  return isDatabaseAway(error, code) ? withRetry(STORE['UNAVAILABLE']) : undefined;
}

function problemOfIdentity({ code, retryAfterSeconds }: IdentityError): HttpProblem {
  const field = FIELD_OF[code];
  const detail = meaningOf(code);
  return new HttpProblem(code, detail, {
    ...(retryAfterSeconds === undefined ? {} : { headers: { 'Retry-After': String(retryAfterSeconds) } }),
    ...(field === undefined ? {} : { errors: [{ pointer: field, code, message: detail }] }),
  });
}

/** Fields of the request that a refusal is about. */
const FIELD_OF: Partial<Record<IdentityError['code'], string>> = {
  WEAK_PASSWORD: '/password',
  EMAIL_TAKEN: '/email',
  SECOND_FACTOR_CODE: '/code',
};

const notFound = () => new HttpProblem('NOT_FOUND', 'There is no such address.');

const codeOf = (error: unknown): string => {
  const code: unknown = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : '';
};

function withRetry(entry: (typeof STORE)[string] | undefined): HttpProblem | undefined {
  return entry && new HttpProblem(entry[0], entry[1], { headers: { 'Retry-After': entry[2] } });
}

// Connection refused or reset, server shutting down or out of connections (SQLSTATE 08*, 53*, 57P*), statement
// ended by its time limit (57014), and node-postgres' own words for a pool that got no connection.
const AWAY = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|08\w{3}|53\w{3}|57P\w{2}|57014)$/;
const POOL_WORDS =
  /timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error/;

const isDatabaseAway = (error: unknown, code: string): boolean =>
  AWAY.test(code) || (error instanceof Error && POOL_WORDS.test(error.message));
