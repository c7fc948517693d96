import { currentState, type AgreementState, type ProjectState } from '#domain';
import { OTHER_ID, Register } from './register.js';

type Step = readonly [name: Parameters<Register['must']>[0], input?: object];

const party = { name: 'CNPC', countryCode: 'CN' };
const signed: Step[] = [['SignAgreement']];
const inForce: Step[] = [...signed, ['EnterIntoForce']];
const REASON = { reason: 'told by the ministry' };

const AGREEMENT_PATHS: Record<string, Step[]> = {
  Proposed: [],
  Signed: signed,
  InForce: inForce,
  Suspended: [...inForce, ['SuspendAgreement', { reasonCode: 'finance' }]],
  Expired: [...inForce, ['ExpireAgreement']],
  Fulfilled: [...inForce, ['FulfilAgreement']],
  Terminated: [...inForce, ['TerminateAgreement', REASON]],
  Lapsed: [...signed, ['LapseAgreement', REASON]],
  Superseded: [...signed, ['SupersedeAgreement', { byAgreementId: OTHER_ID }]],
  Withdrawn: [['WithdrawProposal', REASON]],
};

const building: Step[] = [['BeginPreparation'], ['StartConstruction']];
const PROJECT_PATHS: Record<string, Step[]> = {
  Announced: [],
  Preparing: [['BeginPreparation']],
  UnderConstruction: building,
  Built: [...building, ['CompleteConstruction']],
  Operational: [...building, ['CompleteConstruction'], ['StartOperation']],
  Suspended: [...building, ['SuspendProject', { reasonCode: 'finance' }]],
  Cancelled: [...building, ['CancelProject', { reasonCode: 'finance' }]],
  Closed: [...building, ['StartOperation'], ['CloseProject', { mode: 'serviceEnded', ...REASON }]],
};
const served: Step[] = [['StartOperation']];
const SERVICE_PATHS: Record<string, Step[]> = {
  Announced: [],
  Preparing: [['BeginPreparation']],
  Operational: served,
  Suspended: [['SuspendProject', { reasonCode: 'finance' }]],
  Cancelled: [['CancelProject', { reasonCode: 'finance' }]],
  Closed: [...served, ['CloseProject', { mode: 'serviceEnded', ...REASON }]],
};
const planned: Step[] = [['PlanMilestone', { milestoneId: 'm', code: 'permitGranted', plannedOn: '2027' }]];
const MILESTONE_PATHS: Record<string, Step[]> = {
  None: [],
  Planned: planned,
  Achieved: [
    ...planned,
    ['AchieveMilestone', { milestoneId: 'm', code: 'permitGranted', occurredOn: '2026-05' }],
  ],
  Dropped: [...planned, ['DropMilestone', { milestoneId: 'm', ...REASON }]],
};

const start = (machine: string): Register =>
  machine === 'agreement'
    ? new Register('agreement').must('RegisterAgreement', {
        titles: { en: 'Agreement' },
        parties: [{ party, role: 'partner', side: 'china' }],
      })
    : new Register('project').must('RegisterProject', {
        titles: { en: 'Plant' },
        deliveryMode: machine === 'projectNoBuild' ? 'no_build' : 'build',
      });

const PATHS: Record<string, Record<string, Step[]>> = {
  agreement: AGREEMENT_PATHS,
  projectBuild: PROJECT_PATHS,
  projectNoBuild: SERVICE_PATHS,
  milestone: MILESTONE_PATHS,
};

/** A record of the machine's kind brought to `state` by commands alone. */
export function reach(machine: string, state: string): Register {
  const register = start(machine);
  for (const [name, input] of PATHS[machine]?.[state] ?? []) register.must(name, input);
  return register;
}

/** Where the machine stands. */
export function stateOf(machine: string, register: Register): string {
  if (machine === 'milestone') {
    return register.state.milestones.find(({ milestoneId }) => milestoneId === 'm')?.status ?? 'None';
  }
  if (machine === 'agreement') return currentState((register.state as AgreementState).track).status;
  const track = (register.state as ProjectState).tracks.whole;
  return track === undefined ? 'none' : currentState(track).status;
}

/** Input that each command needs so that nothing but the state decides. */
export const INPUTS: Record<string, object> = {
  RecordConsent: { party, form: 'ratification' },
  AmendAgreement: { amendmentNo: '1', ...REASON },
  SuspendAgreement: { reasonCode: 'finance' },
  RenewAgreement: { newExpiryOn: '2030' },
  TerminateAgreement: REASON,
  LapseAgreement: REASON,
  SupersedeAgreement: { byAgreementId: OTHER_ID },
  WithdrawProposal: REASON,
  ReviveAgreement: REASON,
  SuspendProject: { reasonCode: 'finance' },
  CancelProject: { reasonCode: 'finance' },
  ReviveProject: { toStage: 'Preparing', ...REASON },
  CloseProject: { mode: 'serviceEnded', ...REASON },
  PlanMilestone: { milestoneId: 'm', code: 'permitGranted', plannedOn: '2028' },
  RescheduleMilestone: { milestoneId: 'm', to: '2029', reasonCode: 'permits' },
  AchieveMilestone: { milestoneId: 'm', code: 'permitGranted', occurredOn: '2026-05' },
  RetractAchievement: { milestoneId: 'm', reasonCode: 'didNotOccur' },
  DropMilestone: { milestoneId: 'm', ...REASON },
};
