import { pointerTo, type FieldError } from './fault.js';

export type JsonValue =
  string | number | boolean | null | readonly JsonValue[] | { readonly [name: string]: JsonValue };

// Postgres cannot store NUL; a lone surrogate has no UTF-8; the invisible ones make two names look alike or
// turn the reading order of what stands beside them.
const NUL = '\0';
const LONE_SURROGATE = /\p{Surrogate}/u;
const INVISIBLE = /[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/;
const CONTROL = /(?![\t\n\r])\p{Cc}/u;
/** Most texts: nothing in them can be at fault, and their normal form is themselves. */
const PLAIN = /^[\x20-\x7e]*$/;
const LINE_BREAK = /[\n\r\u2028\u2029]/;

/** Fields that hold sentences rather than a name; all others stay on one line and may go into a mail subject. */
const SENTENCES = new Set(['note', 'reason', 'explanation', 'statement', 'description', 'comment']);

/** What is wrong with `text` as the value of a field called `name`, or `undefined`. */
export function faultOfText(text: string, name: string | undefined): string | undefined {
  if (PLAIN.test(text)) return undefined;
  if (text.includes(NUL)) return 'holds the character NUL';
  if (LONE_SURROGATE.test(text)) return 'holds half of a surrogate pair';
  if (INVISIBLE.test(text)) return 'holds an invisible or direction-changing character';
  if (CONTROL.test(text)) return 'holds a control character';
  if (LINE_BREAK.test(text) && !(name !== undefined && SENTENCES.has(name))) return 'holds a line break';
  return undefined;
}

export interface CleanText {
  /** The value with every string in Unicode normal form C. */
  readonly value: JsonValue;
  readonly errors: readonly FieldError[];
}

/** Documents that came out of here without a fault: asked again, they need no second look. */
const known = new WeakSet();

/** Checks every string of a parsed document and brings it to normal form C. Depth must have been bounded before. */
export function cleanText(given: JsonValue): CleanText {
  if (typeof given === 'object' && given !== null && known.has(given)) return { value: given, errors: [] };
  const errors: FieldError[] = [];
  const visit = (node: JsonValue, path: readonly (string | number)[], name?: string): JsonValue => {
    if (typeof node === 'string') {
      const message = faultOfText(node, name);
      if (message !== undefined) errors.push({ pointer: pointerTo(path), code: 'INVALID_TEXT', message });
      return PLAIN.test(node) ? node : node.normalize('NFC');
    }
    if (Array.isArray(node)) return node.map((item: JsonValue, index) => visit(item, [...path, index], name));
    if (typeof node === 'object' && node !== null) {
      return Object.fromEntries(
        Object.entries(node).map(([key, item]) => [key, visit(item, [...path, key], textName(key, name))]),
      );
    }
    return node;
  };
  const value = visit(given, []);
  if (errors.length === 0 && typeof value === 'object' && value !== null) known.add(value);
  return { value, errors };
}

// Localized text is `{kk?, ru?, en?, zh?}`: its strings answer to the field that holds it.
const LANGUAGES = new Set(['kk', 'ru', 'en', 'zh']);
const textName = (key: string, outer: string | undefined): string | undefined =>
  LANGUAGES.has(key) ? outer : key;
