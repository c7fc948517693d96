import type { RecordAsOf, RecordComparison } from '#contracts';
import {
  asOfDay,
  differences,
  foldFacts,
  profileOf,
  type Aggregate,
  type AnyRecord,
  type Fact,
} from '#domain';
import type { EventStore, RecordedEvent } from '#event-store';
import { factOf } from '../register/fact.js';
import type { AskedMoment, KnownAt } from './moment.js';
import { maySee, type Viewer } from './viewer.js';

/** A record, and who asks. */
export interface OneRecord {
  readonly aggregate: Aggregate;
  /** Uuid of the record. */
  readonly id: string;
  readonly viewer: Viewer;
}

/** A record as it was known at one moment and as it stood on one day; undefined when nothing was known of it. */
export async function recordAsOf(
  store: EventStore,
  record: OneRecord,
  { knownAt, validAt }: AskedMoment,
): Promise<RecordAsOf | undefined> {
  const events = (await seenEvents(store, record)).filter((event) => isKnown(event, knownAt));
  const last = events.at(-1);
  if (last === undefined) return undefined;
  const facts = events.map(factOf);
  const { state, uncertain } = stateOn(record.aggregate, facts, validAt);
  return {
    ...{ id: record.id, publicId: publicIdOf(facts), aggregate: record.aggregate, version: last.version },
    ...{ asOfPosition: String(last.position), recordedAt: last.recordedAt.toISOString() },
    ...{ validAt: validAt ?? null, fields: { ...profileOf(state) }, uncertain: [...uncertain] },
  };
}

/** What facts make of a record, all of them or those that had happened by a day. */
export function stateOn(
  aggregate: Aggregate,
  facts: readonly Fact[],
  validAt: string | undefined,
): { state: AnyRecord; uncertain: readonly string[] } {
  if (validAt === undefined) return { state: foldFacts(aggregate, facts), uncertain: [] };
  return asOfDay(aggregate, facts, validAt);
}

/** Two moments, and the day of the earlier one. */
export interface Between {
  readonly from: KnownAt;
  readonly to: KnownAt;
  readonly day: string;
}

/** What the record shows differently at `to` than at `from`; undefined when nothing was known of it at `to`. */
export async function compareRecord(
  store: EventStore,
  record: OneRecord,
  { from, to, day }: Between,
): Promise<RecordComparison | undefined> {
  const known = (await seenEvents(store, record)).filter((event) => isKnown(event, to));
  const last = known.at(-1);
  if (last === undefined) return undefined;
  const before = known.filter((event) => isKnown(event, from));
  const earlier = before.map(factOf);
  const later = known.slice(before.length).map(factOf);
  const first = before.at(-1);
  const { titles } = foldFacts(record.aggregate, [...earlier, ...later]);
  return {
    ...{ id: record.id, publicId: publicIdOf([...earlier, ...later]), aggregate: record.aggregate, titles },
    from: { version: first?.version ?? 0, position: first === undefined ? null : String(first.position) },
    to: { version: last.version, position: String(last.position) },
    differences: differences(record.aggregate, { earlier, later, day }).map(({ causes, ...difference }) => ({
      ...difference,
      causes: [...causes],
    })),
  };
}

/** The events that this reader may see; none where the public was never told of the record. */
export async function seenEvents(
  store: EventStore,
  { aggregate, id, viewer }: OneRecord,
): Promise<readonly RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const event of store.readStream(`${aggregate}-${id}`)) {
    if (maySee(viewer, event)) events.push(event);
    else if (event.version === 1) return [];
  }
  return events;
}

function isKnown({ position, recordedAt }: RecordedEvent, knownAt: KnownAt): boolean {
  if (knownAt === undefined) return true;
  return typeof knownAt === 'bigint' ? position <= knownAt : recordedAt <= knownAt;
}

export const publicIdOf = (facts: readonly Fact[]): string =>
  facts.flatMap((fact) => ('publicId' in fact.data ? [fact.data.publicId] : []))[0] ?? '';
