import type { NewEvent, Position } from '../event.js';
import type { JsonValue } from '../json.js';

/** Version the stream must have: exact, `none` (it must not exist), or `any`. */
export type ExpectedVersion = number | 'none' | 'any';

export interface StreamAppend {
  readonly stream: string;
  readonly expected: ExpectedVersion;
  /** Empty: only the expected version is checked, as a guard on what a decision has read. */
  readonly events: readonly NewEvent[];
}

/** One command's events, appended all or not at all. */
export interface AppendRequest {
  /** uuid; a repeated one gets the first result. */
  readonly commandId: string;
  /** SHA-256, hex, of the canonical input: tells a repetition from another command under the same id. */
  readonly fingerprint: string;
  readonly streams: readonly StreamAppend[];
  /** Keys that no other stream may hold, taken in the same transaction for the first stream. */
  readonly claims?: readonly string[];
  /** Kept with the command: what its first answer needs beside the events. */
  readonly note?: JsonValue;
}

export interface AppendedEvent {
  readonly id: string;
  readonly type: string;
  readonly stream: string;
  readonly version: number;
  readonly position: Position;
  readonly recordedAt: Date;
}

export interface Appended {
  readonly kind: 'appended' | 'duplicate';
  /** Of the last event; for a command without events, the log's head at that time. */
  readonly position: Position;
  readonly events: readonly AppendedEvent[];
  readonly note: JsonValue;
}

export type AppendResult =
  | Appended
  /** The command id was used for another input. */
  | { readonly kind: 'mismatch' }
  /** `actual` 0: there is no such stream. */
  | {
      readonly kind: 'conflict';
      readonly stream: string;
      readonly expected: ExpectedVersion;
      readonly actual: number;
    }
  | { readonly kind: 'claimed'; readonly key: string; readonly holder: string };
