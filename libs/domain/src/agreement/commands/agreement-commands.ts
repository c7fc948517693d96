import { z } from 'zod';
import { AGREEMENT_KINDS, AGREEMENT_STATES, BINDINGNESS, REASON_CODES } from '../../codes/words.js';
import { defineCommand, defineCreation } from '../../command/define-command.js';
import { registrationFields } from '../../shared/commands/registration.js';
import { reasonSchema, uuidSchema } from '../../values/ids.js';
import { moneySchema } from '../../values/money.js';
import { partialDateSchema } from '../../values/partial-date.js';
import { partySchema } from '../../values/party.js';
import * as events from '../events/agreement-events.js';

const on = ['agreement'] as const;
const parties = z.array(partySchema).max(50).default([]);
// Asked for by the domain, which refuses an end without a reason by its own code.
const reason = { reason: reasonSchema.optional() };

export const AGREEMENT_COMMANDS = [
  defineCreation('RegisterAgreement', 'agreement', {
    summary: 'Registers an agreement, proposed unless an opening balance says that it begins further on',
    fields: {
      kind: z.enum(AGREEMENT_KINDS).default('unspecified'),
      bindingness: z.enum(BINDINGNESS).default('unknown'),
      initialStatus: z.enum(AGREEMENT_STATES).default('Proposed'),
      ...registrationFields,
    },
  }),
  defineCommand('SignAgreement', 'sign', on, {
    summary: 'Records that the agreement was signed',
    fields: {
      place: z.string().trim().min(1).max(300).optional(),
      signatories: parties,
      effectiveOnSignature: z.boolean().default(false),
    },
  }),
  defineCommand('RecordConsent', 'record-consent', on, {
    summary: 'Records that a party consented to be bound',
    fields: { party: partySchema, form: events.ConsentExpressed.schema.shape.form },
  }),
  defineCommand('StartProvisionalApplication', 'start-provisional-application', on, {
    summary: 'Records that the agreement is applied provisionally before it is in force',
    fields: {},
  }),
  defineCommand('EnterIntoForce', 'enter-into-force', on, {
    summary: 'Records that the agreement entered into force',
    fields: { forceBasis: events.AgreementEnteredIntoForce.schema.shape.basis.default('notStated') },
  }),
  defineCommand('AmendAgreement', 'amend', on, {
    summary: 'Records an amendment that the parties agreed on: the world changed, the record was not wrong',
    fields: {
      amendmentNo: z.string().trim().min(1).max(40),
      instrumentId: uuidSchema.optional(),
      effectiveOn: partialDateSchema.optional(),
      changes: z
        .array(
          z.strictObject({
            field: z.string().trim().min(1).max(60),
            from: z.string().max(2000).optional(),
            to: z.string().max(2000),
          }),
        )
        .max(50)
        .default([]),
      ...reason,
    },
  }),
  defineCommand('SuspendAgreement', 'suspend', on, {
    summary: 'Records that the agreement was suspended',
    fields: {
      reasonCode: z.enum(REASON_CODES).optional(),
      byParties: parties,
      expectedResumeOn: partialDateSchema.optional(),
      ...reason,
    },
  }),
  defineCommand('ResumeAgreement', 'resume', on, { summary: 'Records that a suspension ended', fields: {} }),
  defineCommand('RenewAgreement', 'renew', on, {
    summary: 'Records that the agreement was renewed to a new expiry',
    fields: { newExpiryOn: partialDateSchema },
  }),
  defineCommand('ExpireAgreement', 'expire', on, {
    summary: 'Records that the agreement expired',
    fields: {},
  }),
  defineCommand('FulfilAgreement', 'fulfil', on, {
    summary: 'Records that everything agreed on was done',
    fields: {},
  }),
  defineCommand('TerminateAgreement', 'terminate', on, {
    summary: 'Records that the agreement was ended before its time',
    fields: {
      mode: events.AgreementTerminated.schema.shape.mode.default('other'),
      byParties: parties,
      ...reason,
    },
  }),
  defineCommand('LapseAgreement', 'lapse', on, {
    summary: 'Records that a signed agreement never came into force',
    fields: reason,
  }),
  defineCommand('SupersedeAgreement', 'supersede', on, {
    summary: 'Records that a later signed agreement took the place of this one',
    fields: { byAgreementId: uuidSchema },
  }),
  defineCommand('WithdrawProposal', 'withdraw', on, {
    summary: 'Records that a proposal was withdrawn before it was signed',
    fields: reason,
  }),
  defineCommand('ReviveAgreement', 'revive', on, {
    summary: 'Records that a terminated, lapsed or withdrawn agreement was taken up again',
    fields: reason,
  }),
  defineCommand('LinkProject', 'link-project', on, {
    summary: 'Links a project that this agreement covers, finances, supplies, operates or guarantees',
    fields: {
      projectId: uuidSchema,
      relation: events.ProjectLinked.schema.shape.relation.default('covers'),
      allocation: moneySchema.optional(),
    },
  }),
  defineCommand('UnlinkProject', 'unlink-project', on, {
    summary: 'Takes a link to a project back',
    fields: { projectId: uuidSchema, ...reason },
  }),
  defineCommand('RelateAgreement', 'relate', on, {
    summary: 'Relates this agreement to another one',
    fields: { otherId: uuidSchema, relation: events.AgreementRelated.schema.shape.relation },
  }),
] as const;
