import { emptyRecord, evolveRecord, type AnyRecord } from '#domain';
import type { RecordedEvent } from '#event-store';
import { factOf, recordOfStream } from './fact.js';

/** What one audience knows of a record: its facts folded, and the last of them. */
export interface Known {
  readonly state: AnyRecord;
  readonly version: number;
  readonly position: bigint;
}

/** What staff and what the public know of a record; one object where both know the same. */
export interface Folded {
  readonly id: string;
  readonly whole: Known;
  readonly public: Known;
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
    if (event.position <= before.whole.position) continue;
    touched.set(record.id, step(before, event));
  }
  return touched;
}

function step(before: Folded, event: RecordedEvent): Folded {
  const fact = factOf(event);
  const after = ({ state }: Known): Known => ({
    ...{ state: evolveRecord(state, fact), version: event.version, position: event.position },
  });
  const whole = after(before.whole);
  if (fact.visibility !== 'public') return { id: before.id, whole, public: before.public };
  return { id: before.id, whole, public: before.public === before.whole ? whole : after(before.public) };
}

function emptyFold({ aggregate, id }: { aggregate: AnyRecord['aggregate']; id: string }): Folded {
  const nothing = { state: emptyRecord(aggregate), version: 0, position: 0n };
  return { id, whole: nothing, public: nothing };
}
