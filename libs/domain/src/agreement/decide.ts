import type { AgreementCommand } from '../command/catalogue.js';
import type { AnyEvent } from '../event/catalogue.js';
import { accept, reject, type Decision, type DecisionContext } from '../decision/decision.js';
import { refuseUnusable, refuseWithoutEvidence } from '../decision/recording.js';
import { judge } from '../decision/stage.js';
import { decideMilestone } from '../shared/decide-milestones.js';
import { decideRegistration } from '../shared/decide-registration.js';
import { decideShared } from '../shared/decide-shared.js';
import { AGREEMENT_TABLE, currentState } from '../timeline/index.js';
import { partialDate } from '../values/partial-date.js';
import { partyKey } from '../values/party.js';
import type { AgreementState } from './state.js';

type StageName = keyof typeof AGREEMENT_TABLE;
type StageCommand = Extract<AgreementCommand, { name: StageName }>;
type Links = Extract<AgreementCommand, { name: 'LinkProject' | 'UnlinkProject' | 'RelateAgreement' }>;

const isStage = (command: AgreementCommand): command is StageCommand => command.name in AGREEMENT_TABLE;

/** Decides a command on an agreement. Pure and total: every refusal is a value. */
export function decideAgreement(
  state: AgreementState,
  command: AgreementCommand,
  context: DecisionContext,
): Decision {
  if (command.name === 'RegisterAgreement') return register(state, command.input, context);
  const refused = refuseUnusable(state, command.input, context.today);
  if (refused !== undefined) return refused;
  if (isStage(command)) return decideStage(state, command, context);
  switch (command.name) {
    case 'StartProvisionalApplication':
      return decideProvisional(state, command.input);
    case 'LinkProject':
    case 'UnlinkProject':
    case 'RelateAgreement':
      return decideLinks(state, command, context);
    case 'AchieveMilestone':
      return beforeSignature(state, command.input) ?? decideMilestone(state, command, context);
    case 'PlanMilestone':
    case 'RescheduleMilestone':
    case 'RetractAchievement':
    case 'DropMilestone':
    case 'SetBaseline':
      return decideMilestone(state, command, context);
    default:
      return decideShared(state, command, context);
  }
}

function register(
  state: AgreementState,
  input: Extract<AgreementCommand, { name: 'RegisterAgreement' }>['input'],
  context: DecisionContext,
): Decision {
  const { titles, description, kind, bindingness, initialStatus } = input;
  const data = {
    ...{ publicId: context.publicId ?? '', titles, kind, bindingness, initialStatus },
    openingBalance: initialStatus !== 'Proposed',
    ...(description === undefined ? {} : { description }),
  };
  if (initialStatus !== 'Proposed') {
    const unproven = refuseWithoutEvidence(input);
    if (unproven !== undefined) return unproven;
  }
  const registered: AnyEvent = { type: 'AgreementRegistered', data };
  return decideRegistration(state, { registered, input, further: [] }, context);
}

function decideStage(state: AgreementState, command: StageCommand, context: DecisionContext): Decision {
  const event = eventOf(command, currentState(state.track).beforeEnd);
  const verdict = judge(
    { table: AGREEMENT_TABLE, track: state.track, event, occurredOn: command.input.occurredOn },
    context,
  );
  if (!verdict.ok) return verdict.decision;
  const refused =
    refuseGuards(state, command, context) ??
    refuseWithoutEvidence(command.input) ??
    refuseWithoutReason(command);
  if (refused !== undefined) return refused;
  const both = command.name === 'SignAgreement' && command.input.effectiveOnSignature;
  if (!both) return accept([event], verdict.warnings);
  const force: AnyEvent = { type: 'AgreementEnteredIntoForce', data: { basis: 'signature' } };
  const second = judge(
    { table: AGREEMENT_TABLE, track: verdict.track, event: force, occurredOn: command.input.occurredOn },
    context,
  );
  return second.ok ? accept([event, force], [...verdict.warnings, ...second.warnings]) : second.decision;
}

