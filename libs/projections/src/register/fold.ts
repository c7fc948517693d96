import { emptyRecord, evolveRecord, type AnyRecord } from '#domain';
import type { RecordedEvent } from '#event-store';
import { factOf, recordOfStream } from './fact.js';

/** What staff and what the public know of a record; one object where both know the same. */
export interface Folded {
  readonly id: string;
  readonly version: number;
  readonly position: bigint;
  readonly whole: AnyRecord;
  readonly public: AnyRecord;
}

/** Folds a batch onto the records that were loaded. Events that a record already reflects change nothing. */
export function foldBatch(
  loaded: ReadonlyMap<string, Folded>,
  events: readonly RecordedEvent[],
): ReadonlyMap<string, Folded> {
  const touched = new Map<string, Folded>();
  for (const event of events) {
    const record = recordOfStream(event.stream);
    if (record === undefined) continue;
    const before = touched.get(record.id) ?? loaded.get(record.id) ?? emptyFold(record);
    if (event.position <= before.position) continue;
    touched.set(record.id, step(before, event));
  }
  return touched;
}

function step(before: Folded, event: RecordedEvent): Folded {
  const fact = factOf(event);
  const whole = evolveRecord(before.whole, fact);
  const shared = before.public === before.whole && fact.visibility === 'public';
  const visible =
    fact.visibility === 'public' ? (shared ? whole : evolveRecord(before.public, fact)) : before.public;
  return { id: before.id, version: event.version, position: event.position, whole, public: visible };
}

function emptyFold({ aggregate, id }: { aggregate: AnyRecord['aggregate']; id: string }): Folded {
  const empty = emptyRecord(aggregate);
  return { id, version: 0, position: 0n, whole: empty, public: empty };
}
