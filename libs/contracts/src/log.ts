import { z } from 'zod';
import { positionShape } from './commands/answer.js';

/** One event of the log as it stands there. */
export const loggedEventShape = z
  .object({
    position: positionShape,
    stream: z.string().meta({ example: 'project-0192f0c1-7a7e-7cc0-8a58-5b6f0c1a2b3c' }),
    version: z.int(),
    id: z.uuid(),
    type: z.string(),
    schemaVersion: z.int(),
    recordedAt: z.iso.datetime(),
    commandId: z.uuid(),
    prev: z
      .string()
      .nullable()
      .meta({ description: 'Base64 commitment of the previous event of the stream' }),
    envelope: z.record(z.string(), z.unknown()),
    data: z.unknown(),
  })
  .meta({ id: 'LoggedEvent' });

export const logPageShape = z
  .object({
    items: z.array(loggedEventShape),
    next: positionShape
      .nullable()
      .meta({ description: '`after` of the next page; null at the end of the log' }),
    asOfPosition: positionShape,
  })
  .meta({ id: 'LogPage' });
export type LogPage = z.infer<typeof logPageShape>;

/** Where the next corrections and retractions stand, seen from one position of the log. */
export const nearestAmendmentsShape = z
  .object({
    before: positionShape.nullable().meta({ description: 'The nearest before the position; null: none' }),
    after: positionShape.nullable().meta({ description: 'The nearest behind it; null: none' }),
  })
  .meta({ id: 'NearestAmendments' });
export type NearestAmendments = z.infer<typeof nearestAmendmentsShape>;

export const nearestAmendmentsQueryShape = z.strictObject({
  position: positionShape.meta({ description: 'Position from which they are looked for' }),
});
export type NearestAmendmentsQuery = z.infer<typeof nearestAmendmentsQueryShape>;

export const logQueryShape = z.strictObject({
  after: positionShape.default('0'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type LogQuery = z.infer<typeof logQueryShape>;
