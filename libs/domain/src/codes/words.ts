// Closed lists of the register: each is the list itself, so that a page can show it and a schema can check it.

export const EVIDENCE_CLASSES = [
  'officialAct',
  'registry',
  'partyStatement',
  'stateNewsAgency',
  'press',
  'contractDocument',
  'financialReport',
  'siteVisit',
  'satellite',
  'other',
] as const;

/** Why a record of an event was wrong. */
export const CORRECTION_REASONS = ['incorrectData', 'precisionImproved', 'translation'] as const;
/** Why an event should not have been recorded. */
export const RETRACTION_REASONS = ['didNotOccur', 'duplicate', 'wrongRecord', 'sourceWithdrawn'] as const;

export const BASES = ['reported', 'confirmed', 'observed', 'inferred'] as const;
export const VISIBILITIES = ['public', 'internal'] as const;
export const LANGUAGES = ['en', 'kk', 'ru', 'zh'] as const;

export const PARTY_ROLES = [
  'stateParty',
  'signatory',
  'investor',
  'developer',
  'contractor',
  'lender',
  'guarantor',
  'operator',
  'offtaker',
  'supplier',
  'brand',
  'publicAuthority',
  'regulator',
  'partner',
] as const;
export const PARTY_SIDES = ['kazakhstan', 'china', 'third', 'joint'] as const;
export const PARTY_SCHEMES = ['KZ-BIN', 'CN-USCI', 'HK-CR', 'XI-LEI'] as const;

export const VALUE_QUALIFIERS = [
  'exact',
  'approx',
  'atLeast',
  'moreThan',
  'atMost',
  'range',
  'undisclosed',
] as const;
export const VALUE_ROLES = ['announced', 'contract', 'financed', 'disbursed', 'final'] as const;
export const QUANTITY_QUALIFIERS = ['exact', 'approx', 'atLeast', 'moreThan', 'atMost'] as const;
export const CHANGE_KINDS = ['amendment', 'reestimate'] as const;

export const CAPACITY_KINDS = [
  'design',
  'target',
  'contracted',
  'installed',
  'operating',
  'reported',
] as const;
export const FINANCE_KINDS = ['pledge', 'commitment', 'disbursement', 'repayment', 'equity'] as const;
export const PROGRESS_KINDS = ['physical', 'financial'] as const;

/** Why a date moved, a work stopped or ended (domain specification 2.7). */
export const REASON_CODES = [
  'land',
  'permits',
  'environmentalClearance',
  'finance',
  'tendering',
  'designChange',
  'scopeChange',
  'contractor',
  'supplyChain',
  'labour',
  'utilitiesAndFeedstock',
  'securityOrLaw',
  'dispute',
  'forceMajeure',
  'weather',
  'politicalDecision',
  'ownerDecision',
  'notStated',
] as const;

/** Milestones that only a stage command achieves: one fact, one event. */
export const GATE_CODES = [
  'signature',
  'entryIntoForce',
  'preparationStart',
  'constructionStart',
  'constructionCompletion',
  'operationStart',
] as const;
export const FREE_MILESTONE_CODES = [
  'feasibilityStudy',
  'landAllocated',
  'permitGranted',
  'ppaSigned',
  'contractSigned',
  'commercialClose',
  'financialClose',
  'groundbreakingCeremony',
  'firstPiles',
  'equipmentDelivered',
  'mechanicalCompletion',
  'trialRun',
  'gridConnection',
  'firstProduct',
  'designCapacityReached',
  'handover',
  'throughputTarget',
  'other',
] as const;
export const MILESTONE_CODES = [...GATE_CODES, ...FREE_MILESTONE_CODES] as const;
export type MilestoneCode = (typeof MILESTONE_CODES)[number];

export const AGREEMENT_KINDS = [
  'treaty',
  'framework',
  'mou',
  'contract',
  'investmentAgreement',
  'loanAgreement',
  'roadmap',
  'protocol',
  'cooperationArea',
  'unspecified',
] as const;
export const BINDINGNESS = ['binding', 'nonBinding', 'unknown'] as const;
export const COLLECTION_KINDS = ['councilSession', 'programme', 'initiative', 'package'] as const;
export const DELIVERY_MODES = ['build', 'no_build'] as const;

export const SECTORS = [
  'agriculture',
  'chemicals',
  'education',
  'energy',
  'energy.gas',
  'energy.nuclear',
  'energy.renewable',
  'finance',
  'health',
  'industry',
  'industry.buildingMaterials',
  'industry.metals',
  'industry.vehicles',
  'it',
  'mining',
  'multiSector',
  'oilAndGas',
  'oilAndGas.refining',
  'petrochemicals',
  'tourism',
  'transport',
  'transport.air',
  'transport.multimodal',
  'transport.rail',
  'transport.road',
  'transport.terminals',
  'transport.water',
  'urbanDevelopment',
  'water',
] as const;
export const CLASSIFICATION_SCHEMES = ['sector', 'DAC-CRS', 'ISIC-Rev4', 'OC4IDS'] as const;

export const DOCUMENT_TYPES = [
  'agreementText',
  'contractSigned',
  'financialAgreement',
  'contractAmendment',
  'physicalProgressReport',
  'completionCertificate',
  'cancellationDetails',
  'termination',
  'pressArticle',
  'statement',
  'photo',
  'other',
] as const;

export const AGREEMENT_STATES = [
  'Proposed',
  'Signed',
  'InForce',
  'Suspended',
  'Expired',
  'Fulfilled',
  'Terminated',
  'Lapsed',
  'Superseded',
  'Withdrawn',
] as const;
export type AgreementStatus = (typeof AGREEMENT_STATES)[number];

export const PROJECT_STAGES = [
  'Announced',
  'Preparing',
  'UnderConstruction',
  'Built',
  'Operational',
  'Suspended',
  'Cancelled',
  'Closed',
] as const;
export type ProjectStage = (typeof PROJECT_STAGES)[number];

export const MILESTONE_STATES = ['None', 'Planned', 'Achieved', 'Dropped'] as const;
export type MilestoneStatus = (typeof MILESTONE_STATES)[number];
