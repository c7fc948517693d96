import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createIdentity, type IdentityOptions } from '#identity';
import { createNotificationServices } from '#notifications';
import { ensureGeneration, registerProjection } from '#projections';
import { newSecret } from '#platform';
import { handlersWithoutPolicy } from './access/handlers-without-policy.js';
import { ApiModule } from './api.module.js';
import { defaultPageFolder, type ApiOptions } from './app-options.js';
import { installProbes } from './health/probes.js';
import { Readiness } from './health/readiness.js';
import { ProblemFilter } from './http/problem-filter.js';
import { createServer } from './http/server.js';
import { InFlight } from './http/in-flight.js';
import { RequestLimits } from './http/request-limits.js';
import { Metrics } from './metrics/metrics.js';
import { nestLogger } from './nest-logger.js';
import { PageFiles } from './page/page-files.js';
import { LiveFeed } from './stream/live-feed.js';

const DRAIN_PATIENCE = 10_000;

const UNLIMITED = { perAddress: 1e9, perActor: 1e9, global: 1e9, wrongKeys: 1e9, open: 1e9 };

const forSpecs = (): IdentityOptions => ({
  secretKey: newSecret(32),
  signInLimits: { perAccount: 1e9, perAddress: 1e9 },
  secondFactor: 'offered',
});

export interface ApiApp {
  /** Binds and answers. Port 0: a free one. Rejects with EADDRINUSE and the like. */
  listen(port: number, host: string): Promise<{ readonly port: number; readonly url: string }>;
  /** New requests get 503, those under way finish within ten seconds, streams end, then the port is free. */
  close(): Promise<void>;
  /** Whether there is an administrator, and the token that lets somebody become the first. */
  readonly setUp: {
    isDone(): Promise<boolean>;
    makeToken(): Promise<{ readonly token: string; readonly expiresAt: Date }>;
  };
  /** Every route as Fastify has it, `GET /health/live`. */
  readonly routes: readonly string[];
  /** Handlers that name no action for the policy: it denies them to everybody. */
  readonly routesWithoutPolicy: readonly string[];
}

/** Puts the HTTP interface together over the given connections; it opens none of its own but the port. */
export async function createApiApp(options: ApiOptions): Promise<ApiApp> {
  const { config, logger } = options;
  const pageFolder = options.pageFolder ?? defaultPageFolder();
  const metrics = new Metrics(options.metrics);
  const feed = new LiveFeed(options.store, logger);
  const problems = new ProblemFilter(config.baseUrl, logger);
  const inFlight = new InFlight();
  metrics.gauge('http_requests_open', 'Requests being answered', () => inFlight.open);
  const limits = new RequestLimits(options.limits ?? UNLIMITED);
  const routes: string[] = [];
  const { adapter, fastify } = await createServer({
    https: config.baseUrl.startsWith('https:'),
    ...{ pageFolder, problems, logger, inFlight, metrics, feed, limits },
    onRoute: (route) => routes.push(route),
  });
  const notices = createNotificationServices({ pool: options.pool, baseUrl: config.baseUrl });
  const identity = createIdentity(options.pool, config.baseUrl, options.identity ?? forSpecs());
  const parts = {
    ...options,
    identity,
    feed,
    metrics,
    notices,
    requestLimits: limits,
    pageFiles: await PageFiles.of(pageFolder, config.baseUrl),
  };
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule.over(parts), adapter, {
    logger: nestLogger(logger),
    bodyParser: false,
    abortOnError: false,
  });
  app.useGlobalFilters(problems);
  await ensureGeneration(options.pool, registerProjection);
  installProbes({ ...options, notices }, app.get(Readiness), options.metrics);
  await app.init();
  await fastify.ready();
  await feed.start();
  return {
    setUp: {
      isDone: () => identity.signIn.isSetUp(),
      makeToken: () => identity.signIn.makeSetUpToken(),
    },
    routes,
    routesWithoutPolicy: handlersWithoutPolicy(app),
    async listen(port, host) {
      await app.listen(port, host);
      const address = fastify.server.address() as AddressInfo;
      const name = host.includes(':') ? `[${host}]` : host;
      return { port: address.port, url: `http://${name}:${address.port}` };
    },
    async close() {
      app.get(Readiness).stop();
      inFlight.drain();
      await feed.stop();
      await inFlight.ended(DRAIN_PATIENCE);
      await app.close();
    },
  };
}
