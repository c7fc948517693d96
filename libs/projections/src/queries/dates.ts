import { partialDate, type Milestone } from '#domain';
import type { DateAnswer, MilestoneAnswer } from '#contracts';

const DAY = 86_400_000;

/** An EDTF text with its bounds, as answers give it. */
export const dateAnswer = (edtf: string): DateAnswer => partialDate(edtf);

export const optionalDate = (edtf: string | null | undefined): DateAnswer | null =>
  edtf === null || edtf === undefined ? null : dateAnswer(edtf);

const days = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY);

/** Days from one date to another: best and worst where the dates are imprecise. */
function slipBetween(first: string, last: string): { best: number; worst: number } {
  const [a, b] = [partialDate(first), partialDate(last)];
  return { best: days(a.to, b.from ?? b.to), worst: days(a.from ?? a.to, b.to) };
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
  lastNewsOn === null ? null : Math.max(0, days(lastNewsOn, today));
