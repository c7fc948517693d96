import { daysBetween, partialDate } from '#domain';
import type { RecordState } from '../record/record-state.js';
import type { Rules } from './event-rules.js';
import { insist, tell } from './notice.js';

/** A slip of more days than this cannot be turned off by those who follow the record. */
export const CRITICAL_SLIP_DAYS = 90;

/** Promised dates and what became of them. */
export const milestoneRules: Rules<
  | 'MilestonePlanned'
  | 'MilestoneRescheduled'
  | 'MilestoneAchieved'
  | 'MilestoneAchievementRetracted'
  | 'MilestoneDropped'
  | 'BaselineSet'
> = {
  MilestonePlanned: (data, record) =>
    tell('plan', 'milestone.planned', { ...named(data, record), newDate: data.plannedOn }),
  MilestoneRescheduled: (data, record) => {
    const slip = slipDays(data.from, data.to);
    const params = {
      ...named(data, record),
      earlierDate: data.from,
      newDate: data.to,
      reasonCode: data.reasonCode,
      ...(slip !== undefined && slip > 0 ? { slipDays: slip } : {}),
    };
    const isCritical = slip !== undefined && slip > CRITICAL_SLIP_DAYS;
    return (isCritical ? insist : tell)('plan', 'milestone.rescheduled', params);
  },
  MilestoneAchieved: (data, record) => tell('stage', 'milestone.achieved', named(data, record)),
  MilestoneAchievementRetracted: (data, record) =>
    insist('correction', 'milestone.retracted', named(data, record), { corrects: data.targetEventId }),
  MilestoneDropped: (data, record) =>
    tell('plan', 'milestone.dropped', { ...named(data, record), explanation: data.reason }),
  BaselineSet: null,
};

/** Days between the last days that both dates may mean; undefined when there was no date before. */
export function slipDays(from: string | null, to: string): number | undefined {
  if (from === null) return undefined;
  return daysBetween(partialDate(from).to, partialDate(to).to);
}

function named(data: { readonly milestoneId: string }, record: RecordState) {
  const milestone = record.milestones.find(({ milestoneId }) => milestoneId === data.milestoneId);
  const phase =
    record.aggregate === 'project'
      ? record.phases.find(({ phaseId }) => phaseId === milestone?.phaseId)
      : undefined;
  return {
    milestone: { id: data.milestoneId, code: milestone?.code ?? 'other', titles: milestone?.titles ?? null },
    ...(phase === undefined ? {} : { phase: phase.titles }),
  };
}
