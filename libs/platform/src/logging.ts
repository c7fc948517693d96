import { AsyncLocalStorage } from 'node:async_hooks';
import { pino, stdTimeFunctions, type DestinationStream, type Logger } from 'pino';

export type { Logger };

/** What every log line of one request or job bears. */
export interface LogContext {
  readonly correlationId: string;
  readonly actorId?: string;
}

const context = new AsyncLocalStorage<LogContext>();

/** Runs `work` so that all its log lines bear `values`. */
export const withLogContext = <T>(values: LogContext, work: () => T): T => context.run(values, work);

export const currentCorrelationId = (): string | undefined => context.getStore()?.correlationId;

/**
 * What a line says of an error. Errors of drivers carry more: a whole connection, or the row that was at fault in the words of
 * the database.
 */
function errorFields(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, message, stack, cause, code } = error as Error & { code?: unknown };
  return {
    ...{ type: name, message, stack },
    ...(typeof code === 'string' ? { code } : {}),
    ...(cause === undefined ? {} : { cause: errorFields(cause) }),
  };
}

/** JSON lines on stderr; secrets that could slip into an object are cut out. */
export function createLogger(level: string, destination: DestinationStream = process.stderr): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      mixin: () => ({ ...context.getStore() }),
      serializers: { err: errorFields },
      redact: {
        paths: [
          'apiKey',
          'password',
          'secret',
          'authorization',
          '*.apiKey',
          '*.password',
          '*.secret',
          '*.authorization',
        ],
        censor: '[removed]',
      },
    },
    destination,
  );
}
