import type { CommandName } from '#domain';
import { investor, ministry, sources, type Example } from './example-ids.js';

const steel = { quantity: '3000000', unitCode: 'TNE', per: 'P1Y', of: 'steel' };

export const PROJECT_EXAMPLES = {
  RegisterProject: {
    titles: { en: 'Steel plant, Zhambyl region', kk: 'Жамбыл облысындағы болат зауыты' },
    kind: 'plant',
    deliveryMode: 'build',
    parties: [{ party: investor, role: 'developer', side: 'china' }],
    capacities: [{ kind: 'design', quantity: steel }],
    classifications: [{ scheme: 'sector', code: 'industry.metals' }],
    location: { country: 'KZ', regions: ['KZ-31'] },
    milestones: [{ code: 'operationStart', plannedOn: '2028', announcedBy: 'Akimat of Zhambyl region' }],
    sources,
  },
  DefinePhase: { phaseId: 'phase-1', titles: { en: 'First furnace' }, order: 1, sources },
  DropPhase: { phaseId: 'phase-1', reason: 'Both furnaces are built at once.' },
  BeginPreparation: { occurredOn: '2025-02', sources },
  StartConstruction: { occurredOn: '2025-03', sources },
  CompleteConstruction: { occurredOn: '2025-09', sources },
  StartOperation: { kind: 'commercial', occurredOn: '2025-10', sources },
  SuspendProject: { reasonCode: 'supplyChain', expectedResumeOn: '2026', occurredOn: '2025-06', sources },
  ResumeProject: { occurredOn: '2025-09', sources },
  CancelProject: { reasonCode: 'ownerDecision', byParties: [investor], occurredOn: '2025-06', sources },
  ReviveProject: {
    toStage: 'Announced',
    reason: 'A new investor was found.',
    occurredOn: '2025-10',
    sources,
  },
  CloseProject: { mode: 'serviceEnded', reason: 'The contract ran out.', occurredOn: '2025-11', sources },
  ReportProgress: { kind: 'physical', percent: '42.5', asOf: '2025-09', sources },
  StateCapacity: {
    kind: 'target',
    measureId: 'target',
    quantity: { ...steel, quantity: '3500000' },
    sources,
  },
  ReviseCapacity: {
    kind: 'target',
    measureId: 'target',
    quantity: { ...steel, quantity: '4000000' },
    reason: 'The second furnace is larger.',
    sources,
  },
  ReportOutput: { period: '2025', quantity: { ...steel, quantity: '120000', per: null }, sources },
  RecordFinance: {
    kind: 'commitment',
    money: { qualifier: 'exact', amount: '250000000', currency: 'USD', role: 'financed' },
    fromParty: investor,
    toParty: ministry,
    sources,
  },
} satisfies Partial<Record<CommandName, Example>>;
