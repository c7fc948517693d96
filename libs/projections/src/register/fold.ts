import { emptyRecord, evolveRecord, foldFacts, isCorrection, type AnyRecord, type Fact } from '#domain';
import type { RecordedEvent } from '#event-store';
import type { BatchContext } from '../runner/projection.js';
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

/**
 * Folds a batch onto the records that were loaded. Events that a record already reflects change nothing. A record that
 * the batch corrects is folded anew from all its facts.
 */
export async function foldBatch(
  loaded: ReadonlyMap<string, Folded>,
  events: readonly RecordedEvent[],
  { earlier }: Pick<BatchContext, 'earlier'>,
): Promise<ReadonlyMap<string, Folded>> {
  const touched = new Map<string, Folded>();
  const corrected = new Set<string>();
  for (const event of events) {
    const record = recordOfStream(event.stream);
    if (record === undefined) continue;
    const before = touched.get(record.id) ?? loaded.get(record.id) ?? emptyFold(record);
    if (event.position <= before.whole.position) continue;
    touched.set(record.id, step(before, event));
    if (isCorrection(event)) corrected.add(record.id);
  }
  for (const id of corrected) {
    const [folded, before] = [touched.get(id), loaded.get(id)];
    if (folded === undefined) continue;
    const stream = `${folded.whole.state.aggregate}-${id}`;
    const facts: Fact[] = [];
    if (before !== undefined) {
      for await (const event of earlier(stream, before.whole.version)) facts.push(factOf(event));
    }
    const fresh = events.filter(
      (event) => event.stream === stream && event.version > (before?.whole.version ?? 0),
    );
    touched.set(id, refolded(folded, [...facts, ...fresh.map(factOf)]));
  }
  return touched;
}

/** A record with the states that all its facts come to. */
function refolded({ id, whole, public: open }: Folded, facts: readonly Fact[]): Folded {
  const { aggregate } = whole.state;
  const known = { ...whole, state: foldFacts(aggregate, facts) };
  if (open === whole) return { id, whole: known, public: known };
  const state = foldFacts(
    aggregate,
    facts.filter(({ visibility }) => visibility === 'public'),
  );
  return { id, whole: known, public: { ...open, state } };
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
