import { ConfigError, EmbeddedPostgresError, FolderInUse } from '#platform';
import { MigrationError } from '#migrations';

/** Why a start ended, as the exit code tells it; the README lists them. */
export const EXIT = { unexpected: 1, settings: 2, port: 3, database: 4, dataFolder: 5 } as const;

/** The address the page should be served at is taken, or not this machine's. */
export class AddressUnusable extends Error {
  readonly code = 'ADDRESS_UNUSABLE';
}

/** One line for the person who typed the command, and the exit code. */
export function explain(error: unknown): { line: string; exitCode: number } {
  if (error instanceof ConfigError) return { line: error.message, exitCode: EXIT.settings };
  if (error instanceof AddressUnusable) return { line: error.message, exitCode: EXIT.port };
  if (error instanceof FolderInUse) {
    return {
      line: `${error.message}: stop it first, or set DATA_DIR to another folder.`,
      exitCode: EXIT.dataFolder,
    };
  }
  if (error instanceof EmbeddedPostgresError) return { line: error.message, exitCode: EXIT.dataFolder };
  if (error instanceof MigrationError) return { line: error.message, exitCode: EXIT.database };
  if (isConnectionFault(error)) {
    return {
      line: `A server cannot be reached (${describe(error)}): check DATABASE_URL and REDIS_URL.`,
      exitCode: EXIT.database,
    };
  }
  return {
    line: error instanceof Error ? (error.stack ?? error.message) : String(error),
    exitCode: EXIT.unexpected,
  };
}

const CONNECTION_FAULTS = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'ETIMEDOUT',
  'EAI_AGAIN',
  '28P01',
  '28000',
  '3D000',
]);

function isConnectionFault(error: unknown): error is Error & { code?: string } {
  if (!(error instanceof Error)) return false;
  return CONNECTION_FAULTS.has((error as { code?: string }).code ?? '');
}

const describe = (error: Error & { code?: string }): string =>
  error.message === '' ? (error.code ?? 'no answer') : error.message;
