import { INPUT_LIMITS, readJson } from '#contracts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { HttpProblem } from './http-problem.js';
import { TABLE_TYPES } from './table-types.js';

type Done = (error: Error | null, body?: unknown) => void;

/** The form that a mail program sends for one-click unsubscription (RFC 8058): the only body that is not JSON. */
export const FORM = 'application/x-www-form-urlencoded';

/** Reads JSON through the hardened door and nothing else; every other media type is refused by Fastify. */
export function installBodyParser(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer', bodyLimit: INPUT_LIMITS.bodyBytes },
    (_request: FastifyRequest, bytes: Buffer, done: Done) => {
      try {
        done(null, parseBody(bytes));
      } catch (problem) {
        done(problem as Error);
      }
    },
  );
  // Read by the address that takes them, to a file: request rules keep them from all others.
  for (const type of Object.values(TABLE_TYPES)) {
    fastify.addContentTypeParser(type, (_request: FastifyRequest, stream: unknown, done: Done) =>
      done(null, stream),
    );
  }
  fastify.addContentTypeParser(
    FORM,
    { parseAs: 'buffer', bodyLimit: 1_024 },
    (_request: FastifyRequest, bytes: Buffer, done: Done) =>
      done(null, new URLSearchParams(bytes.toString('latin1'))),
  );
}

/** @throws HttpProblem 400, 413 or 422 with the place of the fault. */
export function parseBody(bytes: Uint8Array): unknown {
  const result = readJson(bytes);
  switch (result.kind) {
    case 'read':
      return result.value;
    case 'tooLarge':
      throw new HttpProblem('BODY_TOO_LARGE', `The body may have ${result.limit} bytes at most.`);
    case 'malformed':
      throw new HttpProblem(result.code, `The body cannot be read: ${result.message}.`, {
        errors: [{ pointer: result.pointer, code: result.code, message: result.message }],
      });
    case 'invalid':
      throw invalidInput(result.errors);
  }
}

type Errors = readonly { readonly pointer: string; readonly code: string; readonly message: string }[];

/** 422 for fields; an unknown field names itself in the code, since it is the mistake a program makes. */
export function invalidInput(errors: Errors): HttpProblem {
  const unknown = errors.some((error) => error.code === 'UNKNOWN_FIELD');
  const places = errors
    .slice(0, 5)
    .map((error) => `${error.pointer === '' ? 'the body' : error.pointer} ${error.message}`);
  const more = errors.length > 5 ? ` and ${errors.length - 5} more` : '';
  return new HttpProblem(unknown ? 'UNKNOWN_FIELD' : 'INVALID_INPUT', `${places.join('; ')}${more}.`, {
    errors,
  });
}
