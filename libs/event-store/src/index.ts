export type {
  AppendedEvent,
  Appended,
  AppendRequest,
  AppendResult,
  ExpectedVersion,
  StreamAppend,
} from './append/request.js';
export { canonicalJson } from './canonical.js';
export { createCatalogue, type EventCatalogue, type EventDefinition } from './catalogue.js';
export type { Decision, FoldedEvent, LoadedStream, StreamModel } from './command/model.js';
export { runCommand, type CommandOutcome, type CommandRequest } from './command/run-command.js';
export { commitmentOf } from './commitment.js';
export {
  EventRefused,
  EventStoreError,
  LogRewound,
  OutcomeUnknown,
  StoreBusy,
  StoreUnavailable,
  UnknownEvent,
} from './errors.js';
export type { EventEnvelope, NewEvent, Position, RecordedEvent, StoredEvent } from './event.js';
export { EventStore, type EventStoreOptions, type ReadStreamOptions } from './event-store.js';
export type { FoundCommand } from './found-command.js';
export type { JsonValue } from './json.js';
export type {
  AppendOutcome,
  BatchObservation,
  ReadObservation,
  StoreObserver,
  SubscriptionPlace,
} from './observer.js';
export type { SubscribeOptions } from './subscribe/subscription.js';
