import {
  emptyRecord,
  evolveRecord,
  foldFacts,
  interval,
  isCorrection,
  type AnyRecord,
  type Fact,
} from '#domain';
import type { RecordedEvent } from '#event-store';
import type { BatchContext } from '../runner/projection.js';
import { factOf, recordOfStream } from './fact.js';

/** What one audience knows of a record: its facts folded, and the last of them. */
export interface Known {
  readonly state: AnyRecord;
  readonly version: number;
  readonly position: bigint;
  /** No dated fact, as recorded or as corrected, lies later: on that day and after it the record stands as folded. */
  readonly latestDay: string | null;
}

/** What staff and what the public know of a record; one object where both know the same. */
export interface Folded {
  readonly id: string;
  readonly whole: Known;
  readonly public: Known;
}

/** What one event made of its record. */
export interface FoldStep {
  readonly position: bigint;
  readonly before: Folded;
  readonly after: Folded;
}

export interface FoldedBatch {
  readonly touched: ReadonlyMap<string, Folded>;
  /** In order of position within each record. */
  readonly steps: readonly FoldStep[];
}

/**
 * Folds a batch onto the records that were loaded. Events that a record already reflects change nothing. A record that
 * is corrected is folded anew from all its facts.
 */
export async function foldBatch(
  loaded: ReadonlyMap<string, Folded>,
  events: readonly RecordedEvent[],
  { earlier }: Pick<BatchContext, 'earlier'>,
): Promise<FoldedBatch> {
  const touched = new Map<string, Folded>();
  const steps: FoldStep[] = [];
  const corrected = new Set(events.filter(isCorrection).map(({ stream }) => stream));
  const factsOf = new Map<string, Fact[]>();
  for (const event of events) {
    const record = recordOfStream(event.stream);
    if (record === undefined) continue;
    const before = touched.get(record.id) ?? loaded.get(record.id) ?? emptyFold(record);
    if (event.position <= before.whole.position) continue;
    const fact = factOf(event);
    if (corrected.has(event.stream)) {
      const facts =
        factsOf.get(event.stream) ?? (await factsUpTo(earlier, event.stream, before.whole.version));
      facts.push(fact);
      factsOf.set(event.stream, facts);
    }
    const after = step(before, { event, fact, facts: factsOf.get(event.stream) ?? [] });
    touched.set(record.id, after);
    steps.push({ position: event.position, before, after });
  }
  return { touched, steps };
}

async function factsUpTo(earlier: BatchContext['earlier'], stream: string, version: number): Promise<Fact[]> {
  const facts: Fact[] = [];
  if (version > 0) for await (const event of earlier(stream, version)) facts.push(factOf(event));
  return facts;
}

interface NextFact {
  readonly event: RecordedEvent;
  readonly fact: Fact;
  /** All facts of the record up to this one, where it is corrected. */
  readonly facts: readonly Fact[];
}

function step(before: Folded, { event, fact, facts }: NextFact): Folded {
  const after = (known: Known, isSeen: (seen: Fact) => boolean): Known => ({
    state: isCorrection(fact)
      ? foldFacts(known.state.aggregate, facts.filter(isSeen))
      : evolveRecord(known.state, fact),
    ...{ version: event.version, position: event.position, latestDay: laterOf(known.latestDay, fact) },
  });
  const whole = after(before.whole, () => true);
  if (fact.visibility !== 'public') return { id: before.id, whole, public: before.public };
  const isOpen = ({ visibility }: Fact) => visibility === 'public';
  return {
    ...{ id: before.id, whole },
    public: before.public === before.whole ? whole : after(before.public, isOpen),
  };
}

function laterOf(day: string | null, fact: Fact): string | null {
  const given = [
    fact.occurredOn,
    fact.type === 'EventCorrected' ? (fact.data.patch.occurredOn ?? null) : null,
  ].flatMap((occurredOn) => (occurredOn === null ? [] : interval(occurredOn, fact.recordedOn).to));
  return [...given, ...(day === null ? [] : [day])].sort().at(-1) ?? null;
}

function emptyFold({ aggregate, id }: { aggregate: AnyRecord['aggregate']; id: string }): Folded {
  const nothing = { state: emptyRecord(aggregate), version: 0, position: 0n, latestDay: null };
  return { id, whole: nothing, public: nothing };
}
