import { z } from 'zod';

export const UNSUBSCRIBE_SCOPES = ['record', 'class', 'all'] as const;

/** What an unsubscribe link is about, for the page that asks before anything is changed. */
export const unsubscribeViewShape = z
  .object({
    locale: z.enum(['en', 'kk', 'ru', 'zh']),
    record: z.object({ stream: z.string() }).nullable().meta({ description: 'null: of a digest' }),
    eventClass: z.string().nullable(),
    scopes: z.array(z.enum(UNSUBSCRIBE_SCOPES)),
    stopped: z.array(z.enum(UNSUBSCRIBE_SCOPES)).meta({ description: 'What is stopped already' }),
    texts: z.object({
      title: z.string(),
      question: z.string(),
      record: z.string(),
      class: z.string(),
      all: z.string(),
      done: z.string(),
    }),
  })
  .meta({ id: 'UnsubscribeView' });
export type UnsubscribeView = z.infer<typeof unsubscribeViewShape>;

/** Body of the POST: a mail program sends only `List-Unsubscribe=One-Click`, a page may name a wider scope. */
export const unsubscribeRequestShape = z
  .object({ scope: z.enum(UNSUBSCRIBE_SCOPES).default('record') })
  .meta({ id: 'UnsubscribeRequest' });
export type UnsubscribeRequest = z.infer<typeof unsubscribeRequestShape>;
