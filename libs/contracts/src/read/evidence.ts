import { z } from 'zod';
import { recordIdShape } from '../commands/answer.js';
import { asOfShape, dateShape, recordKindShape, sourceSchema } from './values.js';

const claimShape = z
  .object({
    eventId: z.uuid(),
    says: z
      .unknown()
      .meta({ description: 'The value, date or party, as the event has it and as it was corrected' }),
    occurredOn: dateShape.nullable(),
    recordedOn: z.string().meta({ description: 'Day in Asia/Almaty' }),
    sources: z.array(sourceSchema).meta({ description: 'Those of the event and those attached to it since' }),
    standing: z
      .string()
      .nullable()
      .meta({ description: 'Best evidence class among them; null: there is none' }),
    counts: z.boolean().meta({ description: 'Whether it is what the record shows' }),
    corrected: z.boolean(),
    retracted: z.boolean(),
    verifications: z.array(z.object({ eventId: z.uuid(), method: z.string() })),
    disputes: z.array(z.object({ eventId: z.uuid(), byParty: z.string(), statement: z.string() })),
  })
  .meta({ id: 'Claim' });

/** Everything that is said of a record, side by side, and how long it has been silent. */
export const evidenceShape = z
  .object({
    id: recordIdShape,
    publicId: z.string(),
    aggregate: recordKindShape,
    subjects: z.array(
      z
        .object({
          about: z
            .string()
            .meta({ description: 'value.<role>, step.<phase>.<event>, milestone.<id>.plannedOn, ...' }),
          disagreement: z.boolean().meta({ description: 'Whether claims that were not retracted differ' }),
          disputed: z.boolean(),
          claims: z.array(claimShape),
        })
        .meta({ id: 'EvidenceSubject' }),
    ),
    silence: z.object({
      lastNewsOn: z.string().nullable(),
      quietDays: z.int().nullable(),
      confirmedOn: z
        .string()
        .nullable()
        .meta({ description: 'Day of the last confirmation that nothing is new' }),
      dormancy: z.enum(['noNews2y', 'presumedDead']).nullable(),
    }),
    ...asOfShape,
  })
  .meta({ id: 'Evidence' });
export type Evidence = z.infer<typeof evidenceShape>;
