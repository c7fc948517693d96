import { z } from 'zod';
import { CORRECTION_REASONS, RETRACTION_REASONS } from '../codes/words.js';
import { defineEvent } from '../event/define-event.js';
import { uuidSchema } from '../values/ids.js';
import { partialDateSchema } from '../values/partial-date.js';

const on = ['agreement', 'project', 'collection'] as const;
const explanation = z.string().trim().min(1).max(4000);

/** What replaces parts of the original: its day, and members of its data (null takes one away, RFC 7396). */
export const patchSchema = z.strictObject({
  occurredOn: partialDateSchema.nullable().optional(),
  data: z.record(z.string().min(1).max(64), z.json()).optional(),
});

/** Our record was wrong, not the world: what it says of an original event is replaced. */
export const EventCorrected = defineEvent(
  'EventCorrected',
  on,
  z.object({
    targetEventId: uuidSchema,
    patch: patchSchema,
    reasonCode: z.enum(CORRECTION_REASONS),
    explanation,
  }),
);

/** An original event counts no longer. */
export const EventRetracted = defineEvent(
  'EventRetracted',
  on,
  z.object({ targetEventId: uuidSchema, reasonCode: z.enum(RETRACTION_REASONS), explanation }),
);

export const CORRECTION_EVENTS = [EventCorrected, EventRetracted] as const;
