import { z } from 'zod';
import { recordIdShape, warningShape } from './answer.js';

/** What a command would do, asked with `?dryRun=true`: nothing is recorded. */
export const commandPreviewShape = z
  .object({
    dryRun: z.literal(true),
    id: recordIdShape,
    publicId: z.string().nullable().meta({
      description: 'Null for a record that the command would make: numbers are given when it is made',
    }),
    version: z.int().meta({ description: 'Present version of the record; 0: there is none yet' }),
    events: z.array(
      z
        .object({
          stream: z.string(),
          type: z.string(),
          occurredOn: z.string().nullable(),
          data: z.unknown(),
        })
        .meta({ id: 'PreviewedEvent' }),
    ),
    state: z
      .object({ legalStatus: z.string().nullable(), stage: z.string().nullable() })
      .meta({ description: 'Where the record would stand' }),
    warnings: z.array(warningShape),
    told: z
      .array(
        z
          .object({
            eventId: z.uuid(),
            recipients: z.int(),
            byChannel: z.record(z.string(), z.int()),
            lastAt: z.iso.datetime().nullable(),
          })
          .meta({ id: 'Told' }),
      )
      .meta({
        description:
          'For corrections: who was told of each event that would be corrected, and gets a correction',
      }),
  })
  .meta({ id: 'CommandPreview' });
export type CommandPreview = z.infer<typeof commandPreviewShape>;

/** What the address of a command takes. */
export const commandQueryShape = z.strictObject({
  dryRun: z
    .enum(['true', 'false'])
    .default('false')
    .meta({ description: 'true: decide and show what would be recorded, without recording it' }),
});
export type CommandQuery = z.infer<typeof commandQueryShape>;