function refuseGuards(
  state: AgreementState,
  command: StageCommand,
  context: DecisionContext,
): Decision | undefined {
  if (command.name === 'RecordConsent') {
    const key = partyKey(command.input.party);
    if (!state.parties.some(({ party }) => partyKey(party) === key)) {
      return reject('NOT_A_PARTY', { party: command.input.party.name });
    }
    if (state.consents.includes(key)) return reject('ALREADY_CONSENTED', { party: command.input.party.name });
  }
  if (command.name === 'SupersedeAgreement') {
    const id = command.input.byAgreementId;
    if (id === context.recordId) return reject('SELF_LINK');
    const other = context.others[id];
    if (other === undefined || !other.exists || other.aggregate !== 'agreement') {
      return reject('TARGET_NOT_FOUND', { id });
    }
    if (other.leadsBack) return reject('LINK_CYCLE', { id });
    if (other.status === 'Proposed' || other.status === 'Withdrawn') return reject('NOT_SIGNED', { id });
  }
  return undefined;
}

const NEEDS_REASON = new Set<string>([
  'TerminateAgreement',
  'LapseAgreement',
  'WithdrawProposal',
  'ReviveAgreement',
  'AmendAgreement',
]);

function refuseWithoutReason(command: StageCommand): Decision | undefined {
  if (command.name === 'SuspendAgreement') {
    return command.input.reasonCode === undefined
      ? reject('REASON_REQUIRED', { field: 'reasonCode' })
      : undefined;
  }
  const missing =
    NEEDS_REASON.has(command.name) && (!('reason' in command.input) || command.input.reason === undefined);
  return missing ? reject('REASON_REQUIRED', { field: 'reason' }) : undefined;
}

const given = <Value>(name: string, value: Value | undefined) =>
  value === undefined ? {} : { [name]: value };

function eventOf(command: StageCommand, beforeEnd: string | null): AnyEvent {
  switch (command.name) {
    case 'SignAgreement': {
      const { place, signatories, effectiveOnSignature } = command.input;
      return {
        type: 'AgreementSigned',
        data: { signatories, effectiveOnSignature, ...given('place', place) },
      };
    }
    case 'RecordConsent':
      return { type: 'ConsentExpressed', data: { party: command.input.party, form: command.input.form } };
    case 'EnterIntoForce':
      return { type: 'AgreementEnteredIntoForce', data: { basis: command.input.forceBasis } };
    case 'AmendAgreement': {
      const { amendmentNo, changes, instrumentId, effectiveOn, reason = '' } = command.input;
      const optional = { ...given('instrumentId', instrumentId), ...given('effectiveOn', effectiveOn) };
      return { type: 'AgreementAmended', data: { amendmentNo, changes, reason, ...optional } };
    }
    case 'SuspendAgreement': {
      const { reasonCode = 'notStated', byParties, expectedResumeOn, reason } = command.input;
      const optional = { ...given('expectedResumeOn', expectedResumeOn), ...given('reason', reason) };
      return { type: 'AgreementSuspended', data: { reasonCode, byParties, ...optional } };
    }
    case 'ResumeAgreement':
      return { type: 'AgreementResumed', data: {} };
    case 'RenewAgreement':
      return { type: 'AgreementRenewed', data: { newExpiryOn: command.input.newExpiryOn } };
    case 'ExpireAgreement':
      return { type: 'AgreementExpired', data: {} };
    case 'FulfilAgreement':
      return { type: 'AgreementFulfilled', data: {} };
    case 'TerminateAgreement': {
      const { mode, byParties, reason = '' } = command.input;
      return { type: 'AgreementTerminated', data: { mode, byParties, reason } };
    }
    case 'LapseAgreement':
      return { type: 'AgreementLapsed', data: { reason: command.input.reason ?? '' } };
    case 'SupersedeAgreement':
      return { type: 'AgreementSuperseded', data: { byAgreementId: command.input.byAgreementId } };
    case 'WithdrawProposal':
      return { type: 'ProposalWithdrawn', data: { reason: command.input.reason ?? '' } };
    case 'ReviveAgreement':
      return {
        type: 'AgreementRevived',
        data: { toState: revivedTo(beforeEnd), reason: command.input.reason ?? '' },
      };
  }
}

