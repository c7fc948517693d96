import type { CommandName } from '#domain';
import { EXAMPLE_IDS, investor, ministry, sources, type Example } from './example-ids.js';

const party = { name: 'Export-Import Bank of China', countryCode: 'CN' };
const money = { qualifier: 'exact', currency: 'USD', role: 'contract' };

export const COLLECTION_EXAMPLES = {
  DefineCollection: {
    titles: { en: '8th session of the Kazakhstan-China Business Council' },
    kind: 'councilSession',
    claims: [
      {
        metric: 'documents signed',
        value: '70',
        qualifier: 'moreThan',
        unit: 'C62',
        attributedTo: 'the article',
      },
    ],
    sources,
  },
  StateClaim: {
    metric: 'sum of the documents',
    value: '15000000000',
    qualifier: 'moreThan',
    unit: 'USD',
    attributedTo: 'the article',
    sources,
  },
  AddMember: { memberKind: 'project', memberId: EXAMPLE_IDS.project, membershipBasis: 'stated', sources },
  RemoveMember: { memberKind: 'project', memberId: EXAMPLE_IDS.project, reason: 'It is not among the 70.' },
} satisfies Partial<Record<CommandName, Example>>;

export const MILESTONE_EXAMPLES = {
  PlanMilestone: { milestoneId: 'permit', code: 'permitGranted', plannedOn: '2027-06', sources },
  RescheduleMilestone: {
    milestoneId: 'permit',
    to: '2027-09',
    reasonCode: 'permits',
    announcedOn: '2025-10',
    announcedBy: 'Akimat of Zhambyl region',
    sources,
  },
  AchieveMilestone: {
    milestoneId: 'land',
    code: 'landAllocated',
    occurredOn: '2025-05',
    retroactive: true,
    sources,
  },
  RetractAchievement: { milestoneId: 'land', reasonCode: 'wrongRecord' },
  DropMilestone: { milestoneId: 'permit', reason: 'No such permit is needed.' },
  SetBaseline: {
    baselineId: 'contract',
    name: 'As contracted',
    dates: [{ milestoneId: 'permit', plannedOn: '2027-06' }],
    reason: 'The contract was signed.',
  },
} satisfies Partial<Record<CommandName, Example>>;

export const SHARED_EXAMPLES = {
  AddParty: { party, role: 'lender', side: 'china', share: '40', sources },
  RemoveParty: { party, role: 'lender', reason: 'The loan was not taken up.' },
  ReplaceParty: {
    from: party,
    to: { name: 'China Development Bank', countryCode: 'CN' },
    reason: 'The loan moved.',
  },
  StateValue: { value: { ...money, amount: '1500000000' }, sources },
  ReviseValue: {
    value: { ...money, amount: '1650000000' },
    changeKind: 'amendment',
    reason: 'The design grew.',
    sources,
  },
  SetClassification: { scheme: 'DAC-CRS', code: '32169' },
  SetLocation: { country: 'KZ', regions: ['KZ-31'], place: 'Taraz', precision: 'place', sources },
  AttachEvidence: {
    source: {
      publisher: 'Kazinform',
      title: 'Piles driven at the steel plant',
      class: 'stateNewsAgency',
      url: 'https://example.org/piles',
    },
    documentType: 'pressArticle',
  },
  ConfirmStatus: { asOf: '2025-11', note: 'Asked the akimat: nothing new.' },
  VerifyFact: { targetEventId: EXAMPLE_IDS.event, method: 'Compared with the register of acts.' },
  DisputeFact: {
    targetEventId: EXAMPLE_IDS.event,
    byParty: investor,
    statement: 'The works began a month later.',
  },
  MergeRecord: { intoId: EXAMPLE_IDS.otherProject, reason: `Registered twice by ${ministry.name}.` },
  VoidRecord: { reason: 'Entered by mistake.' },
  CorrectRecord: {
    corrections: [
      {
        targetEventId: EXAMPLE_IDS.event,
        patch: { occurredOn: '2025-03-31' },
        reasonCode: 'precisionImproved',
        explanation: 'The newspaper gave the month; the act of the akimat gives the day.',
      },
    ],
    sources,
  },
} satisfies Partial<Record<CommandName, Example>>;
