import pg from 'pg';
import { OutcomeUnknown, StoreUnavailable } from '../errors.js';
import { isNeverSent } from '../lease.js';

// SQLSTATE classes with which Postgres rolled the transaction back for reasons that pass: connection refused (08),
// roll-back (40), resources (53), lock not had in time and the like (55), operator (57), system (58).
const PASSING = /^(08|40|53|55|57|58)/;
const READ_ONLY = '25006';

/** SQLSTATE of a COMMIT that came back although synchronous replication did not confirm it. */
export const NOT_REPLICATED = '01000';

export interface Failure {
  readonly error: Error;
  /** The connection is not to be used again. */
  readonly broken: boolean;
  /** Postgres refused one of the batch: each is worth a try by itself. */
  readonly splits: boolean;
}

/**
 * What an error of the append statement means for its callers. An ERROR that Postgres reports means the
 * transaction was rolled back; everything else (the connection cut, no answer in time, the backend ended) leaves
 * open whether it was committed.
 */
export function failureOf(cause: unknown): Failure {
  if (isNeverSent(cause)) {
    const error = new StoreUnavailable('the connection to the log is cut', { cause });
    return { error, broken: true, splits: false };
  }
  if (!(cause instanceof pg.DatabaseError) || cause.severity !== 'ERROR') {
    const error = new OutcomeUnknown('the answer to an append was lost: repeat it with the same command id', {
      cause,
    });
    return { error, broken: true, splits: false };
  }
  if (PASSING.test(cause.code ?? '') || cause.code === READ_ONLY) {
    const error = new StoreUnavailable(`the log could not be written: ${cause.message}`, { cause });
    return { error, broken: false, splits: false };
  }
  return { error: cause, broken: false, splits: true };
}

export const notReplicated = (): OutcomeUnknown =>
  new OutcomeUnknown(
    'an append is committed here but was not confirmed by replication: repeat it with the same command id',
  );
