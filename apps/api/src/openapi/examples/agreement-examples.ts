import type { CommandName } from '#domain';
import { EXAMPLE_IDS, investor, ministry, sources, type Example } from './example-ids.js';

export const AGREEMENT_EXAMPLES = {
  RegisterAgreement: {
    titles: {
      en: 'Investment agreement on a steel plant in Zhambyl region',
      ru: 'Инвестиционное соглашение о металлургическом заводе в Жамбылской области',
    },
    kind: 'investmentAgreement',
    bindingness: 'binding',
    parties: [
      { party: ministry, role: 'publicAuthority', side: 'kazakhstan' },
      { party: investor, role: 'investor', side: 'china', share: '100' },
    ],
    value: { qualifier: 'moreThan', min: '1000000000', currency: 'USD', role: 'announced' },
    classifications: [{ scheme: 'sector', code: 'industry.metals' }],
    location: { country: 'KZ', regions: ['KZ-31'] },
    occurredOn: '2025-01',
    sources,
  },
  SignAgreement: { place: 'Astana', signatories: [ministry, investor], occurredOn: '2025-02-10', sources },
  RecordConsent: { party: ministry, form: 'internalProcedures', occurredOn: '2025-03', sources },
  StartProvisionalApplication: { occurredOn: '2025-03-01', sources },
  EnterIntoForce: { forceBasis: 'notification', occurredOn: '2025-04-01', sources },
  AmendAgreement: {
    amendmentNo: '1',
    effectiveOn: '2025-06-01',
    changes: [{ field: 'capacity', from: '3 Mt a year', to: '3.5 Mt a year' }],
    reason: 'A second furnace was added to the design.',
    occurredOn: '2025-05-20',
    sources,
  },
  SuspendAgreement: { reasonCode: 'finance', expectedResumeOn: '2026', occurredOn: '2025-06', sources },
  ResumeAgreement: { occurredOn: '2025-09', sources },
  RenewAgreement: { newExpiryOn: '2030-12-31', occurredOn: '2025-08', sources },
  ExpireAgreement: { occurredOn: '2025-10-01', sources },
  FulfilAgreement: { occurredOn: '2025-10', sources },
  TerminateAgreement: {
    mode: 'mutual',
    byParties: [ministry, investor],
    reason: 'The parties agreed to end it.',
    occurredOn: '2025-10',
    sources,
  },
  LapseAgreement: { reason: 'It was not ratified within two years.', occurredOn: '2025-10', sources },
  SupersedeAgreement: { byAgreementId: EXAMPLE_IDS.otherAgreement, occurredOn: '2025-10', sources },
  WithdrawProposal: { reason: 'The investor chose another country.', occurredOn: '2025-05', sources },
  ReviveAgreement: { reason: 'Talks were taken up again.', occurredOn: '2025-11', sources },
  LinkProject: { projectId: EXAMPLE_IDS.project, relation: 'covers', sources },
  UnlinkProject: { projectId: EXAMPLE_IDS.project, reason: 'It belongs to another agreement.' },
  RelateAgreement: { otherId: EXAMPLE_IDS.otherAgreement, relation: 'implements', sources },
} satisfies Partial<Record<CommandName, Example>>;

export const WITH_PROJECT_EXAMPLE: Example = {
  agreement: { titles: { en: 'Agreement on a glass factory in Kyzylorda' }, kind: 'contract', sources },
  project: {
    titles: { en: 'Glass factory, Kyzylorda' },
    location: { country: 'KZ', regions: ['KZ-43'] },
    sources,
  },
  relation: 'covers',
};
