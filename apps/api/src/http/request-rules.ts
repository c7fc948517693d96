import { INPUT_LIMITS } from '#contracts';
import { isUuid, newId, withLogContext } from '#platform';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { HttpProblem } from './http-problem.js';
import { FORM } from './body-parser.js';
import type { RequestLimits } from './request-limits.js';
import { TABLE_TYPES, TABLES_AT } from './table-types.js';

/** Paths whose answers a browser or proxy may keep. */
const isPage = (request: FastifyRequest): boolean => !/^\/(api|health|metrics)(\/|$|\?)/.test(request.url);

/** What tells whether this server is well: never turned away, least of all when it is not. */
const isWatched = (request: FastifyRequest): boolean => /^\/(health|metrics)(\/|$|\?)/.test(request.url);

export interface RequestRules {
  /** Borne by every answer. */
  readonly headers: Readonly<Record<string, string>>;
  readonly isDraining: () => boolean;
  /** Whether more is being answered than can be. */
  readonly isFull: () => boolean;
  readonly limits: RequestLimits;
  /** Newest position that this process knows of. */
  readonly newest: () => bigint;
}

/** What holds for every request, before any route looks at it. */
export function installRequestRules(fastify: FastifyInstance, rules: RequestRules): void {
  const { headers, isDraining, isFull, limits, newest } = rules;
  fastify.addHook('onRequest', (request, reply, done) => {
    reply.headers(headers);
    if (!isPage(request)) reply.header('Cache-Control', 'no-store');
    reply.header('X-Correlation-Id', request.id);
    if (isDraining()) reply.header('Connection', 'close');
    const problem = isDraining() ? shuttingDown() : faultOf(request);
    if (problem !== undefined) return done(problem);
    if (isWatched(request)) return withLogContext({ correlationId: request.id }, done);
    if (isFull()) return done(busy());
    limits.admitAddress(request.ip).then(
      () => withLogContext({ correlationId: request.id }, done),
      (refusal: Error) => done(refusal),
    );
  });
  fastify.addHook('onSend', (_request, reply, payload, done) => {
    if (!reply.hasHeader('X-Position')) reply.header('X-Position', newest().toString());
    done(null, payload);
  });
}

/** The caller's correlation id if it is a uuid, else a new one. */
export function correlationIdOf(headers: Readonly<Record<string, string | string[] | undefined>>): string {
  const given = headers['x-correlation-id'];
  return typeof given === 'string' && isUuid(given) ? given.toLowerCase() : newId();
}

function faultOf(request: FastifyRequest): HttpProblem | undefined {
  if (Buffer.byteLength(request.raw.url ?? '') > INPUT_LIMITS.urlBytes) {
    return new HttpProblem('URI_TOO_LONG', `The address may have ${INPUT_LIMITS.urlBytes} bytes at most.`);
  }
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') {
    return new HttpProblem('UNSUPPORTED_ENCODING', 'Compressed bodies are not read: send the body as it is.');
  }
  const sent = (type: string) => request.headers['content-type']?.toLowerCase().startsWith(type) ?? false;
  const isForm = sent(FORM) && !request.url.startsWith('/api/unsubscribe/');
  const isTable = Object.values(TABLE_TYPES).some(sent) && request.url.split('?')[0] !== TABLES_AT;
  if (isForm || isTable) return new HttpProblem('UNSUPPORTED_MEDIA_TYPE', 'Send application/json.');
  return undefined;
}

const busy = () =>
  new HttpProblem('BUSY', 'More is being answered than this server can: try again shortly.', {
    headers: { 'Retry-After': '1' },
  });

const shuttingDown = () =>
  new HttpProblem(
    'SHUTTING_DOWN',
    'This server is stopping: try again, another one or the next start answers.',
    {
      headers: { 'Retry-After': '2' },
    },
  );
