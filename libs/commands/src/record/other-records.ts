import { currentState, type Aggregate, type AnyCommand, type OtherRecord } from '#domain';
import { streamOf, type LoadedRecord } from './record-model.js';

/** A link that a command makes from its record to another one, and how such links lead on from there. */
interface Link {
  readonly to: { readonly aggregate: Aggregate; readonly id: string };
  /** Streams that the same relation leads to from a record. */
  readonly onward: (record: LoadedRecord) => readonly string[];
}

const nowhere = (): readonly string[] => [];
const agreements = (ids: readonly string[]) => ids.map((id) => streamOf('agreement', id));

/** The link that `command` would make, if it is one that links. */
export function linkOf(aggregate: Aggregate, command: AnyCommand): Link | undefined {
  switch (command.name) {
    case 'LinkProject':
      return { to: { aggregate: 'project', id: command.input.projectId }, onward: nowhere };
    case 'SupersedeAgreement':
      return {
        to: { aggregate: 'agreement', id: command.input.byAgreementId },
        onward: ({ supersededBy }) => (supersededBy === null ? [] : agreements([supersededBy])),
      };
    case 'RelateAgreement': {
      const { relation, otherId } = command.input;
      return {
        to: { aggregate: 'agreement', id: otherId },
        onward: ({ state }) =>
          state.aggregate !== 'agreement'
            ? []
            : agreements(
                state.relations.filter((link) => link.relation === relation).map((link) => link.otherId),
              ),
      };
    }
    case 'AddMember':
      return {
        to: { aggregate: command.input.memberKind, id: command.input.memberId },
        onward: ({ state }) =>
          state.aggregate !== 'collection'
            ? []
            : state.members
                .filter((member) => member.memberKind === 'collection')
                .map((member) => streamOf('collection', member.memberId)),
      };
    case 'MergeRecord':
      return {
        to: { aggregate, id: command.input.intoId },
        onward: ({ state }) => (state.mergedInto === null ? [] : [streamOf(aggregate, state.mergedInto)]),
      };
    default:
      return undefined;
  }
}

export type OtherVerdict =
  | { readonly kind: 'known'; readonly others: Readonly<Record<string, OtherRecord>> }
  /** Streams that must be loaded before the question can be answered. */
  | { readonly kind: 'missing'; readonly streams: readonly string[] };

/**
 * What the decision may know of the record at the other end. Whether the relation leads back is followed through
 * the loaded records; each of them then guards the append, so no parallel command can close a circle.
 */
export function otherRecords(
  link: Link | undefined,
  from: string,
  loaded: ReadonlyMap<string, LoadedRecord>,
): OtherVerdict {
  if (link === undefined) return { kind: 'known', others: {} };
  const { aggregate, id } = link.to;
  const first = streamOf(aggregate, id);
  const met = new Set<string>([first]);
  const missing: string[] = [];
  for (const stream of met) {
    const record = loaded.get(stream);
    if (record === undefined) missing.push(stream);
    else if (stream !== from) for (const next of link.onward(record)) met.add(next);
  }
  if (missing.length > 0) return { kind: 'missing', streams: missing };
  const state = loaded.get(first)?.state;
  if (state === undefined) return { kind: 'missing', streams: [first] };
  const status = state.aggregate === 'agreement' ? currentState(state.track).status : null;
  const leadsBack = first !== from && met.has(from);
  return {
    kind: 'known',
    others: { [id]: { aggregate, exists: state.exists, voided: state.voided, status, leadsBack } },
  };
}
