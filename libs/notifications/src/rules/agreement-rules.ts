import type { Rules } from './event-rules.js';
import { insist, tell } from './notice.js';

/** The legal track, its beginning and its ends. */
export const agreementRules: Rules<
  | 'AgreementRegistered'
  | 'AgreementSigned'
  | 'ConsentExpressed'
  | 'ProvisionalApplicationStarted'
  | 'AgreementEnteredIntoForce'
  | 'AgreementAmended'
  | 'AgreementSuspended'
  | 'AgreementResumed'
  | 'AgreementRenewed'
  | 'AgreementExpired'
  | 'AgreementFulfilled'
  | 'AgreementTerminated'
  | 'AgreementLapsed'
  | 'AgreementSuperseded'
  | 'ProposalWithdrawn'
  | 'AgreementRevived'
  | 'ProjectLinked'
  | 'ProjectUnlinked'
  | 'AgreementRelated'
> = {
  AgreementRegistered: () => tell('stage', 'agreement.registered'),
  AgreementSigned: () => tell('stage', 'agreement.signed'),
  ConsentExpressed: ({ party }) => tell('stage', 'agreement.consent', { party }),
  ProvisionalApplicationStarted: () => tell('stage', 'agreement.provisional'),
  AgreementEnteredIntoForce: () => tell('stage', 'agreement.in-force'),
  AgreementAmended: ({ amendmentNo, reason }) =>
    tell('plan', 'agreement.amended', { number: amendmentNo, explanation: reason }),
  AgreementSuspended: ({ reasonCode, reason, expectedResumeOn }) =>
    insist('stage', 'agreement.suspended', {
      reasonCode,
      explanation: reason,
      expectedResume: expectedResumeOn,
    }),
  AgreementResumed: () => tell('stage', 'agreement.resumed'),
  AgreementRenewed: ({ newExpiryOn }) => tell('plan', 'agreement.renewed', { newDate: newExpiryOn }),
  AgreementExpired: () => tell('end', 'agreement.expired'),
  AgreementFulfilled: () => tell('end', 'agreement.fulfilled'),
  AgreementTerminated: ({ reason }) => insist('end', 'agreement.terminated', { explanation: reason }),
  AgreementLapsed: ({ reason }) => tell('end', 'agreement.lapsed', { explanation: reason }),
  AgreementSuperseded: () => tell('end', 'agreement.superseded'),
  ProposalWithdrawn: ({ reason }) => tell('end', 'agreement.withdrawn', { explanation: reason }),
  AgreementRevived: ({ reason }) => tell('stage', 'agreement.revived', { explanation: reason }),
  ProjectLinked: () => tell('plan', 'agreement.project-linked'),
  ProjectUnlinked: null,
  AgreementRelated: null,
};
