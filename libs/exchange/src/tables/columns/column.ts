import type { JsonValue } from '#contracts';

/** What a cell came to: the value for the command's input, or what is wrong with the text. */
export type Reading =
  | { readonly value: JsonValue }
  | { readonly code: string; readonly message: string; readonly action: string };

/** One column of a kind of table. Its name never changes. */
export interface Column {
  readonly name: string;
  /** Where its value goes in the input of the command; a number is a place in a list, empty cells are closed up. */
  readonly path: readonly (string | number)[];
  /** For the person who fills it in. */
  readonly about: string;
  readonly example?: string;
  /** All that it may hold, where that is a closed list. */
  readonly values?: readonly string[];
  /** Default: the text as it stands. */
  readonly read?: (text: string) => Reading;
  /** What its being filled says beside its value: scheme of a code. */
  readonly implies?: readonly (readonly [path: Column['path'], value: JsonValue])[];
}

const YES = ['yes', 'true', '1'];
const NO = ['no', 'false', '0'];

export const readFlag = (text: string): Reading => {
  const word = text.toLowerCase();
  if (YES.includes(word)) return { value: true };
  if (NO.includes(word)) return { value: false };
  return {
    code: 'INVALID_VALUE',
    message: `"${shown(text)}" is neither yes nor no`,
    action: 'Write yes or no.',
  };
};

export const readNumber = (text: string): Reading =>
  /^-?\d{1,3}(\.\d{1,15})?$/.test(text)
    ? { value: Number(text) }
    : {
        code: 'INVALID_VALUE',
        message: `"${shown(text)}" is not a number of degrees`,
        action: 'Write degrees with a point, such as 71.4305.',
      };

/** Several values in one cell stand between bars: `KZ-31 | KZ-61`. */
export const parts = (text: string): string[] =>
  text
    .split('|')
    .map((part) => part.trim())
    .filter((part) => part !== '');

export const shown = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}...` : text);
