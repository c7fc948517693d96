import { z } from 'zod';
import { positionShape } from '../commands/answer.js';
import { knownAtShape, recordComparisonShape } from './as-of.js';
import { registerQueryShape } from './register.js';
import { recordKindShape } from './values.js';

/** Two moments, and the records that are compared: all of them, or those that a filter finds at either moment. */
export const comparisonQueryShape = registerQueryShape
  .omit({ sort: true, limit: true, knownAt: true, validAt: true, around: true })
  .extend({
    from: knownAtShape,
    to: knownAtShape.optional(),
    aggregate: recordKindShape.optional(),
    limit: z.coerce.number().int().min(1).max(50).default(20),
  });
export type ComparisonQuery = z.infer<typeof comparisonQueryShape>;

const momentShape = z.object({ position: positionShape, day: z.string(), records: z.int() }).meta({
  description: 'records: how many the filter finds at that moment',
});

/** What a portfolio, or a part of it, shows differently at two moments. */
export const comparisonShape = z
  .object({
    from: momentShape,
    to: momentShape,
    changed: z
      .int()
      .meta({ description: 'Records of either moment of which anything was recorded in between' }),
    items: z.array(recordComparisonShape),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'Comparison' });
export type Comparison = z.infer<typeof comparisonShape>;
