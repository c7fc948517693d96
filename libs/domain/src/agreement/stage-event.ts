import { AGREEMENT_STATES } from '../codes/words.js';
import type { AgreementCommand } from '../command/catalogue.js';
import type { AnyEvent } from '../event/catalogue.js';
import type { AGREEMENT_TABLE } from '../timeline/index.js';

export type StageCommand = Extract<AgreementCommand, { name: keyof typeof AGREEMENT_TABLE }>;

const given = <Value>(name: string, value: Value | undefined) =>
  value === undefined ? {} : { [name]: value };

/** The event that a stage command leads to; `to` is the status that it leads to at its place. */
export function stageEvent(command: StageCommand, to: string): AnyEvent {
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
    case 'ReviveAgreement': {
      const toState = AGREEMENT_STATES.find((status) => status === to) ?? 'Signed';
      return { type: 'AgreementRevived', data: { toState, reason: command.input.reason ?? '' } };
    }
  }
}
