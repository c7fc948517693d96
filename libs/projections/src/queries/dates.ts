import { daysBetween, partialDate, type Milestone } from '#domain';
import type { DateAnswer, MilestoneAnswer, RecordDetail } from '#contracts';

/** An EDTF text with its bounds, as answers give it. */
export const dateAnswer = (edtf: string): DateAnswer => partialDate(edtf);

export const optionalDate = (edtf: string | null | undefined): DateAnswer | null =>
  edtf === null || edtf === undefined ? null : dateAnswer(edtf);

/** Days from one date to another: best and worst where the dates are imprecise. */
function slipBetween(first: string, last: string): { best: number; worst: number } {
  const [a, b] = [partialDate(first), partialDate(last)];
  return { best: daysBetween(a.to, b.from ?? b.to), worst: daysBetween(a.from ?? a.to, b.to) };
}

/** A milestone as answers give it: what depends on the present day is computed here, never stored. */
export function milestoneAnswer(
  milestone: Milestone,
  { today, baselinedOn }: { today: string; baselinedOn: string | null },
): MilestoneAnswer {
  const { plans, achieved, status } = milestone;
  const first = plans.map(({ plannedOn }) => plannedOn).find((plannedOn) => plannedOn !== null) ?? null;
  const planned = plans.at(-1)?.plannedOn ?? null;
  const present = status === 'Achieved' ? (achieved?.occurredOn ?? null) : planned;
  const slip = (from: string | null) => {
    if (from === null || present === null) return null;
    // A promise that still stands has not moved, however imprecise its date is.
    return from === present && status !== 'Achieved' ? { best: 0, worst: 0 } : slipBetween(from, present);
  };
  return {
    ...{ milestoneId: milestone.milestoneId, code: milestone.code, titles: milestone.titles },
    ...{ phaseId: milestone.phaseId, status },
    plans: plans.map((plan) => ({
      eventId: plan.eventId,
      plannedOn: optionalDate(plan.plannedOn),
      announcedBy: plan.announcedBy,
      announcedOn: optionalDate(plan.announcedOn),
      reasonCode: plan.reasonCode,
    })),
    moves: movesOf(milestone),
    achievedOn: optionalDate(achieved?.occurredOn),
    achievedByEventId: achieved?.eventId ?? null,
    overdue: isOverdue(status, planned, today),
    slip: slip(first),
    baselineSlip: slip(baselinedOn),
  };
}

/** Planned, not reached, and its latest day is over. */
export const isOverdue = (status: string, plannedOn: string | null, today: string): boolean =>
  status === 'Planned' && plannedOn !== null && partialDate(plannedOn).to < today;

/** Days since the last news. */
export const quietDays = (lastNewsOn: string | null, today: string): number | null =>
  lastNewsOn === null ? null : Math.max(0, daysBetween(lastNewsOn, today));

/** Every time the promise moved; how far is not known where one of the dates is not. */
function movesOf({ plans }: Milestone): MilestoneAnswer['moves'] {
  return plans.slice(1).map((plan, index) => {
    const from = plans[index]?.plannedOn ?? null;
    const { eventId, plannedOn: to, reasonCode, announcedBy } = plan;
    const slip = from === null || to === null ? null : slipBetween(from, to);
    return { eventId, from: optionalDate(from), to: optionalDate(to), slip, reasonCode, announcedBy };
  });
}

/** Days by which promises moved, by the reason that was given; moves of unknown length count as moves alone. */
export function delaysOf(milestones: readonly MilestoneAnswer[]): RecordDetail['delays'] {
  const moves = milestones.flatMap((milestone) => milestone.moves);
  const byReason = Map.groupBy(moves, ({ reasonCode }) => reasonCode ?? 'notStated');
  return [...byReason]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([reasonCode, own]) => ({
      ...{ reasonCode, moves: own.length },
      slip: {
        best: own.reduce((sum, { slip }) => sum + (slip?.best ?? 0), 0),
        worst: own.reduce((sum, { slip }) => sum + (slip?.worst ?? 0), 0),
      },
    }));
}
