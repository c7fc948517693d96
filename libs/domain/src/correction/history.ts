import type { Aggregate } from '../event/define-event.js';
import type { Fact } from '../event/fact.js';
import { emptyRecord, evolveRecord, type AnyRecord } from '../record/any-record.js';
import { effectiveFacts } from './effective-facts.js';

/** Facts of a record, newest first; shared with the histories they grew from. */
type Facts = { readonly fact: Fact; readonly before: Facts } | null;

/** A record with all that was ever recorded of it: what a correction needs, since it changes what lies behind. */
export interface History {
  readonly state: AnyRecord;
  readonly facts: Facts;
}

export const emptyHistory = (aggregate: Aggregate): History => ({
  state: emptyRecord(aggregate),
  facts: null,
});

/** Whether a fact changes what earlier ones come to. */
export const isCorrection = ({ type }: { readonly type: string }): boolean =>
  type === 'EventCorrected' || type === 'EventRetracted';

/** The history with one more fact, in order of version. */
export function recall(history: History, fact: Fact): History {
  const facts = { fact, before: history.facts };
  const { aggregate } = history.state;
  const state = isCorrection(fact)
    ? foldFacts(aggregate, inOrderOfVersion(facts))
    : evolveRecord(history.state, fact);
  return { state, facts };
}

/** All facts as they were recorded. */
export const factsOf = (history: History): readonly Fact[] => inOrderOfVersion(history.facts);

function inOrderOfVersion(facts: Facts): readonly Fact[] {
  const list: Fact[] = [];
  for (let at = facts; at !== null; at = at.before) list.push(at.fact);
  return list.reverse();
}

/** What all facts of a record come to, with its corrections. `onStep` sees each state before its fact. */
export function foldFacts(
  aggregate: Aggregate,
  facts: readonly Fact[],
  onStep?: (state: AnyRecord, fact: Fact) => void,
): AnyRecord {
  let state = emptyRecord(aggregate);
  for (const fact of effectiveFacts(facts)) {
    onStep?.(state, fact);
    state = evolveRecord(state, fact);
  }
  // What was retracted counts no longer, but it was recorded.
  return state.retractedIds.length === 0 ? state : { ...state, eventIds: facts.map(({ id }) => id) };
}
