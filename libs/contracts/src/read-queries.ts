import { z } from 'zod';
import { positionShape } from './commands/answer.js';
import { momentShape } from './read/as-of.js';

/** Paging of a record's history: events after a version, oldest first. */
export const historyQueryShape = z.strictObject({
  after: z.coerce
    .number()
    .int()
    .min(0)
    .max(2_147_483_646)
    .default(0)
    .meta({ description: 'Events after this version' }),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  minPosition: positionShape.optional(),
  ...momentShape,
});
export type HistoryQuery = z.infer<typeof historyQueryShape>;

/** What reads of the whole and of one record take. */
export const readQueryShape = z.strictObject({
  minPosition: positionShape
    .optional()
    .meta({ description: 'Wait up to 2 s until this position is reflected; else 503 READ_MODEL_BEHIND' }),
});
export type ReadQuery = z.infer<typeof readQueryShape>;

/** What figures over the whole or over a collection take. */
export const figuresQueryShape = readQueryShape.extend(momentShape);
export type FiguresQuery = z.infer<typeof figuresQueryShape>;

/** What one record takes. */
export const recordQueryShape = readQueryShape.extend(momentShape);
export type RecordQuery = z.infer<typeof recordQueryShape>;
