import { z } from 'zod';
import { positionShape } from '../commands/answer.js';
import { eventClassShape, timeShape } from './words.js';

/** One piece of news, rendered in the reader's language. */
export const noticeShape = z
  .object({
    eventId: z.uuid(),
    position: positionShape,
    record: z.object({
      stream: z.string().meta({ example: 'project-0192f0c1-7a7e-7cc0-8a58-5b6f0c1a2b3c' }),
      publicId: z.string().nullable(),
      title: z.string(),
      url: z.url(),
    }),
    eventClass: eventClassShape,
    critical: z.boolean().meta({ description: 'Cannot be turned off by those who follow the record' }),
    subject: z.string(),
    text: z.string(),
    recordedAt: timeShape,
  })
  .meta({ id: 'Notice' });
export type Notice = z.infer<typeof noticeShape>;

export const inboxItemShape = z
  .object({
    id: z.uuid(),
    notice: noticeShape,
    createdAt: timeShape,
    readAt: timeShape.nullable(),
  })
  .meta({ id: 'InboxItem' });
export type InboxItem = z.infer<typeof inboxItemShape>;

export const inboxPageShape = z
  .object({
    items: z.array(inboxItemShape),
    unread: z.int().meta({ description: 'All unread items, not only those of this page' }),
    next: z.string().nullable(),
  })
  .meta({ id: 'InboxPage' });
export type InboxPage = z.infer<typeof inboxPageShape>;

/** Body of `POST /api/me/inbox/read`. */
export const markReadRequestShape = z
  .union([
    z.strictObject({ ids: z.array(z.uuid()).min(1).max(200) }),
    z.strictObject({ all: z.literal(true) }),
  ])
  .meta({ id: 'MarkReadRequest' });
export type MarkReadRequest = z.infer<typeof markReadRequestShape>;

export const markReadAnswerShape = z
  .object({ marked: z.int(), unread: z.int() })
  .meta({ id: 'MarkReadAnswer' });
export type MarkReadAnswer = z.infer<typeof markReadAnswerShape>;
