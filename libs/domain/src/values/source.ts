import { z } from 'zod';
import { EVIDENCE_CLASSES } from '../codes/words.js';
import { partialDateSchema } from './partial-date.js';

const webAddress = z
  .string()
  .max(2000)
  .refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol), {
    error: 'is not a web address that begins with https:// or http://',
  });

/** Where a fact is known from. */
export const sourceSchema = z
  .strictObject({
    publisher: z.string().trim().min(1).max(200),
    title: z.string().trim().min(1).max(500),
    url: webAddress.optional(),
    class: z.enum(EVIDENCE_CLASSES),
    publishedOn: partialDateSchema.optional(),
    language: z
      .string()
      .regex(/^[a-z]{2}$/, { error: 'is not a two-letter language code' })
      .optional(),
    archivedSha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/, { error: 'is not a SHA-256 in lower-case hex' })
      .optional(),
  })
  .meta({
    id: 'Source',
    examples: [
      {
        publisher: 'Akimat of Zhambyl region',
        title: 'Works began',
        class: 'officialAct',
        url: 'https://example.org/works',
      },
    ],
  });

export type Source = z.infer<typeof sourceSchema>;

/** Same key, same source, so that a second naming of it adds nothing. */
export const sourceKey = (source: Source): string =>
  source.url ?? `${source.publisher}|${source.title}|${source.publishedOn ?? ''}`.toLowerCase();
