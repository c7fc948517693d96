import type { AgreementCommand } from '../command/catalogue.js';
import type { AnyEvent } from '../event/catalogue.js';
import { accept, reject, type Decision, type DecisionContext } from '../decision/decision.js';
import { refuseOther } from '../decision/other-record.js';
import { refuseUnusable, refuseWithoutEvidence } from '../decision/recording.js';
import { judge } from '../decision/stage.js';
import { decideMilestone } from '../shared/decide-milestones.js';
import { decideRegistration } from '../shared/decide-registration.js';
import { decideShared } from '../shared/decide-shared.js';
import { AGREEMENT_TABLE, currentState, emptyTrack, initialTrack } from '../timeline/index.js';
import { partialDate } from '../values/partial-date.js';
import { partyKey } from '../values/party.js';
import { decideLinks } from './decide-links.js';
import { refuseGate } from './gates.js';
import { stageEvent, type StageCommand } from './stage-event.js';
import type { AgreementState } from './state.js';

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
      return refuseGate(state.track, command.input.code) ?? decideMilestone(state, command, context);
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
  const opened = emptyTrack(initialTrack(initialStatus));
  const passed = input.milestones
    .map(({ code }) => refuseGate(opened, code))
    .find((gate) => gate !== undefined);
  if (passed !== undefined) return passed;
  const registered: AnyEvent = { type: 'AgreementRegistered', data };
  return decideRegistration(state, { registered, input, further: [] }, context);
}

function decideStage(state: AgreementState, command: StageCommand, context: DecisionContext): Decision {
  const step = { table: AGREEMENT_TABLE, occurredOn: command.input.occurredOn };
  const verdict = judge({ ...step, track: state.track, event: stageEvent(command, 'Signed') }, context);
  if (!verdict.ok) return verdict.decision;
  const refused =
    refuseGuards(state, command, context) ??
    refuseWithoutEvidence(command.input) ??
    refuseWithoutReason(command);
  if (refused !== undefined) return refused;
  const event = stageEvent(command, verdict.to);
  const both = command.name === 'SignAgreement' && command.input.effectiveOnSignature;
  if (!both) return accept([event], verdict.warnings);
  const force: AnyEvent = { type: 'AgreementEnteredIntoForce', data: { basis: 'signature' } };
  const second = judge({ ...step, track: verdict.track, event: force }, context);
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
    const refused = refuseOther(context, id, 'agreement');
    if (refused !== undefined) return refused;
    const status = context.others[id]?.status;
    if (status === 'Proposed' || status === 'Withdrawn') return reject('NOT_SIGNED', { id });
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
