import { z } from 'zod';
import { recordIdShape } from '../commands/answer.js';
import { knownValueShape } from './summary.js';
import { asOfShape, localizedTextSchema } from './values.js';

/** From the signing to the end, in order; `unknown`: neither a signature nor works are known. */
export const FUNNEL_STEPS = ['signed', 'inForce', 'building', 'operating', 'ended', 'unknown'] as const;

/** What became of the members of a collection: each member once, at the furthest step that is known of it. */
export const funnelShape = z
  .object({
    id: recordIdShape,
    publicId: z.string(),
    titles: localizedTextSchema,
    members: z.int(),
    stated: z.int().meta({ description: 'Members that a source names as such' }),
    inferred: z.int().meta({ description: 'Members that were only inferred' }),
    steps: z.array(z.object({ step: z.enum(FUNNEL_STEPS), count: z.int(), value: knownValueShape })),
    value: knownValueShape.meta({ description: 'Of all known members together' }),
    claims: z
      .array(
        z.object({
          metric: z.string(),
          value: z.string(),
          qualifier: z.string(),
          unit: z.string(),
          attributedTo: z.string(),
        }),
      )
      .meta({
        description: 'What is claimed of the collection: it stands beside its members and is never added',
      }),
    ...asOfShape,
  })
  .meta({ id: 'Funnel' });
export type Funnel = z.infer<typeof funnelShape>;
