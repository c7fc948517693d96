import { z } from 'zod';
import { asOfShape } from './values.js';

/** How much was recorded, month by month. */
export const activityShape = z
  .object({
    months: z
      .array(
        z.object({
          month: z.string().meta({ description: 'Year and month in Asia/Almaty', example: '2026-11' }),
          events: z.int().meta({ description: 'Events recorded in it that the reader may see' }),
        }),
      )
      .meta({ description: 'Oldest first; months without events are left out' }),
    ...asOfShape,
  })
  .meta({ id: 'Activity' });
export type Activity = z.infer<typeof activityShape>;
