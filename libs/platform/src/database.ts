import pg from 'pg';

/** Role that all work of the product runs as; the log gives it no right to change or remove an event. */
export const APP_ROLE = 'tracker_app';

export interface PoolOptions {
  readonly url: string;
  readonly applicationName: string;
  readonly max?: number;
  /** Role taken on every connection; `null` keeps the login's own, for migrations. */
  readonly role?: string | null;
  /** Milliseconds a statement may run before Postgres ends it. */
  readonly statementTimeout?: number;
  /** Where errors of idle connections go; without it a broken one would end the process. */
  readonly onIdleError?: (error: Error) => void;
}

const ignore = (): void => undefined;

const INT8 = 20;

/** A process that was stopped amid a transaction must not keep its locks for ever. */
const IDLE_LIMIT = '-c idle_in_transaction_session_timeout=30s';

// Positions are bigint: node-postgres gives int8 as text unless told otherwise. Set per pool, because the
// global table of parsers is open to every package of the process.
const parsers: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === INT8 && format !== 'binary' ? BigInt : (pg.types.getTypeParser(oid, format) as unknown),
};

/** Connections that work in UTC as the product's role and give int8 as `bigint`. */
export function createPool(options: PoolOptions): pg.Pool {
  const role = options.role === undefined ? APP_ROLE : options.role;
  const settings = ['-c timezone=UTC', IDLE_LIMIT, ...(role === null ? [] : [`-c role=${role}`])];
  const pool = new pg.Pool({
    connectionString: options.url,
    application_name: options.applicationName,
    max: options.max ?? 10,
    types: parsers,
    options: settings.join(' '),
    connectionTimeoutMillis: 5_000,
    // Statements that need no earlier answer can then be sent without waiting for it.
    pipeline: true,
    ...(options.statementTimeout === undefined ? {} : { statement_timeout: options.statementTimeout }),
  });
  pool.on('error', options.onIdleError ?? ignore);
  // One that is cut while it is out of the pool fails its statement, and says so by an event of its own too: the pool
  // hears that of idle ones only, and unheard it would end the process.
  pool.on('connect', (client) => client.on('error', ignore));
  return pool;
}

/** A connection outside the pools, for LISTEN and session locks. The caller ends it. */
export async function connectDedicated(options: Omit<PoolOptions, 'max'>): Promise<pg.Client> {
  const role = options.role === undefined ? APP_ROLE : options.role;
  const client = new pg.Client({
    connectionString: options.url,
    application_name: options.applicationName,
    types: parsers,
    options: ['-c timezone=UTC', ...(role === null ? [] : [`-c role=${role}`])].join(' '),
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  });
  client.on('error', options.onIdleError ?? ignore);
  await client.connect();
  return client;
}
