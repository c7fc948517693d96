import { z } from 'zod';
import { DELIVERY_MODES, PROJECT_STAGES, REASON_CODES } from '../../codes/words.js';
import { defineCommand, defineCreation } from '../../command/define-command.js';
import { registrationFields } from '../../shared/commands/registration.js';
import { localIdSchema, percentSchema, reasonSchema } from '../../values/ids.js';
import { localizedTextSchema } from '../../values/localized-text.js';
import { moneySchema } from '../../values/money.js';
import { partialDateSchema } from '../../values/partial-date.js';
import { partySchema } from '../../values/party.js';
import { quantitySchema } from '../../values/quantity.js';
import * as events from '../events/project-events.js';

const on = ['project'] as const;
const phase = { phaseId: localIdSchema.optional() };
const reason = { reason: reasonSchema.optional() };
const capacity = {
  measureId: localIdSchema.default('capacity'),
  kind: events.CapacityStated.schema.shape.kind.default('design'),
  quantity: quantitySchema,
  ...phase,
};

export const PROJECT_COMMANDS = [
  defineCreation('RegisterProject', 'project', {
    summary: 'Registers a project, announced unless an opening balance says that it begins further on',
    fields: {
      kind: z.string().trim().min(1).max(60).optional(),
      deliveryMode: z.enum(DELIVERY_MODES).default('build'),
      initialStage: z.enum(PROJECT_STAGES).default('Announced'),
      capacities: z.array(z.strictObject(capacity)).max(20).default([]),
      outputs: z
        .array(
          z.strictObject({
            measureId: localIdSchema.default('output'),
            period: partialDateSchema,
            quantity: quantitySchema,
          }),
        )
        .max(20)
        .default([]),
      phases: z
        .array(
          z.strictObject({
            phaseId: localIdSchema,
            titles: localizedTextSchema,
            order: z.int().min(1).max(1000),
          }),
        )
        .max(25)
        .default([]),
      ...registrationFields,
    },
  }),
  defineCommand('DefinePhase', 'define-phase', on, {
    summary: 'Declares a phase; from then on stage commands name the phase they are about',
    fields: {
      phaseId: localIdSchema,
      titles: localizedTextSchema,
      order: z.int().min(1).max(1000).default(1),
    },
  }),
  defineCommand('DropPhase', 'drop-phase', on, {
    summary: 'Drops a phase that will not be carried out',
    fields: { phaseId: localIdSchema, ...reason },
  }),
  defineCommand('BeginPreparation', 'begin-preparation', on, {
    summary: 'Records that preparation began',
    fields: phase,
  }),
  defineCommand('StartConstruction', 'start-construction', on, {
    summary: 'Records that construction started',
    fields: phase,
  }),
  defineCommand('CompleteConstruction', 'complete-construction', on, {
    summary: 'Records that construction was completed',
    fields: phase,
  }),
  defineCommand('StartOperation', 'start-operation', on, {
    summary: 'Records that operation started',
    fields: { ...phase, kind: events.OperationStarted.schema.shape.kind.default('commercial') },
  }),
  defineCommand('SuspendProject', 'suspend', on, {
    summary: 'Records that the works or the operation were suspended',
    fields: {
      ...phase,
      reasonCode: z.enum(REASON_CODES).optional(),
      expectedResumeOn: partialDateSchema.optional(),
      ...reason,
    },
  }),
  defineCommand('ResumeProject', 'resume', on, { summary: 'Records that a suspension ended', fields: phase }),
  defineCommand('CancelProject', 'cancel', on, {
    summary: 'Records that the project was given up before it operated',
    fields: {
      ...phase,
      reasonCode: z.enum(REASON_CODES).optional(),
      byParties: z.array(partySchema).max(50).default([]),
      ...reason,
    },
  }),
  defineCommand('ReviveProject', 'revive', on, {
    summary: 'Records that a cancelled project was taken up again',
    fields: { ...phase, toStage: z.enum(PROJECT_STAGES), ...reason },
  }),
  defineCommand('CloseProject', 'close', on, {
    summary: 'Records that a project that operated came to its end',
    fields: { ...phase, mode: events.ProjectClosed.schema.shape.mode, ...reason },
  }),
  defineCommand('ReportProgress', 'report-progress', on, {
    summary: 'Records how far the works or the spending are, in percent',
    fields: {
      ...phase,
      kind: events.ProgressReported.schema.shape.kind,
      percent: percentSchema,
      asOf: partialDateSchema,
    },
  }),
  defineCommand('StateCapacity', 'state-capacity', on, { summary: 'States a capacity', fields: capacity }),
  defineCommand('ReviseCapacity', 'revise-capacity', on, {
    summary: 'Revises a capacity that was stated before',
    fields: { ...capacity, ...reason },
  }),
  defineCommand('ReportOutput', 'report-output', on, {
    summary: 'Records what was produced or carried in a period',
    fields: {
      measureId: localIdSchema.default('output'),
      period: partialDateSchema,
      quantity: quantitySchema,
    },
  }),
  defineCommand('RecordFinance', 'record-finance', on, {
    summary: 'Records a pledge, commitment, disbursement, repayment or equity',
    fields: {
      kind: events.FinanceRecorded.schema.shape.kind,
      money: moneySchema,
      fromParty: partySchema.optional(),
      toParty: partySchema.optional(),
    },
  }),
] as const;
