import { z } from 'zod';
import { CLASSIFICATION_SCHEMES, MILESTONE_CODES } from '../../codes/words.js';
import { localIdSchema } from '../../values/ids.js';
import { localizedTextSchema } from '../../values/localized-text.js';
import { moneySchema } from '../../values/money.js';
import { partialDateSchema } from '../../values/partial-date.js';
import { participationSchema } from '../../values/party.js';
import { locationSchema } from '../../values/place.js';
import { ClassificationSet } from '../events/shared-events.js';

export const plannedMilestoneSchema = z.strictObject({
  milestoneId: localIdSchema.optional(),
  code: z.enum(MILESTONE_CODES),
  titles: localizedTextSchema.optional(),
  plannedOn: partialDateSchema.nullable().default(null),
  phaseId: localIdSchema.optional(),
  announcedBy: z.string().trim().min(1).max(300).optional(),
});

/**
 * What a register form may say at once; each part becomes an event of its own. The largest form, an agreement
 * together with its project, must fit into one append of the log (200 events).
 */
export const registrationFields = {
  titles: localizedTextSchema,
  description: localizedTextSchema.optional(),
  parties: z.array(participationSchema).max(30).default([]),
  value: moneySchema.optional(),
  classifications: z
    .array(z.strictObject(ClassificationSet.schema.shape))
    .max(CLASSIFICATION_SCHEMES.length)
    .refine((codes) => new Set(codes.map(({ scheme }) => scheme)).size === codes.length, {
      error: 'give one code for each scheme',
    })
    .default([]),
  location: locationSchema.optional(),
  milestones: z.array(plannedMilestoneSchema).max(30).default([]),
  /** Set after POSSIBLE_DUPLICATE_RECORD named the other record and a person found it to be another. */
  notADuplicate: z.boolean().default(false),
};