const revivedTo = (beforeEnd: string | null) =>
  beforeEnd === 'InForce' || beforeEnd === 'Suspended' || beforeEnd === 'Proposed' ? beforeEnd : 'Signed';

function decideProvisional(
  state: AgreementState,
  input: Extract<AgreementCommand, { name: 'StartProvisionalApplication' }>['input'],
): Decision {
  const { status } = currentState(state.track);
  if (status === 'Proposed' || status === 'Withdrawn') return reject('NOT_SIGNED', { status });
  if (status === 'InForce') return reject('ALREADY_IN_FORCE', { status });
  if (status === 'Suspended') return reject('RESUME_FIRST', { status });
  if (status !== 'Signed') return reject('AGREEMENT_ENDED', { status });
  if (state.provisional) return reject('NO_CHANGE');
  return refuseWithoutEvidence(input) ?? accept([{ type: 'ProvisionalApplicationStarted', data: {} }]);
}

function decideLinks(state: AgreementState, command: Links, context: DecisionContext): Decision {
  switch (command.name) {
    case 'LinkProject': {
      const { projectId, relation, allocation } = command.input;
      const other = context.others[projectId];
      if (other === undefined || !other.exists || other.aggregate !== 'project') {
        return reject('TARGET_NOT_FOUND', { id: projectId });
      }
      const known = state.links.some((link) => link.projectId === projectId && link.relation === relation);
      if (known) return reject('NO_CHANGE', { projectId, relation });
      const data = { projectId, relation, ...(allocation === undefined ? {} : { allocation }) };
      return accept([{ type: 'ProjectLinked', data }]);
    }
    case 'UnlinkProject': {
      const { projectId, reason } = command.input;
      if (!state.links.some((link) => link.projectId === projectId))
        return reject('TARGET_NOT_FOUND', { id: projectId });
      if (reason === undefined) return reject('REASON_REQUIRED', { field: 'reason' });
      return accept([{ type: 'ProjectUnlinked', data: { projectId, reason } }]);
    }
    case 'RelateAgreement': {
      const { otherId, relation } = command.input;
      if (otherId === context.recordId) return reject('SELF_LINK');
      const other = context.others[otherId];
      if (other === undefined || !other.exists || other.aggregate !== 'agreement') {
        return reject('TARGET_NOT_FOUND', { id: otherId });
      }
      if (state.relations.some((known) => known.otherId === otherId && known.relation === relation)) {
        return reject('NO_CHANGE', { otherId, relation });
      }
      if (other.leadsBack) return reject('LINK_CYCLE', { id: otherId });
      return accept([{ type: 'AgreementRelated', data: { otherId, relation } }]);
    }
  }
}

/** What is performed under an agreement follows its signature, unless somebody says that it did not. */
function beforeSignature(
  state: AgreementState,
  input: Extract<AgreementCommand, { name: 'AchieveMilestone' }>['input'],
): Decision | undefined {
  if (input.retroactive) return undefined;
  const { status } = currentState(state.track);
  const signed = state.track.entries.find((entry) => entry.event === 'AgreementSigned');
  if (status === 'Proposed' || status === 'Withdrawn') return reject('BEFORE_SIGNATURE');
  if (signed?.from == null || input.occurredOn === undefined) return undefined;
  return partialDate(input.occurredOn).to < signed.from
    ? reject('BEFORE_SIGNATURE', { signedFrom: signed.from })
    : undefined;
}
