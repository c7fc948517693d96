import { z } from 'zod';
import { positionShape } from '../commands/answer.js';
import { channelShape } from './words.js';

/** How far telling people is behind the log, and what waits. */
export const notificationStatusShape = z
  .object({
    position: positionShape.nullable().meta({ description: 'null: the notifier has never been started' }),
    lag: positionShape.nullable().meta({ description: 'Events that have not been planned' }),
    unfinishedFanOuts: z.int(),
    channels: z.array(
      z
        .object({
          channel: channelShape,
          due: z.int(),
          oldestDueSeconds: z.number().nullable(),
          waitingForRetry: z.int(),
          sending: z.int(),
          held: z.int(),
          dead: z.int(),
        })
        .meta({ id: 'ChannelStatus' }),
    ),
  })
  .meta({ id: 'NotificationStatus' });
export type NotificationStatus = z.infer<typeof notificationStatusShape>;
