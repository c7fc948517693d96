import type { Aggregate, AnyEvent, Rejection, Warning } from '#domain';
import type { LoadedRecord } from '../record/record-model.js';

/** When something happened and how it is known, as every input says it. */
export interface Recording {
  readonly occurredOn?: string | undefined;
  readonly sources: readonly unknown[];
  readonly basis: 'reported' | 'confirmed' | 'observed' | 'inferred';
  readonly visibility: 'public' | 'internal';
  readonly note?: string | undefined;
}

export interface RecordRef {
  readonly aggregate: Aggregate;
  readonly id: string;
}

export interface PlannedEvents {
  readonly stream: string;
  readonly recording: Recording;
  readonly events: readonly AnyEvent[];
}

export type PlanVerdict =
  | {
      readonly kind: 'accepted';
      readonly parts: readonly PlannedEvents[];
      readonly warnings: readonly Warning[];
      readonly claims: readonly string[];
      readonly publicId: string;
    }
  | { readonly kind: 'rejected'; readonly rejection: Rejection }
  /** Streams to load before this can be decided. */
  | { readonly kind: 'missing'; readonly streams: readonly string[] };

/** A command, checked and ready to be decided on whatever the log then says. */
export interface Plan {
  readonly name: string;
  readonly target: RecordRef;
  readonly fingerprint: string;
  /** Streams to load at first, the target's among them. */
  readonly streams: readonly string[];
  /** For a command that makes a second record: that one. */
  readonly second?: RecordRef & { readonly publicId: string };
  /** Pure: it may be called again on newer states. */
  decide(loaded: ReadonlyMap<string, LoadedRecord>): PlanVerdict;
}
