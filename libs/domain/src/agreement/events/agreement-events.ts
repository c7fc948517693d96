import { z } from 'zod';
import { AGREEMENT_KINDS, AGREEMENT_STATES, BINDINGNESS, REASON_CODES } from '../../codes/words.js';
import { defineEvent } from '../../event/define-event.js';
import { publicIdSchema, reasonSchema, uuidSchema } from '../../values/ids.js';
import { localizedTextSchema } from '../../values/localized-text.js';
import { moneySchema } from '../../values/money.js';
import { partialDateSchema } from '../../values/partial-date.js';
import { partySchema } from '../../values/party.js';

const on = ['agreement'] as const;
const parties = z.array(partySchema).max(50);
const ending = { reason: reasonSchema };

export const AgreementRegistered = defineEvent(
  'AgreementRegistered',
  on,
  z.object({
    publicId: publicIdSchema,
    titles: localizedTextSchema,
    kind: z.enum(AGREEMENT_KINDS),
    bindingness: z.enum(BINDINGNESS),
    description: localizedTextSchema.optional(),
    /** The record begins in this state and how it got there is not known. */
    openingBalance: z.boolean(),
    initialStatus: z.enum(AGREEMENT_STATES),
  }),
);
export const AgreementSigned = defineEvent(
  'AgreementSigned',
  on,
  z.object({
    place: z.string().max(300).optional(),
    signatories: parties,
    effectiveOnSignature: z.boolean(),
  }),
);
export const ConsentExpressed = defineEvent(
  'ConsentExpressed',
  on,
  z.object({
    party: partySchema,
    form: z.enum(['ratification', 'approval', 'acceptance', 'accession', 'internalProcedures']),
  }),
);
export const ProvisionalApplicationStarted = defineEvent('ProvisionalApplicationStarted', on, z.object({}));
export const AgreementEnteredIntoForce = defineEvent(
  'AgreementEnteredIntoForce',
  on,
  z.object({ basis: z.enum(['signature', 'consents', 'date', 'notification', 'notStated']) }),
);
export const AgreementAmended = defineEvent(
  'AgreementAmended',
  on,
  z.object({
    amendmentNo: z.string().min(1).max(40),
    instrumentId: uuidSchema.optional(),
    effectiveOn: partialDateSchema.optional(),
    changes: z
      .array(
        z.object({
          field: z.string().min(1).max(60),
          from: z.string().max(2000).optional(),
          to: z.string().max(2000),
        }),
      )
      .max(50),
    reason: reasonSchema,
  }),
);
export const AgreementSuspended = defineEvent(
  'AgreementSuspended',
  on,
  z.object({
    reasonCode: z.enum(REASON_CODES),
    byParties: parties,
    expectedResumeOn: partialDateSchema.optional(),
    reason: reasonSchema.optional(),
  }),
);
export const AgreementResumed = defineEvent('AgreementResumed', on, z.object({}));
export const AgreementRenewed = defineEvent(
  'AgreementRenewed',
  on,
  z.object({ newExpiryOn: partialDateSchema }),
);
export const AgreementExpired = defineEvent('AgreementExpired', on, z.object({}));
export const AgreementFulfilled = defineEvent('AgreementFulfilled', on, z.object({}));
export const AgreementTerminated = defineEvent(
  'AgreementTerminated',
  on,
  z.object({
    mode: z.enum(['mutual', 'unilateral', 'breach', 'ruling', 'other']),
    byParties: parties,
    ...ending,
  }),
);
export const AgreementLapsed = defineEvent('AgreementLapsed', on, z.object(ending));
export const AgreementSuperseded = defineEvent(
  'AgreementSuperseded',
  on,
  z.object({ byAgreementId: uuidSchema }),
);
export const ProposalWithdrawn = defineEvent('ProposalWithdrawn', on, z.object(ending));
export const AgreementRevived = defineEvent(
  'AgreementRevived',
  on,
  z.object({ toState: z.enum(AGREEMENT_STATES), ...ending }),
);
export const ProjectLinked = defineEvent(
  'ProjectLinked',
  on,
  z.object({
    projectId: uuidSchema,
    relation: z.enum(['covers', 'finances', 'supplies', 'operates', 'guarantees']),
    allocation: moneySchema.optional(),
  }),
);
export const ProjectUnlinked = defineEvent(
  'ProjectUnlinked',
  on,
  z.object({ projectId: uuidSchema, ...ending }),
);
export const AgreementRelated = defineEvent(
  'AgreementRelated',
  on,
  z.object({
    otherId: uuidSchema,
    relation: z.enum(['frameworkOf', 'implements', 'amends', 'annexTo', 'supersedes']),
  }),
);

export const AGREEMENT_EVENTS = [
  AgreementRegistered,
  AgreementSigned,
  ConsentExpressed,
  ProvisionalApplicationStarted,
  AgreementEnteredIntoForce,
  AgreementAmended,
  AgreementSuspended,
  AgreementResumed,
  AgreementRenewed,
  AgreementExpired,
  AgreementFulfilled,
  AgreementTerminated,
  AgreementLapsed,
  AgreementSuperseded,
  ProposalWithdrawn,
  AgreementRevived,
  ProjectLinked,
  ProjectUnlinked,
  AgreementRelated,
] as const;
