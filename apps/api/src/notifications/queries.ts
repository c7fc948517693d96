import { z } from 'zod';
import { channelShape, deliveryStateShape, noticeCursorShape, noticeLimitShape } from '#contracts';

const paging = { after: noticeCursorShape.optional(), limit: noticeLimitShape };

export const inboxQueryShape = z.strictObject({
  ...paging,
  unread: z.enum(['true', 'false']).optional().meta({ description: 'true: only what has not been read' }),
});
export type InboxQuery = z.infer<typeof inboxQueryShape>;

export const ownDeliveriesQueryShape = z.strictObject({
  ...paging,
  state: deliveryStateShape.optional(),
  channel: channelShape.optional(),
});
export type OwnDeliveriesQuery = z.infer<typeof ownDeliveriesQueryShape>;

export const deliveriesQueryShape = ownDeliveriesQueryShape.extend({
  eventId: z.uuid().optional(),
  stream: z
    .string()
    .min(1)
    .max(60)
    .optional()
    .meta({ example: 'project-0192f0c1-7a7e-7cc0-8a58-5b6f0c1a2b3c' }),
});
export type DeliveriesQuery = z.infer<typeof deliveriesQueryShape>;

export const unreadAnswerShape = z.object({ unread: z.int() }).meta({ id: 'UnreadAnswer' });
