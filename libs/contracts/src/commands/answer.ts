import { z } from 'zod';

const MAX_POSITION = 2n ** 63n - 1n;

/** A place in the whole log: a bigint, so a decimal string in JSON. */
export const positionShape = z
  .string()
  .regex(/^(0|[1-9][0-9]{0,18})$/, { error: 'is not a position such as 4711' })
  // Also asked of what is no number: both faults are then told at once.
  .refine((text) => !/^[0-9]{19}$/.test(text) || BigInt(text) <= MAX_POSITION, {
    error: 'is beyond every position',
  })
  .meta({ id: 'Position', description: 'Place in the whole log, as a decimal string', example: '4711' });

export const recordIdShape = z
  .uuid()
  .meta({ id: 'RecordId', example: '0192f0c1-7a7e-7cc0-8a58-5b6f0c1a2b3c' });

export const warningShape = z
  .object({
    code: z.string().meta({ description: 'Stable code, such as ORDER_UNCERTAIN or SKIPPED_PREPARATION' }),
    message: z.string(),
  })
  .meta({ id: 'Warning' });

/** What every accepted command answers; the same again for the same Idempotency-Key. */
export const commandAnswerShape = z
  .object({
    id: recordIdShape,
    publicId: z.string().meta({ example: 'PRJ-2025-0007' }),
    version: z.int().meta({ description: 'Version of the record after the command: the next If-Match' }),
    position: positionShape,
    events: z.array(
      z
        .object({ id: z.uuid(), type: z.string(), version: z.int(), position: positionShape })
        .meta({ id: 'EventRef' }),
    ),
    warnings: z.array(warningShape),
    project: z
      .object({ id: recordIdShape, publicId: z.string() })
      .optional()
      .meta({ description: 'The project that was registered together with the agreement' }),
  })
  .meta({ id: 'CommandAnswer' });
export type CommandAnswer = z.infer<typeof commandAnswerShape>;
