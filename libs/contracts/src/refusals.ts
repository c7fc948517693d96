import { z } from 'zod';
import { positionShape } from './commands/answer.js';

export const refusalPageShape = z
  .object({
    items: z.array(
      z
        .object({
          id: z.uuid(),
          refusedAt: z.iso.datetime(),
          by: z.object({ id: z.string(), role: z.string() }),
          command: z.string().meta({ description: 'The command, or the action on an address' }),
          record: z.string().nullable().meta({ description: 'Kind and id as they were given' }),
          code: z.string().meta({ description: 'The rule that was in the way' }),
          fields: z
            .array(z.string())
            .meta({ description: 'Places of the input at fault, never what stood there' }),
          commandId: z.uuid().nullable(),
          correlationId: z.uuid(),
          accepted: z
            .object({ position: positionShape, type: z.string(), recordedAt: z.iso.datetime() })
            .nullable()
            .meta({ description: 'First event that the same person recorded on the record afterwards' }),
        })
        .meta({ id: 'RefusedCommand' }),
    ),
    next: z.uuid().nullable().meta({ description: '`after` of the next page' }),
  })
  .meta({ id: 'RefusalPage' });
export type RefusalPage = z.infer<typeof refusalPageShape>;
export type RefusedCommand = Omit<RefusalPage['items'][number], 'accepted'>;

export const refusalsQueryShape = z.strictObject({
  after: z.uuid().optional().meta({ description: 'Refusals before this one: the list is newest first' }),
  actor: z.uuid().optional(),
  code: z.string().max(60).optional(),
  command: z.string().max(60).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type RefusalsQuery = z.infer<typeof refusalsQueryShape>;
