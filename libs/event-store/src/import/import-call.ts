import pg from 'pg';
import { callForRow, encode, integersOf, parseTimestamp } from '../append/batch-call.js';
import type { PreparedAppend } from '../append/prepare.js';
import type { Position } from '../event.js';

const STATEMENT = {
  name: 'es_import',
  text: 'SELECT base, at, bases FROM es.import($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)',
};

const UNIQUE_VIOLATION = '23505';
const OTHER_STATE = 'ES409';

/** Whether the log refused a call for the state it has: a command it knows, a version or a claim that is taken. */
export const isOtherState = (cause: unknown): boolean =>
  cause instanceof pg.DatabaseError && (cause.code === UNIQUE_VIOLATION || cause.code === OTHER_STATE);

export interface Placed {
  /** Position before the first event. */
  readonly base: Position;
  readonly at: Date;
  /** Version that each part found, in order. */
  readonly bases: readonly number[];
}

/** Sends the appends as one statement, a transaction of its own: all of them or none. */
export async function callImport(
  client: pg.ClientBase,
  appends: readonly PreparedAppend[],
  answerTimeout: number,
): Promise<Placed> {
  const statement = { ...STATEMENT, values: encode(appends) };
  const [base, at, bases] = await callForRow<[string, string, string]>(client, statement, answerTimeout);
  return { base: BigInt(base), at: parseTimestamp(at), bases: integersOf(bases) };
}
