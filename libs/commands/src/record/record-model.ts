import {
  decideAgreement,
  decideCollection,
  decideProject,
  decideCorrection,
  effectiveFacts,
  emptyHistory,
  factsOf,
  isCorrection,
  recall,
  type Aggregate,
  type AgreementCommand,
  type AgreementState,
  type AnyCommand,
  type AnyEvent,
  type CollectionCommand,
  type CollectionState,
  type Decision,
  type DecisionContext,
  type Fact,
  type History,
  type ProjectCommand,
  type ProjectState,
} from '#domain';
import type { FoldedEvent, StreamModel } from '#event-store';
import { dayInAlmaty } from '#platform';

export type RecordState = AgreementState | ProjectState | CollectionState;

/** A record as commands see it: all its facts and what they come to, and the agreement that took its place. */
export interface LoadedRecord {
  readonly state: RecordState;
  readonly history: History;
  readonly supersededBy: string | null;
}

/** How a record's stream is folded, one object per kind: the store caches states by it. */
export const RECORD_MODELS: Readonly<Record<Aggregate, StreamModel<LoadedRecord>>> = {
  agreement: modelOf('agreement'),
  project: modelOf('project'),
  collection: modelOf('collection'),
};

function modelOf(aggregate: Aggregate): StreamModel<LoadedRecord> {
  const history = emptyHistory(aggregate);
  return {
    initial: { state: history.state, history, supersededBy: null },
    evolve: (record, event) => evolveRecord(record, factOf(event)),
  };
}

/** One more fact of a record's stream, in order of version. */
export function evolveRecord(record: LoadedRecord, fact: Fact): LoadedRecord {
  const history = recall(record.history, fact);
  const facts = isCorrection(fact) ? effectiveFacts(factsOf(history)) : [fact];
  const known = isCorrection(fact) ? null : record.supersededBy;
  const supersededBy = facts.reduce<string | null>(
    (by, one) => (one.type === 'AgreementSuperseded' ? one.data.byAgreementId : by),
    known,
  );
  return { state: history.state, history, supersededBy };
}

// The log checks type and data of every event against the domain's catalogue, on the way in and on the way out.
function factOf(event: FoldedEvent): Fact {
  const { occurredOn = null, sources, visibility } = event.envelope;
  return {
    ...({ type: event.type, data: event.data } as AnyEvent),
    ...{ id: event.id, occurredOn, recordedOn: dayInAlmaty(event.recordedAt), sources, visibility },
  };
}

/** Asks the decider of the record's kind. The command must be one that the catalogue lists for that kind. */
export function decideRecord(
  { state, history }: Pick<LoadedRecord, 'state' | 'history'>,
  command: AnyCommand,
  context: DecisionContext,
): Decision {
  if (command.name === 'CorrectRecord') return decideCorrection(history, command.input, context);
  switch (state.aggregate) {
    case 'agreement':
      return decideAgreement(state, command as AgreementCommand, context);
    case 'project':
      return decideProject(state, command as ProjectCommand, context);
    case 'collection':
      return decideCollection(state, command as CollectionCommand, context);
  }
}

/** Name of the stream of a record. */
export const streamOf = (aggregate: Aggregate, id: string): string => `${aggregate}-${id}`;

/** Kind and id of the record whose stream is `stream`. */
export function recordOf(stream: string): { readonly aggregate: Aggregate; readonly id: string } {
  const dash = stream.indexOf('-');
  return { aggregate: stream.slice(0, dash) as Aggregate, id: stream.slice(dash + 1) };
}
