import { GATE_CODES } from '../codes/words.js';
import type { MilestoneCommand } from '../command/catalogue.js';
import {
  accept,
  isRejectionCode,
  reject,
  type Decision,
  type DecisionContext,
} from '../decision/decision.js';
import { refuseFuture, refuseWithoutEvidence } from '../decision/recording.js';
import type { Milestone, RecordCore } from '../record/state.js';
import { MILESTONE_TABLE } from '../timeline/index.js';
import { isPast } from './refusals.js';

const GATES = new Set<string>(GATE_CODES);

/** Whether a milestone of this code is reached by a stage of its own. */
export const isGate = (code: string): boolean => GATES.has(code);

/** Decides promised dates, what was reached, and baselines. Phases are checked by the project before. */
export function decideMilestone(
  state: RecordCore,
  command: MilestoneCommand,
  context: DecisionContext,
): Decision {
  if (command.name === 'SetBaseline') return decideBaseline(state, command.input);
  const milestone = find(state, command);
  const byStage = refuseGateByHand(milestone, command);
  if (byStage !== undefined) return byStage;
  const cells: Readonly<Record<string, string>> = MILESTONE_TABLE[command.name].cells;
  const cell = cells[milestone?.status ?? 'None'] ?? '! NOT_PLANNED';
  if (cell.startsWith('! ')) return refused(cell.slice(2), milestone, command);
  switch (command.name) {
    case 'PlanMilestone':
      return decidePlan(state, command.input, context);
    case 'RescheduleMilestone':
      return milestone === undefined ? reject('NOT_PLANNED') : decideMove(milestone, command.input, context);
    case 'AchieveMilestone':
      return decideAchievement(milestone, command.input, context);
    case 'RetractAchievement': {
      const { reasonCode, milestoneId } = command.input;
      const achieved = milestone?.achieved;
      if (achieved == null) return reject('NOT_ACHIEVED');
      if (reasonCode === undefined) return reject('REASON_REQUIRED', { field: 'reasonCode' });
      const data = { milestoneId, targetEventId: achieved.eventId, reasonCode };
      return accept([{ type: 'MilestoneAchievementRetracted', data }]);
    }
    case 'DropMilestone': {
      const { reason, milestoneId } = command.input;
      if (reason === undefined) return reject('REASON_REQUIRED', { field: 'reason' });
      return accept([{ type: 'MilestoneDropped', data: { milestoneId, reason } }]);
    }
  }
}

/** A gate is passed by its stage, and stays passed as long as that stage is on record. */
function refuseGateByHand(milestone: Milestone | undefined, command: MilestoneCommand): Decision | undefined {
  const code = milestone?.code ?? (command.name === 'AchieveMilestone' ? command.input.code : undefined);
  if (code === undefined || !isGate(code)) return undefined;
  const achieves = command.name === 'AchieveMilestone';
  const takesBack = command.name === 'RetractAchievement' && milestone?.status === 'Achieved';
  return achieves || takesBack ? reject('USE_STAGE_COMMAND', { code }) : undefined;
}

type Named<Name extends MilestoneCommand['name']> = Extract<MilestoneCommand, { name: Name }>;

/** By its id, else the open one with this code and phase: people name milestones by what they are. */
function find(
  state: RecordCore,
  command: Exclude<MilestoneCommand, { name: 'SetBaseline' }>,
): Milestone | undefined {
  const { milestoneId } = command.input;
  if (milestoneId !== undefined) return state.milestones.find((known) => known.milestoneId === milestoneId);
  if (!('code' in command.input)) return undefined;
  const { code, phaseId } = command.input;
  if (code === 'other') return undefined;
  return state.milestones.find((known) => known.code === code && known.phaseId === (phaseId ?? null));
}

function decideAchievement(
  milestone: Milestone | undefined,
  input: Named<'AchieveMilestone'>['input'],
  context: DecisionContext,
): Decision {
  const milestoneId = milestone?.milestoneId ?? input.milestoneId ?? context.newLocalId(input.code);
  const phaseId = milestone?.phaseId ?? input.phaseId;
  const code = milestone?.code ?? input.code;
  const data = { milestoneId, code, ...(phaseId === undefined ? {} : { phaseId }) };
  return (
    refuseFuture(input.occurredOn, context.today) ??
    refuseWithoutEvidence(input) ??
    accept([{ type: 'MilestoneAchieved', data }])
  );
}

function refused(code: string, milestone: Milestone | undefined, command: MilestoneCommand): Decision {
  const known = milestone?.achieved?.occurredOn ?? null;
  const details = { milestoneId: milestone?.milestoneId ?? null, achievedOn: known };
  if (
    command.name === 'AchieveMilestone' &&
    code === 'ALREADY_ACHIEVED' &&
    known !== (command.input.occurredOn ?? null)
  ) {
    return reject('CONFLICTING_ACHIEVEMENT', details);
  }
  return reject(isRejectionCode(code) ? code : 'NOT_PLANNED', details);
}

function decidePlan(
  state: RecordCore,
  input: Named<'PlanMilestone'>['input'],
  context: DecisionContext,
): Decision {
  const { code, titles, plannedOn, phaseId, announcedBy } = input;
  const id =
    input.milestoneId ??
    find(state, { name: 'PlanMilestone', input })?.milestoneId ??
    context.newLocalId(code);
  const optional = {
    ...(titles === undefined ? {} : { titles }),
    ...(phaseId === undefined ? {} : { phaseId }),
    ...(announcedBy === undefined ? {} : { announcedBy }),
  };
  return accept(
    [{ type: 'MilestonePlanned', data: { milestoneId: id, code, plannedOn, ...optional } }],
    isPast(plannedOn, context.today) ? ['PLAN_ALREADY_PAST'] : [],
  );
}

function decideMove(
  milestone: Milestone,
  input: Named<'RescheduleMilestone'>['input'],
  context: DecisionContext,
): Decision {
  const { to, reasonCode, announcedOn, announcedBy } = input;
  const from = milestone.plans.at(-1)?.plannedOn ?? null;
  if (from === to) return reject('NO_CHANGE', { plannedOn: to });
  if (reasonCode === undefined) return reject('REASON_REQUIRED', { field: 'reasonCode' });
  const early = refuseFuture(announcedOn, context.today);
  if (early !== undefined) return early;
  const announced = {
    ...(announcedOn === undefined ? {} : { announcedOn }),
    ...(announcedBy === undefined ? {} : { announcedBy }),
  };
  const data = { milestoneId: milestone.milestoneId, from, to, reasonCode, ...announced };
  return accept(
    [{ type: 'MilestoneRescheduled', data }],
    isPast(to, context.today) ? ['PLAN_ALREADY_PAST'] : [],
  );
}

function decideBaseline(state: RecordCore, input: Named<'SetBaseline'>['input']): Decision {
  const { baselineId, name, dates, reason } = input;
  if (reason === undefined) return reject('REASON_REQUIRED', { field: 'reason' });
  if (state.baselines.some((baseline) => baseline.baselineId === baselineId))
    return reject('NO_CHANGE', { baselineId });
  const unknown = dates.find(
    ({ milestoneId }) => !state.milestones.some((known) => known.milestoneId === milestoneId),
  );
  if (unknown !== undefined) return reject('TARGET_NOT_FOUND', { milestoneId: unknown.milestoneId });
  return accept([{ type: 'BaselineSet', data: { baselineId, name, dates, reason } }]);
}
