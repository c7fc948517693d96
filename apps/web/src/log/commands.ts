import { GATE_CODES, RETRACTION_REASONS } from '#domain';
import { thisMonth, today } from './fields/date-value.js';
import type { Body, Schema } from './schema.js';

/** Steps that change where the record stands, with the event that each leads to. */
export const STAGE_EVENT: Readonly<Record<string, string>> = {
  SignAgreement: 'AgreementSigned',
  RecordConsent: 'ConsentExpressed',
  StartProvisionalApplication: 'ProvisionalApplicationStarted',
  EnterIntoForce: 'AgreementEnteredIntoForce',
  AmendAgreement: 'AgreementAmended',
  SuspendAgreement: 'AgreementSuspended',
  ResumeAgreement: 'AgreementResumed',
  RenewAgreement: 'AgreementRenewed',
  ExpireAgreement: 'AgreementExpired',
  FulfilAgreement: 'AgreementFulfilled',
  TerminateAgreement: 'AgreementTerminated',
  LapseAgreement: 'AgreementLapsed',
  SupersedeAgreement: 'AgreementSuperseded',
  WithdrawProposal: 'ProposalWithdrawn',
  ReviveAgreement: 'AgreementRevived',
  BeginPreparation: 'PreparationStarted',
  StartConstruction: 'ConstructionStarted',
  CompleteConstruction: 'ConstructionCompleted',
  StartOperation: 'OperationStarted',
  SuspendProject: 'ProjectSuspended',
  ResumeProject: 'ProjectResumed',
  CancelProject: 'ProjectCancelled',
  ReviveProject: 'ProjectRevived',
  CloseProject: 'ProjectClosed',
};

/** Commands by what a person means to do, in the order in which they are offered. */
export const STEP_GROUPS = {
  stage: Object.keys(STAGE_EVENT),
  plan: [
    ...['AchieveMilestone', 'PlanMilestone', 'RescheduleMilestone', 'DropMilestone', 'RetractAchievement'],
    'SetBaseline',
  ],
  check: ['ConfirmStatus', 'AttachEvidence', 'VerifyFact', 'DisputeFact'],
  facts: [
    ...['StateValue', 'ReviseValue', 'RecordFinance', 'ReportProgress', 'StateCapacity', 'ReviseCapacity'],
    ...['ReportOutput', 'SetLocation', 'SetClassification', 'AddParty', 'ReplaceParty', 'RemoveParty'],
    ...['DefinePhase', 'DropPhase', 'StateClaim'],
  ],
  links: ['LinkProject', 'UnlinkProject', 'RelateAgreement', 'AddMember', 'RemoveMember'],
  record: ['CorrectRecord', 'MergeRecord', 'VoidRecord'],
} as const satisfies Record<string, readonly string[]>;

const RECORDING = ['occurredOn', 'sources', 'basis', 'visibility', 'note'];
const RARELY = new Set([
  ...['measureId', 'instrumentId', 'effectiveOn', 'retroactive', 'order', 'claimId', 'signatories', 'place'],
  ...['allocation', 'changes', 'point', 'precision', 'regionBasis', 'membershipBasis', 'announcedOn'],
]);
const DATED = new Set([...Object.keys(STAGE_EVENT), 'AchieveMilestone', 'RecordFinance']);
/** What of a registration is asked for at once; the rest can be told later, by the commands of its own. */
const OF_REGISTRATION = ['titles', 'kind', 'parties', 'location', 'value', 'classifications'];

interface Layout {
  readonly shown: readonly string[];
  readonly folded: readonly string[];
}

/** Which fields are asked for at once, and which are folded away. */
export function layoutOf(command: string, schema: Schema): Layout {
  const names = Object.keys(schema.properties ?? {}).filter((name) => name !== 'notADuplicate');
  const must = (name: string) => schema.required?.includes(name) ?? false;
  const own = names.filter((name) => !RECORDING.includes(name));
  const registers = /^(Register|Define(?!Phase))/.test(command);
  const often = (name: string) => {
    if (registers) return OF_REGISTRATION.includes(name) || name === 'deliveryMode';
    return must(name) || !(RARELY.has(name) || (name === 'milestoneId' && !must(name)));
  };
  const shown = [
    ...own.filter((name) => name === 'phaseId' || must(name)),
    ...(DATED.has(command) ? ['occurredOn'] : []),
    ...own.filter((name) => name !== 'phaseId' && !must(name) && often(name)),
    ...(command === 'AttachEvidence' ? [] : ['sources']),
  ].filter((name) => names.includes(name));
  const hidden = command === 'AttachEvidence' ? ['sources'] : [];
  const folded = [...own, ...RECORDING].filter(
    (name) => names.includes(name) && !shown.includes(name) && !hidden.includes(name),
  );
  return { shown, folded };
}

/** What is filled in before anybody types: this month for what happened, today for what was checked. */
export function initialBody(command: string, phaseIds: readonly string[] | null): Body {
  return {
    ...(DATED.has(command) ? { occurredOn: thisMonth() } : {}),
    ...(phaseIds?.length === 1 ? { phaseId: phaseIds[0] } : {}),
    ...(command === 'ConfirmStatus' ? { asOf: today() } : {}),
    ...(command === 'ReportProgress' ? { asOf: thisMonth() } : {}),
    ...(command === 'PlanMilestone' ? { plannedOn: null } : {}),
    ...(command === 'SetLocation' ? { country: 'KZ' } : {}),
    ...(command === 'SetClassification' ? { scheme: 'sector' } : {}),
    ...(command === 'AddMember' || command === 'RemoveMember' ? { memberKind: 'project' } : {}),
  };
}

/** The shape of a body, less what the domain would refuse anyway. */
export function offered(command: string, schema: Schema): Schema {
  const narrowed = (name: string, codes: readonly string[]): Schema => ({
    ...schema,
    properties: { ...schema.properties, [name]: { type: 'string', enum: codes } },
  });
  if (command === 'RetractAchievement') return narrowed('reasonCode', RETRACTION_REASONS);
  if (command !== 'AchieveMilestone') return schema;
  const gates: readonly string[] = GATE_CODES;
  return narrowed(
    'code',
    (schema.properties?.['code']?.enum ?? []).filter((code) => !gates.includes(code)),
  );
}
