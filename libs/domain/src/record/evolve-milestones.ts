import type { Fact } from '../event/fact.js';
import type { Milestone, PlannedDate, RecordCore } from './state.js';

/** Gate milestone that each stage event achieves: one fact, one event. */
export const GATE_OF_EVENT: Readonly<Record<string, string>> = {
  AgreementSigned: 'signature',
  AgreementEnteredIntoForce: 'entryIntoForce',
  PreparationStarted: 'preparationStart',
  ConstructionStarted: 'constructionStart',
  ConstructionCompleted: 'constructionCompletion',
  OperationStarted: 'operationStart',
};

/** Folds plans, reschedulings and achievements, gates reached by stage events included. */
export function evolveMilestones(state: RecordCore, fact: Fact): Partial<RecordCore> {
  switch (fact.type) {
    case 'MilestonePlanned': {
      const { milestoneId, code, titles, phaseId, plannedOn, announcedBy } = fact.data;
      const plan = planOf(fact, { plannedOn, announcedBy });
      const known = state.milestones.find((milestone) => milestone.milestoneId === milestoneId);
      return put(state, {
        milestoneId,
        code,
        titles: titles ?? known?.titles ?? null,
        phaseId: phaseId ?? null,
        status: 'Planned',
        plans: [...(known?.plans ?? []), plan],
        achieved: null,
      });
    }
    case 'MilestoneRescheduled': {
      const { milestoneId, to, ...rest } = fact.data;
      return change(state, milestoneId, (milestone) => ({
        plans: [...milestone.plans, planOf(fact, { plannedOn: to, ...rest })],
      }));
    }
    case 'MilestoneAchieved': {
      const { milestoneId, code, phaseId } = fact.data;
      const known = state.milestones.find((milestone) => milestone.milestoneId === milestoneId);
      const achieved = { eventId: fact.id, occurredOn: fact.occurredOn };
      const fresh = { milestoneId, code, titles: null, phaseId: phaseId ?? null, plans: [] };
      return put(state, { ...(known ?? fresh), status: 'Achieved', achieved });
    }
    case 'MilestoneAchievementRetracted':
      return change(state, fact.data.milestoneId, (milestone) => ({
        status: milestone.plans.length > 0 ? 'Planned' : 'None',
        achieved: null,
      }));
    case 'MilestoneDropped':
      return change(state, fact.data.milestoneId, () => ({ status: 'Dropped' }));
    case 'BaselineSet': {
      const { baselineId, name, dates } = fact.data;
      return { baselines: [...state.baselines, { baselineId, name, dates }] };
    }
    default:
      return closeGate(state, fact);
  }
}

function closeGate(state: RecordCore, fact: Fact): Partial<RecordCore> {
  const gate = GATE_OF_EVENT[fact.type];
  if (gate === undefined) return {};
  return achieve(state, { gate, phaseId: 'phaseId' in fact.data ? (fact.data.phaseId ?? null) : null }, fact);
}

/** The promise to pass a gate is kept by the fact that passed it. */
export function achieve(
  state: Pick<RecordCore, 'milestones'>,
  { gate, phaseId }: { gate: string; phaseId: string | null },
  fact: Fact,
): Partial<Pick<RecordCore, 'milestones'>> {
  const achieved = { eventId: fact.id, occurredOn: fact.occurredOn };
  const kept = ({ code, status, ...milestone }: Milestone) =>
    code === gate && status === 'Planned' && milestone.phaseId === phaseId;
  if (!state.milestones.some(kept)) return {};
  return {
    milestones: state.milestones.map((milestone) =>
      kept(milestone) ? { ...milestone, status: 'Achieved', achieved } : milestone,
    ),
  };
}

interface Announcement {
  readonly plannedOn: string | null;
  readonly announcedBy?: string | undefined;
  readonly announcedOn?: string | undefined;
  readonly reasonCode?: string | undefined;
}

const planOf = (fact: Fact, plan: Announcement): PlannedDate => ({
  eventId: fact.id,
  plannedOn: plan.plannedOn,
  announcedBy: plan.announcedBy ?? null,
  announcedOn: plan.announcedOn ?? null,
  reasonCode: plan.reasonCode ?? null,
});

const put = (state: RecordCore, milestone: Milestone): Partial<RecordCore> => ({
  milestones: [
    ...state.milestones.filter(({ milestoneId }) => milestoneId !== milestone.milestoneId),
    milestone,
  ],
});

const change = (
  state: RecordCore,
  milestoneId: string,
  update: (milestone: Milestone) => Partial<Milestone>,
): Partial<RecordCore> => ({
  milestones: state.milestones.map((milestone) =>
    milestone.milestoneId === milestoneId ? { ...milestone, ...update(milestone) } : milestone,
  ),
});
