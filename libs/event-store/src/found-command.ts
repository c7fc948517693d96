import type { AppendedEvent } from './append/request.js';
import type { Position } from './event.js';
import type { JsonValue } from './json.js';

/** The first answer to a command, as the log keeps it. */
export interface FoundCommand {
  /** SHA-256, hex. */
  readonly fingerprint: string;
  readonly position: Position;
  readonly events: readonly AppendedEvent[];
  readonly note: JsonValue;
}
