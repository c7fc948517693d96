import type { Language, LocalizedText } from '#domain';

const FALLBACK: readonly Language[] = ['en', 'ru', 'kk', 'zh'];

/** A text of the register and the language that it is really in, for the `lang` attribute. */
export interface PickedText {
  readonly text: string;
  readonly language: Language;
}

/** The text in `language`, else in the first language that has one; undefined for a text in none. */
export function pickText(localized: LocalizedText, language: Language): PickedText | undefined {
  for (const candidate of [language, ...FALLBACK]) {
    const text = localized[candidate];
    if (text !== undefined) return { text, language: candidate };
  }
  return undefined;
}

/** The same text in the languages other than the one that `pickText` shows. */
export function otherTexts(localized: LocalizedText, shown: Language): readonly PickedText[] {
  return FALLBACK.filter((language) => language !== shown).flatMap((language) => {
    const text = localized[language];
    return text === undefined ? [] : [{ text, language }];
  });
}
