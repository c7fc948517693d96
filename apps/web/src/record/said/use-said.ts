import { useWords } from '../../app/use-words.js';
import { fieldName } from './field-name.js';
import { fieldText } from './field-text.js';

const NONE: ReadonlyMap<string, string> = new Map();

/** Names and values of what a record shows, in the language of the page. */
export function useSaid(milestoneCodes: ReadonlyMap<string, string> = NONE) {
  const { t, word, language } = useWords();
  return {
    nameOf: (field: string): string => fieldName(field, { t, word, milestoneCodes }),
    textOf: (field: string, value: unknown): string => fieldText(field, value, { t, word, language }),
  };
}
