import { effectiveFacts } from '../correction/effective-facts.js';
import { emptyHistory, recall, type History } from '../correction/history.js';
import type { Aggregate } from '../event/define-event.js';
import { interval, type Fact } from '../event/fact.js';
import { emptyRecord, evolveRecord, type AnyRecord } from '../record/any-record.js';
import { sameValue } from '../values/same.js';
import { profileOf } from './profile.js';

/** Why what a record shows differs between two moments. */
export const DIFFERENCE_LABELS = ['happened', 'learnedLate', 'corrected', 'retracted', 'replanned'] as const;
export type DifferenceLabel = (typeof DIFFERENCE_LABELS)[number];

export interface Difference {
  readonly field: string;
  /** Null: it was not there. */
  readonly before: unknown;
  readonly after: unknown;
  readonly causes: readonly { readonly eventId: string; readonly label: DifferenceLabel }[];
}

const PLANS = new Set(['MilestonePlanned', 'MilestoneRescheduled', 'MilestoneDropped', 'BaselineSet']);

/** What a fact learned after `day` is: news of the world, news of the past, another plan, or a mistake of ours. */
export function labelOf(fact: Fact, day: string): DifferenceLabel {
  if (fact.type === 'EventCorrected') return 'corrected';
  if (fact.type === 'EventRetracted') return 'retracted';
  if (PLANS.has(fact.type)) return 'replanned';
  return fact.occurredOn !== null && interval(fact.occurredOn, fact.recordedOn).to < day
    ? 'learnedLate'
    : 'happened';
}

/**
 * What a record shows differently after `later` than it did after `earlier`, each with the facts that made it so. `day`:
 * the day of the earlier moment, for telling what happened since from what was only learned since.
 */
export function differences(
  aggregate: Aggregate,
  { earlier, later, day }: { earlier: readonly Fact[]; later: readonly Fact[]; day: string },
): readonly Difference[] {
  const start = earlier.reduce(recall, emptyHistory(aggregate));
  const first = profileOf(start.state);
  const causes = new Map<string, Difference['causes']>();
  let history: History = start;
  let shown = first;
  for (const fact of later) {
    history = recall(history, fact);
    const next = profileOf(history.state);
    for (const field of changed(shown, next)) {
      causes.set(field, [...(causes.get(field) ?? []), { eventId: fact.id, label: labelOf(fact, day) }]);
    }
    shown = next;
  }
  return changed(first, shown)
    .sort()
    .map((field) => ({
      ...{ field, before: first[field] ?? null, after: shown[field] ?? null },
      causes: causes.get(field) ?? [],
    }));
}

function changed(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): string[] {
  const fields = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...fields].filter((field) => !sameValue(before[field], after[field]));
}

/** A record as it was on a day, by what is known of it; `uncertain`: facts that may or may not have happened by then. */
export function asOfDay(
  aggregate: Aggregate,
  facts: readonly Fact[],
  day: string,
): { readonly state: AnyRecord; readonly uncertain: readonly string[] } {
  const uncertain: string[] = [];
  let state = emptyRecord(aggregate);
  for (const fact of effectiveFacts(facts)) {
    const { from, to } = interval(fact.occurredOn, fact.recordedOn);
    if (fact.occurredOn !== null && to > day) {
      if (from === null || from <= day) uncertain.push(fact.id);
      continue;
    }
    if (to > day) uncertain.push(fact.id);
    state = evolveRecord(state, fact);
  }
  return { state, uncertain };
}
