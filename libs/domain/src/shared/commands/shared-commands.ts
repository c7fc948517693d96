import { z } from 'zod';
import { MILESTONE_CODES, REASON_CODES } from '../../codes/words.js';
import { defineCommand } from '../../command/define-command.js';
import { localIdSchema, reasonSchema, uuidSchema } from '../../values/ids.js';
import { localizedTextSchema } from '../../values/localized-text.js';
import { moneySchema } from '../../values/money.js';
import { partialDateSchema } from '../../values/partial-date.js';
import { participationSchema, partySchema } from '../../values/party.js';
import { locationSchema } from '../../values/place.js';
import { sourceSchema } from '../../values/source.js';
import * as shared from '../events/shared-events.js';

const tracked = ['agreement', 'project'] as const;
const any = ['agreement', 'project', 'collection'] as const;
const reason = { reason: reasonSchema.optional() };
const milestone = { milestoneId: localIdSchema };
const announcedBy = z.string().trim().min(1).max(300).optional();

export const MILESTONE_COMMANDS = [
  defineCommand('PlanMilestone', 'plan-milestone', tracked, {
    summary: 'Records a promised date',
    fields: {
      milestoneId: localIdSchema.optional(),
      code: z.enum(MILESTONE_CODES),
      titles: localizedTextSchema.optional(),
      plannedOn: partialDateSchema.nullable(),
      phaseId: localIdSchema.optional(),
      announcedBy,
    },
  }),
  defineCommand('RescheduleMilestone', 'reschedule-milestone', tracked, {
    summary: 'Records that a promised date moved, why, and who announced it',
    fields: {
      ...milestone,
      to: partialDateSchema,
      reasonCode: z.enum(REASON_CODES).optional(),
      announcedOn: partialDateSchema.optional(),
      announcedBy,
    },
  }),
  defineCommand('AchieveMilestone', 'achieve-milestone', tracked, {
    summary: 'Records that a milestone without a stage command of its own was reached',
    fields: {
      milestoneId: localIdSchema.optional(),
      code: z.enum(MILESTONE_CODES),
      phaseId: localIdSchema.optional(),
      /** On an agreement: reached before it was signed, knowingly. */
      retroactive: z.boolean().default(false),
    },
  }),
  defineCommand('RetractAchievement', 'retract-achievement', tracked, {
    summary: 'Takes back that a milestone was reached',
    fields: { ...milestone, reasonCode: z.string().trim().min(1).max(60).optional() },
  }),
  defineCommand('DropMilestone', 'drop-milestone', tracked, {
    summary: 'Records that a milestone is no longer meant to be reached',
    fields: { ...milestone, ...reason },
  }),
  defineCommand('SetBaseline', 'set-baseline', tracked, {
    summary: 'Fixes planned dates that later slips are measured against',
    fields: {
      baselineId: localIdSchema,
      name: z.string().trim().min(1).max(200),
      dates: z
        .array(z.strictObject({ ...milestone, plannedOn: partialDateSchema }))
        .min(1)
        .max(200),
      ...reason,
    },
  }),
] as const;

export const SHARED_COMMANDS = [
  defineCommand('AddParty', 'add-party', any, {
    summary: 'Adds a party with its role, side and share',
    fields: participationSchema.shape,
  }),
  defineCommand('RemoveParty', 'remove-party', any, {
    summary: 'Records that a party left',
    fields: { party: partySchema, role: participationSchema.shape.role.optional(), ...reason },
  }),
  defineCommand('ReplaceParty', 'replace-party', any, {
    summary: 'Records that one party took the place of another',
    fields: { from: partySchema, to: partySchema, ...reason },
  }),
  defineCommand('StateValue', 'state-value', any, {
    summary: 'States a sum',
    fields: { value: moneySchema },
  }),
  defineCommand('ReviseValue', 'revise-value', any, {
    summary: 'Revises a sum: renegotiated (amendment) or better known (reestimate)',
    fields: { value: moneySchema, changeKind: shared.ValueRevised.schema.shape.changeKind, ...reason },
  }),
  defineCommand('SetClassification', 'set-classification', any, {
    summary: 'Sets the sector or a code of another scheme',
    fields: shared.ClassificationSet.schema.shape,
  }),
  defineCommand('SetLocation', 'set-location', any, {
    summary: 'Sets the place',
    fields: locationSchema.shape,
  }),
  defineCommand('AttachEvidence', 'attach-evidence', any, {
    summary: 'Adds a source to the record or to one of its events',
    fields: {
      source: sourceSchema,
      supportsEventId: uuidSchema.optional(),
      documentType: shared.EvidenceAttached.schema.shape.documentType.default('other'),
    },
  }),
  defineCommand('ConfirmStatus', 'confirm-status', any, {
    summary: 'Records that somebody checked and nothing is new',
    fields: { asOf: partialDateSchema },
  }),
  defineCommand('VerifyFact', 'verify-fact', any, {
    summary: 'Records that an event was verified, and how',
    fields: { targetEventId: uuidSchema, method: z.string().trim().min(1).max(500) },
  }),
  defineCommand('DisputeFact', 'dispute-fact', any, {
    summary: 'Records what a party says against an event',
    fields: {
      targetEventId: uuidSchema,
      byParty: partySchema,
      statement: z.string().trim().min(1).max(4000),
    },
  }),
  defineCommand('MergeRecord', 'merge', any, {
    summary: 'Records that this record and another are the same thing; the other one goes on',
    fields: { intoId: uuidSchema, ...reason },
  }),
  defineCommand('VoidRecord', 'void', any, {
    summary: 'Takes the record out of public lists; its history stays',
    fields: reason,
  }),
] as const;
