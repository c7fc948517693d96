import fastifyStatic from '@fastify/static';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { INPUT_LIMITS } from '#contracts';
import type { Logger } from '#platform';
import type { Metrics } from '../metrics/metrics.js';
import type { LiveFeed } from '../stream/live-feed.js';
import type { InFlight } from './in-flight.js';
import { installBodyParser } from './body-parser.js';
import { keepRoom } from './connections.js';
import { answerClientError } from './client-error.js';
import { correlationIdOf, installRequestRules } from './request-rules.js';
import type { RequestLimits } from './request-limits.js';
import { securityHeaders } from './security-headers.js';
import type { ProblemFilter } from './problem-filter.js';

/** Open at a time; beyond it those without a request make room, and beyond twice as many all new ones are cut. */
const MOST_CONNECTIONS = 2_000;

export interface ServerOptions {
  readonly https: boolean;
  readonly pageFolder: string;
  readonly problems: ProblemFilter;
  readonly logger: Logger;
  readonly inFlight: InFlight;
  readonly limits: RequestLimits;
  readonly metrics: Metrics;
  readonly feed: LiveFeed;
  /** Told of every route, as `GET /health/live`. */
  readonly onRoute: (route: string) => void;
}

/** Fastify with every limit of the product set. */
export async function createServer(
  options: ServerOptions,
): Promise<{ readonly adapter: FastifyAdapter; readonly fastify: FastifyInstance }> {
  const { problems, inFlight, feed } = options;
  const headers = await securityHeaders(options.https);
  const adapter = new FastifyAdapter({
    bodyLimit: INPUT_LIMITS.bodyBytes,
    requestTimeout: 30_000,
    keepAliveTimeout: 72_000,
    // The API waits for its requests before it closes: what is open then has none, or was too slow.
    forceCloseConnections: true,
    return503OnClosing: false,
    trustProxy: false,
    exposeHeadRoutes: false,
    genReqId: (request: IncomingMessage) => correlationIdOf(request.headers),
    routerOptions: { maxParamLength: 256, caseSensitive: true },
    http: {
      maxHeaderSize: INPUT_LIMITS.headerBytes,
      headersTimeout: 10_000,
      connectionsCheckingInterval: 5_000,
    },
    clientErrorHandler: (error: Error, socket: Socket) => answerClientError(options.logger, error, socket),
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) =>
      problems.send(error, reply.headers({ ...headers, 'X-Correlation-Id': request.id })),
    skipMiddie: true,
  });
  const fastify = adapter.getInstance<FastifyInstance>();
  keepRoom(fastify.server, MOST_CONNECTIONS);
  fastify.server.maxConnections = 2 * MOST_CONNECTIONS;
  fastify.addHook('onRoute', ({ method, url }) => options.onRoute(`${[method].flat().join()} ${url}`));
  installBodyParser(fastify);
  inFlight.watch(fastify);
  options.metrics.watch(fastify);
  installRequestRules(fastify, {
    headers,
    isDraining: () => inFlight.draining,
    isFull: () => inFlight.open > options.limits.options.open,
    limits: options.limits,
    newest: () => feed.newest,
  });
  await fastify.register(fastifyStatic, { root: options.pageFolder, serve: false });
  return { adapter, fastify };
}
