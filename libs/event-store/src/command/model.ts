import type { NewEvent, RecordedEvent } from '../event.js';
import type { JsonValue } from '../json.js';

/** An event as a state is folded from it; its place in the hash chain is not known before the append. */
export type FoldedEvent = Omit<RecordedEvent, 'prev'>;

/** How a stream's state follows from its events. One object per kind of stream; states are not changed in place. */
export interface StreamModel<State> {
  readonly initial: State;
  evolve(state: State, event: FoldedEvent): State;
}

/** A stream as a decision sees it. */
export interface LoadedStream<State> {
  readonly stream: string;
  /** 0: it does not exist yet. */
  readonly version: number;
  readonly state: State;
}

export type Decision<Name extends string, Rejection> =
  | {
      readonly kind: 'accepted';
      /** New events under the name of their stream; a stream without any is guarded by the version read. */
      readonly events: { readonly [name in Name]?: readonly NewEvent[] };
      readonly claims?: readonly string[];
      readonly note?: JsonValue;
    }
  | { readonly kind: 'rejected'; readonly rejection: Rejection };
