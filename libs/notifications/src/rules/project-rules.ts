import { UNITS, type LocalizedText, type Quantity } from '#domain';
import type { RecordState } from '../record/record-state.js';
import type { Rules } from './event-rules.js';
import { insist, tell } from './notice.js';

/** The delivery track, and what was built for how much. */
export const projectRules: Rules<
  | 'ProjectRegistered'
  | 'PhaseDefined'
  | 'PhaseDropped'
  | 'PreparationStarted'
  | 'ConstructionStarted'
  | 'ConstructionCompleted'
  | 'OperationStarted'
  | 'ProjectSuspended'
  | 'ProjectResumed'
  | 'ProjectCancelled'
  | 'ProjectRevived'
  | 'ProjectClosed'
  | 'ProgressReported'
  | 'CapacityStated'
  | 'CapacityRevised'
  | 'OutputReported'
  | 'FinanceRecorded'
> = {
  ProjectRegistered: () => tell('stage', 'project.registered'),
  PhaseDefined: null,
  PhaseDropped: null,
  PreparationStarted: (data, record) => tell('stage', 'project.preparation-started', phaseOf(data, record)),
  ConstructionStarted: (data, record) => tell('stage', 'project.construction-started', phaseOf(data, record)),
  ConstructionCompleted: (data, record) =>
    tell('stage', 'project.construction-completed', phaseOf(data, record)),
  OperationStarted: (data, record) => tell('stage', 'project.operation-started', phaseOf(data, record)),
  ProjectSuspended: (data, record) =>
    insist('stage', 'project.suspended', {
      ...phaseOf(data, record),
      reasonCode: data.reasonCode,
      explanation: data.reason,
      expectedResume: data.expectedResumeOn,
    }),
  ProjectResumed: (data, record) => tell('stage', 'project.resumed', phaseOf(data, record)),
  ProjectCancelled: (data, record) =>
    insist('end', 'project.cancelled', {
      ...phaseOf(data, record),
      reasonCode: data.reasonCode,
      explanation: data.reason,
    }),
  ProjectRevived: (data, record) =>
    tell('stage', 'project.revived', { ...phaseOf(data, record), explanation: data.reason }),
  ProjectClosed: (data, record) =>
    tell('end', 'project.closed', { ...phaseOf(data, record), explanation: data.reason }),
  ProgressReported: (data, record) =>
    tell(
      'stage',
      'project.progress',
      { ...phaseOf(data, record), percent: data.percent },
      { severity: 'low' },
    ),
  CapacityStated: null,
  CapacityRevised: (data, record) =>
    tell('plan', 'project.capacity-revised', {
      ...phaseOf(data, record),
      quantity: quantityText(data.quantity),
      explanation: data.reason,
    }),
  OutputReported: null,
  FinanceRecorded: ({ kind, money }) => tell('money', 'project.finance', { kind, money }),
};

function phaseOf(
  data: { readonly phaseId?: string | undefined },
  record: RecordState,
): { phase?: LocalizedText } {
  if (data.phaseId === undefined || record.aggregate !== 'project') return {};
  const phase = record.phases.find(({ phaseId }) => phaseId === data.phaseId);
  return phase === undefined ? {} : { phase: phase.titles };
}

const PER = { P1Y: '/a', P1D: '/d' };

/** Figure and unit as they are, with the unit's international name: it reads the same in all languages. */
const quantityText = ({ quantity, unitCode, per, of }: Quantity): string =>
  `${quantity} ${UNITS[unitCode].name}${per === null ? '' : PER[per]} (${of})`;
