import { z } from 'zod';
import { channelShape, deliveryStateShape, eventClassShape, timeShape } from './words.js';

export const attemptShape = z
  .object({
    gen: z.int(),
    attempt: z.int(),
    startedAt: timeShape,
    endedAt: timeShape,
    outcome: z
      .enum(['accepted', 'retry', 'dead', 'lost', 'suppressed'])
      .meta({ description: 'lost: the process was gone before it could say how it went' }),
    code: z.string().nullable(),
    latencyMs: z.int().nullable(),
    note: z.string().nullable(),
  })
  .meta({ id: 'DeliveryAttempt' });
export type DeliveryAttempt = z.infer<typeof attemptShape>;

/** One notice to one person on one channel, and what became of it. Bears no address. */
export const deliveryShape = z
  .object({
    id: z.uuid(),
    recipientId: z.uuid(),
    channel: channelShape,
    eventId: z.uuid().nullable().meta({ description: 'null: a digest of several' }),
    stream: z.string().nullable(),
    eventClass: eventClassShape.nullable(),
    message: z
      .string()
      .meta({ description: 'Key of the message, such as project.construction-started, or digest' }),
    critical: z.boolean(),
    state: deliveryStateShape,
    reason: z.string().nullable().meta({ description: 'Why it is dead or suppressed' }),
    holdReason: z
      .string()
      .nullable()
      .meta({ description: 'Why it waits: no_smtp, no mail server is configured; digest, until `digestAt`' }),
    decidedBy: z.string().meta({ description: 'The rule that decided: a follow, a preference, critical' }),
    digestAt: timeShape
      .nullable()
      .meta({ description: 'When the digest that it is told in, or that it is, closes or closed' }),
    gen: z.int().meta({ description: 'How often it was replayed by a person' }),
    attempt: z.int(),
    nextAt: timeShape.nullable().meta({ description: 'Next attempt, while it is open' }),
    createdAt: timeShape,
    acceptedAt: timeShape.nullable(),
    attempts: z.array(attemptShape),
  })
  .meta({ id: 'Delivery' });
export type Delivery = z.infer<typeof deliveryShape>;

export const deliveryPageShape = z
  .object({ items: z.array(deliveryShape), next: z.string().nullable() })
  .meta({ id: 'DeliveryPage' });
export type DeliveryPage = z.infer<typeof deliveryPageShape>;
