import { daysBetween } from '../values/days.js';
import { partialDate } from '../values/partial-date.js';
import { reject, type Decision, type DecisionContext } from './decision.js';
import type { RecordCore } from '../record/state.js';

/** What every command says about the moment and its evidence. */
export interface Recording {
  readonly occurredOn?: string | undefined;
  readonly sources: readonly unknown[];
  readonly visibility: 'public' | 'internal';
}

const BACKFILL_DAYS = 30;

/** Refuses what no record can take: one that is missing, taken out or merged, and dates to come. */
export function refuseUnusable(state: RecordCore, recording: Recording, today: string): Decision | undefined {
  if (!state.exists) return reject('STREAM_NOT_FOUND');
  if (state.voided) return reject('RECORD_VOIDED');
  if (state.mergedInto !== null) return reject('RECORD_MERGED', { intoId: state.mergedInto });
  return refuseFuture(recording.occurredOn, today);
}

/** An achieved fact may not lie wholly in the future; `../X` only when X has come. */
export function refuseFuture(occurredOn: string | undefined, today: string): Decision | undefined {
  if (occurredOn === undefined) return undefined;
  const date = partialDate(occurredOn);
  const first = date.from ?? date.to;
  return first > today ? reject('OCCURRED_IN_FUTURE', { occurredOn, today }) : undefined;
}

/** Stages that the public sees need a source. */
export const refuseWithoutEvidence = ({ sources, visibility }: Recording): Decision | undefined =>
  visibility === 'public' && sources.length === 0
    ? reject('EVIDENCE_REQUIRED', { field: 'sources' })
    : undefined;

/** Whether a fact is old news: it ended more than 30 days before it is recorded. */
export function isBackfill(occurredOn: string | undefined, today: string): boolean {
  if (occurredOn === undefined) return false;
  return daysBetween(partialDate(occurredOn).to, today) > BACKFILL_DAYS;
}

/** Day that codes with a life of their own (regions, currencies) are checked on. */
export function dayOf(occurredOn: string | undefined, context: Pick<DecisionContext, 'today'>): string {
  if (occurredOn === undefined) return context.today;
  const { to } = partialDate(occurredOn);
  return to < context.today ? to : context.today;
}
