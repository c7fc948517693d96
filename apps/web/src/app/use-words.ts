import { useTranslation } from 'react-i18next';
import type { Language } from '#domain';
import type { words } from '../i18n/en/index.js';

type Group = keyof typeof words;

/** Texts and names of codes in the language of the page. */
export function useWords() {
  const { t, i18n } = useTranslation();
  return {
    /** A text of the page; parts of a key are joined by a slash. */
    t: (key: string, values: Readonly<Record<string, unknown>> = {}): string => t(key, values),
    /** Name of one of the register's codes; a code that has none yet is shown as it is. */
    word: (group: Group, code: string): string => t(`words/${group}/${code}`, { defaultValue: code }),
    language: i18n.language as Language,
  };
}
