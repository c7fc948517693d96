import { z } from 'zod';

const text = z.string().trim().min(1, { error: 'must not be empty' }).max(2000);

/** The same text in one to four languages of the register. */
export const localizedTextSchema = z
  .strictObject({ en: text.optional(), kk: text.optional(), ru: text.optional(), zh: text.optional() })
  .refine((titles) => Object.values(titles).some((value) => value !== undefined), {
    error: 'give the text in at least one language: en, kk, ru or zh',
  })
  .meta({ id: 'LocalizedText', examples: [{ en: 'Steel plant, Zhambyl region' }] });

export type LocalizedText = z.infer<typeof localizedTextSchema>;
export type Language = keyof LocalizedText;

const ORDER: readonly Language[] = ['en', 'ru', 'kk', 'zh'];

/** The text in `language`, else in the first language that has one. */
export function textIn(localized: LocalizedText, language: Language): string {
  return (
    localized[language] ?? ORDER.map((other) => localized[other]).find((value) => value !== undefined) ?? ''
  );
}
