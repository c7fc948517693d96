import { z } from 'zod';
import {
  CAPACITY_KINDS,
  DELIVERY_MODES,
  FINANCE_KINDS,
  PROGRESS_KINDS,
  PROJECT_STAGES,
  REASON_CODES,
} from '../../codes/words.js';
import { defineEvent } from '../../event/define-event.js';
import { localIdSchema, percentSchema, publicIdSchema, reasonSchema } from '../../values/ids.js';
import { localizedTextSchema } from '../../values/localized-text.js';
import { moneySchema } from '../../values/money.js';
import { partialDateSchema } from '../../values/partial-date.js';
import { partySchema } from '../../values/party.js';
import { quantitySchema } from '../../values/quantity.js';

const on = ['project'] as const;
const phase = { phaseId: localIdSchema.optional() };
const capacity = z.object({
  measureId: localIdSchema,
  kind: z.enum(CAPACITY_KINDS),
  quantity: quantitySchema,
  ...phase,
});

export const ProjectRegistered = defineEvent(
  'ProjectRegistered',
  on,
  z.object({
    publicId: publicIdSchema,
    titles: localizedTextSchema,
    kind: z.string().max(60).optional(),
    deliveryMode: z.enum(DELIVERY_MODES),
    description: localizedTextSchema.optional(),
    initialStage: z.enum(PROJECT_STAGES),
    /** The record begins at this stage and the path to it is not known. */
    openingBalance: z.boolean(),
  }),
);
export const PhaseDefined = defineEvent(
  'PhaseDefined',
  on,
  z.object({ phaseId: localIdSchema, titles: localizedTextSchema, order: z.int().min(1).max(1000) }),
);
export const PhaseDropped = defineEvent(
  'PhaseDropped',
  on,
  z.object({ phaseId: localIdSchema, reason: reasonSchema }),
);
export const PreparationStarted = defineEvent('PreparationStarted', on, z.object(phase));
export const ConstructionStarted = defineEvent('ConstructionStarted', on, z.object(phase));
export const ConstructionCompleted = defineEvent('ConstructionCompleted', on, z.object(phase));
export const OperationStarted = defineEvent(
  'OperationStarted',
  on,
  z.object({ ...phase, kind: z.enum(['trial', 'commercial']) }),
);
export const ProjectSuspended = defineEvent(
  'ProjectSuspended',
  on,
  z.object({
    ...phase,
    reasonCode: z.enum(REASON_CODES),
    reason: reasonSchema.optional(),
    expectedResumeOn: partialDateSchema.optional(),
  }),
);
export const ProjectResumed = defineEvent('ProjectResumed', on, z.object(phase));
export const ProjectCancelled = defineEvent(
  'ProjectCancelled',
  on,
  z.object({
    ...phase,
    reasonCode: z.enum(REASON_CODES),
    reason: reasonSchema.optional(),
    byParties: z.array(partySchema).max(50),
  }),
);
export const ProjectRevived = defineEvent(
  'ProjectRevived',
  on,
  z.object({ ...phase, toStage: z.enum(PROJECT_STAGES), reason: reasonSchema }),
);
export const ProjectClosed = defineEvent(
  'ProjectClosed',
  on,
  z.object({
    ...phase,
    mode: z.enum(['decommissioned', 'serviceEnded', 'converted']),
    reason: reasonSchema.optional(),
  }),
);
export const ProgressReported = defineEvent(
  'ProgressReported',
  on,
  z.object({ ...phase, kind: z.enum(PROGRESS_KINDS), percent: percentSchema, asOf: partialDateSchema }),
);
export const CapacityStated = defineEvent('CapacityStated', on, capacity);
export const CapacityRevised = defineEvent(
  'CapacityRevised',
  on,
  capacity.extend({ reason: reasonSchema.optional() }),
);
export const OutputReported = defineEvent(
  'OutputReported',
  on,
  z.object({ measureId: localIdSchema, period: partialDateSchema, quantity: quantitySchema }),
);
export const FinanceRecorded = defineEvent(
  'FinanceRecorded',
  on,
  z.object({
    kind: z.enum(FINANCE_KINDS),
    money: moneySchema,
    fromParty: partySchema.optional(),
    toParty: partySchema.optional(),
  }),
);

export const PROJECT_EVENTS = [
  ProjectRegistered,
  PhaseDefined,
  PhaseDropped,
  PreparationStarted,
  ConstructionStarted,
  ConstructionCompleted,
  OperationStarted,
  ProjectSuspended,
  ProjectResumed,
  ProjectCancelled,
  ProjectRevived,
  ProjectClosed,
  ProgressReported,
  CapacityStated,
  CapacityRevised,
  OutputReported,
  FinanceRecorded,
] as const;
