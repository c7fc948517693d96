import { useWords } from './use-words.js';

/** A problem, or one of its faults of fields. */
interface Refused {
  readonly code: string;
  readonly detail: string;
  /** Seconds after which it may be tried again. */
  readonly seconds?: number;
}

/**
 * Says why the server refused and what to do instead, in the language of the page; undefined for a code that has no
 * text, of which the server's own words are left.
 */
export function useRefusal(): (refused: Refused) => string | undefined {
  const { t } = useWords();
  return ({ code, detail, seconds = 60 }) => {
    const text = t(`refusal/${code}`, { detail, seconds, defaultValue: '' });
    return text === '' ? undefined : text;
  };
}
