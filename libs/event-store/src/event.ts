import type { JsonValue } from './json.js';

/** Place in the log: dense from 1, in commit order. Exact beyond 2^53; a decimal string in JSON. */
export type Position = bigint;

/** What is said about an event beside its data. Dates are the world's; the log's own clock is `recordedAt`. */
export interface EventEnvelope {
  /** EDTF as given by the source; absent or null: undated. */
  readonly occurredOn?: string | null;
  /** Bounds derived from `occurredOn`, ISO dates. */
  readonly occurredFrom?: string | null;
  readonly occurredTo?: string | null;
  readonly actor: { readonly id: string; readonly role: string };
  /** Name of the command that led to the event. */
  readonly command: string;
  readonly correlation: string;
  readonly causation?: string | null;
  readonly sources: readonly JsonValue[];
  readonly basis: 'reported' | 'confirmed' | 'observed' | 'inferred';
  readonly visibility: 'public' | 'internal';
  readonly backfill: boolean;
  readonly origin: 'live' | 'import' | 'correction' | 'migration';
  readonly note?: string | null;
  /** Who else let it happen, where that takes two people: the actor is whoever proposed it. */
  readonly approval?: {
    readonly by: { readonly id: string; readonly role: string };
    readonly proposal: string;
  };
}

export interface NewEvent {
  /** uuid, version 7 by custom. */
  readonly id: string;
  readonly type: string;
  readonly schemaVersion: number;
  readonly envelope: EventEnvelope;
  readonly data: JsonValue;
}

/** An event as the program sees it: decoded, its data brought to the current schema version. */
export interface RecordedEvent {
  readonly position: Position;
  readonly stream: string;
  /** Dense from 1 within the stream. */
  readonly version: number;
  readonly type: string;
  /** Version of `data` as given here: the current one, after upcasting. */
  readonly schemaVersion: number;
  readonly id: string;
  readonly recordedAt: Date;
  readonly envelope: EventEnvelope;
  readonly data: JsonValue;
  /** Base64 commitment of the stream's previous event; null at version 1. */
  readonly prev: string | null;
  readonly commandId: string;
}

/** An event as the row holds it: what the commitment covers, and nothing interpreted. */
export interface StoredEvent {
  readonly position: Position;
  readonly stream: string;
  readonly version: number;
  readonly type: string;
  readonly schemaVersion: number;
  /** RFC 8785 text of the envelope and data. */
  readonly body: string;
  readonly salt: Buffer;
  /** SHA-256 of salt followed by body. */
  readonly commitment: Buffer;
  readonly commandId: string;
  readonly recordedAt: Date;
  /** The same instant with all its digits: `YYYY-MM-DDThh:mm:ss.ffffffZ`. */
  readonly recordedAtExact: string;
}
