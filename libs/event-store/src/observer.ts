import { OutcomeUnknown, StoreUnavailable } from './errors.js';
import type { Position } from './event.js';

/** What an append was answered. `failed`: Postgres refused it for a reason that does not pass. */
export type AppendOutcome =
  | 'appended'
  | 'duplicate'
  | 'conflict'
  | 'claimed'
  | 'mismatch'
  | 'busy'
  | 'unavailable'
  | 'unknown'
  | 'failed';

export interface BatchObservation {
  readonly appends: number;
  readonly events: number;
  /** From the call of the append function to its answer or failure, the commit included. */
  readonly seconds: number;
}

export interface ReadObservation {
  /** Name of the statement, such as `es_read_stream`. */
  readonly statement: string;
  readonly rows: number;
  readonly seconds: number;
}

/**
 * Told what the store does, once a batch or page and never once an event. It is called on the hot path: it must
 * be quick and must not throw.
 */
export interface StoreObserver {
  /** One call of the append function ended, answered or not. */
  batch(batch: BatchObservation): void;
  /** `count` appends were answered alike. An append within the caller's own retries counts each time. */
  answered(outcome: AppendOutcome, count: number): void;
  /** A statement gave its rows. */
  read(read: ReadObservation): void;
}

/** A running subscription, and the last position that its reader has done with. */
export interface SubscriptionPlace {
  readonly name: string;
  readonly position: Position;
}

const nothing = (): void => undefined;

export const SILENT: StoreObserver = { batch: nothing, answered: nothing, read: nothing };

/** Tells the observer how many were answered with each outcome. */
export function countOutcomes(observer: StoreObserver, outcomes: Iterable<AppendOutcome>): void {
  const counts = new Map<AppendOutcome, number>();
  for (const outcome of outcomes) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  for (const [outcome, count] of counts) observer.answered(outcome, count);
}

/** Outcome of an append that ended in an error. */
export const outcomeOfError = (error: unknown): AppendOutcome =>
  error instanceof StoreUnavailable ? 'unavailable' : error instanceof OutcomeUnknown ? 'unknown' : 'failed';
