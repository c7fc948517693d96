import { gaugeLog, observeLog } from '#commands';
import { createInitialSignIns, ROLES, type Credentials, type Role } from '#identity';
import { EVENT_CATALOGUE } from '#domain';
import { createCatalogue, type EventStore, type EventStoreOptions } from '#event-store';
import { createLogger, newId, ProcessMetrics, type Logger } from '#platform';
import { createApiApp, type ApiApp } from '../../apps/api/src/create-api-app.js';
import type { ApiOptions } from '../../apps/api/src/app-options.js';
import type { TestDatabase } from './database.js';
import { openStore } from './log.js';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; fails when it is none. */
  readonly json: Record<string, unknown>;
}

export interface Call {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'HEAD' | 'OPTIONS' | 'PATCH';
  /** Role whose key is shown; absent: none. */
  readonly as?: Role;
  /** Sent as JSON; a string or bytes go as they are. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface TestApi {
  readonly url: string;
  readonly port: number;
  readonly store: EventStore;
  readonly app: ApiApp;
  readonly keys: Readonly<Record<Role, string>>;
  /** One sign-in a role, with its password. */
  readonly actorIds: Readonly<Record<Role, string>>;
  readonly credentials: Credentials;
  /** Lines of the log so far. */
  readonly logLines: readonly Record<string, unknown>[];
  call(path: string, call?: Call): Promise<Answer>;
  stop(): Promise<void>;
}

export interface TestApiSetup extends Partial<ApiOptions> {
  /** Way to the database, if not straight. */
  readonly url?: string;
  readonly log?: Partial<EventStoreOptions>;
}

/** The API on a free port over a database of the spec's own, with one key per role. */
export async function startApi(db: TestDatabase, setup: TestApiSetup = {}): Promise<TestApi> {
  const { url: databaseUrl = db.url, log = {}, ...options } = setup;
  const metrics = options.metrics ?? new ProcessMetrics();
  const { store, stop } = openStore(db, {
    observer: observeLog(metrics),
    ...{ catalogue: createCatalogue(EVENT_CATALOGUE), url: databaseUrl },
    ...log,
  });
  gaugeLog(metrics, store);
  const pool = db.appPool({ applicationName: 'spec-api', max: 8, url: databaseUrl });
  const { credentials } = await createInitialSignIns(pool);
  const { logger, lines } = keepingLogger();
  const config = { baseUrl: 'http://tracker.test' };
  const app = await createApiApp({ config, logger, pool, store, metrics, ...options });
  const { url, port } = await app.listen(0, '127.0.0.1');
  const of = (part: 'apiKey' | 'actorId') =>
    Object.fromEntries(ROLES.map((role) => [role, credentials[role][part]])) as Record<Role, string>;
  const keys = of('apiKey');
  return {
    ...{ url, port, store, app, keys, credentials, actorIds: of('actorId'), logLines: lines },
    call: (path, call = {}) => send(`${url}${path}`, call, keys),
    stop: async () => {
      await app.close();
      await stop();
    },
  };
}

async function send(url: string, call: Call, keys: Readonly<Record<Role, string>>): Promise<Answer> {
  const { as, body, method = body === undefined ? 'GET' : 'POST' } = call;
  const raw = typeof body === 'string' || body instanceof Uint8Array;
  const response = await fetch(url, {
    method,
    redirect: 'manual',
    headers: {
      ...(as === undefined ? {} : { authorization: `Bearer ${keys[as]}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(method === 'POST' ? { 'idempotency-key': newId() } : {}),
      ...call.headers,
    },
    ...(body === undefined ? {} : { body: raw ? (body as string) : JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    ...{ status: response.status, headers: response.headers, text },
    get json() {
      return JSON.parse(text) as Record<string, unknown>;
    },
  };
}

function keepingLogger(): { logger: Logger; lines: Record<string, unknown>[] } {
  const lines: Record<string, unknown>[] = [];
  const logger = createLogger('debug', {
    write: (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>),
  });
  return { logger, lines };
}
