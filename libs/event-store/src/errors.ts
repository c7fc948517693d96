import type { Position } from './event.js';

/** The log could not do what was asked, for a reason of its own; `code` is stable. */
export abstract class EventStoreError extends Error {
  abstract readonly code: string;
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** Too many appends wait already, or the store is closing. Nothing was written: try again later. */
export class StoreBusy extends EventStoreError {
  readonly code = 'BUSY';
}

/** Postgres cannot be reached or does not get its turn in time. Nothing was written: try again later. */
export class StoreUnavailable extends EventStoreError {
  readonly code = 'UNAVAILABLE';
}

/** The append may or may not have been committed: repeat it with the same command id. */
export class OutcomeUnknown extends EventStoreError {
  readonly code = 'UNKNOWN';
}

/** The event or request breaks a limit of the log; nothing was sent. */
export class EventRefused extends EventStoreError {
  readonly code = 'EVENT_REFUSED';
  constructor(
    /** What is wrong, such as `too_deep`. */
    readonly problem: string,
    /** JSON pointer into the request. */
    readonly path: string,
    message: string,
  ) {
    super(`${message} (${path === '' ? 'the request' : path})`);
  }
}

/** This release does not know the event's type or schema version: whoever reads must stop here, never skip. */
export class UnknownEvent extends EventStoreError {
  readonly code = 'UNKNOWN_EVENT';
  readonly position: Position;
  readonly type: string;
  readonly schemaVersion: number;
  constructor(
    event: { readonly position: Position; readonly type: string; readonly schemaVersion: number },
    reason: string,
    options?: ErrorOptions,
  ) {
    super(`event ${event.position}, ${event.type} version ${event.schemaVersion}: ${reason}`, options);
    this.position = event.position;
    this.type = event.type;
    this.schemaVersion = event.schemaVersion;
  }
}

/** The reader's checkpoint does not belong to this log: it was restored from an older state, or replaced. */
export class LogRewound extends EventStoreError {
  readonly code = 'LOG_REWOUND';
  constructor(
    readonly checkpoint: Position,
    readonly head: Position,
    reason: string,
  ) {
    super(`checkpoint ${checkpoint} does not fit a log that ends at ${head}: ${reason}`);
  }
}
