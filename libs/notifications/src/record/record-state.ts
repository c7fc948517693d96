import {
  emptyHistory,
  recall,
  type Aggregate,
  type AgreementState,
  type CollectionState,
  type Fact,
  type History,
  type ProjectState,
} from '#domain';
import type { RecordedEvent } from '#event-store';
import { dayInAlmaty } from '#platform';

export type RecordState = AgreementState | ProjectState | CollectionState;

/** A record as it is after one of its events. */
export interface RecordView {
  readonly stream: string;
  readonly version: number;
  readonly state: RecordState;
  /** All that was ever recorded of it: what a correction changes. */
  readonly history: History;
  /** Command that registered the record: what else it recorded is part of the registration. */
  readonly registeredBy: string | null;
}

const AGGREGATES: readonly Aggregate[] = ['agreement', 'project', 'collection'];

/** Kind of record whose stream this is; undefined for a stream that holds none. */
export const aggregateOf = (stream: string): Aggregate | undefined =>
  AGGREGATES.find((aggregate) => stream.startsWith(`${aggregate}-`));

export function emptyRecord(stream: string): RecordView | undefined {
  const aggregate = aggregateOf(stream);
  if (aggregate === undefined) return undefined;
  const history = emptyHistory(aggregate);
  return { stream, version: 0, state: history.state, history, registeredBy: null };
}

/** The record after `event`, which must be the one that follows. */
export function evolveRecord(record: RecordView, event: RecordedEvent): RecordView {
  const history = recall(record.history, factOf(event));
  return {
    stream: record.stream,
    version: event.version,
    state: history.state,
    history,
    registeredBy: record.registeredBy ?? event.commandId,
  };
}

/** The event as the domain reads it. The store has checked its data against the catalogue. */
export function factOf(event: RecordedEvent): Fact {
  return {
    type: event.type,
    data: event.data,
    id: event.id,
    occurredOn: event.envelope.occurredOn ?? null,
    recordedOn: dayInAlmaty(event.recordedAt),
    sources: event.envelope.sources,
    visibility: event.envelope.visibility,
  } as Fact;
}
