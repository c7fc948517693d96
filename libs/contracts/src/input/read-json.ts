import { MALFORMED_CODES, type FieldError, type MalformedCode } from './fault.js';
import { INPUT_LIMITS } from './limits.js';
import { isTooDeep, scanJson } from './scan-json.js';
import { cleanText, type JsonValue } from './text-rules.js';

export type ReadJsonResult =
  | { readonly kind: 'read'; readonly value: JsonValue }
  | { readonly kind: 'tooLarge'; readonly limit: number }
  | {
      readonly kind: 'malformed';
      readonly code: MalformedCode;
      readonly pointer: string;
      readonly message: string;
    }
  | { readonly kind: 'invalid'; readonly errors: readonly FieldError[] };

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * The one door through which JSON from outside comes in: HTTP bodies, command files, imports. What it lets
 * through is at most 16 deep, has every name once, loses no digit of a number, and holds only text that can be
 * stored and shown. Never throws.
 */
export function readJson(bytes: Uint8Array, maxBytes: number = INPUT_LIMITS.bodyBytes): ReadJsonResult {
  if (bytes.byteLength > maxBytes) return { kind: 'tooLarge', limit: maxBytes };
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    return malformed('INVALID_JSON', 'the bytes are not UTF-8');
  }
  if (isTooDeep(text)) return malformed('TOO_DEEP', `nested deeper than ${INPUT_LIMITS.depth}`);
  let parsed: JsonValue;
  try {
    parsed = JSON.parse(text) as JsonValue;
  } catch {
    return malformed(
      'INVALID_JSON',
      text.trim() === '' ? 'there is no document' : 'the document breaks off or is not JSON',
    );
  }
  const fault = scanJson(text);
  if (fault !== undefined) {
    return isMalformed(fault.code)
      ? { kind: 'malformed', code: fault.code, pointer: fault.pointer, message: fault.message }
      : { kind: 'invalid', errors: [fault] };
  }
  const { value, errors } = cleanText(parsed);
  return errors.length > 0 ? { kind: 'invalid', errors } : { kind: 'read', value };
}

const malformed = (code: MalformedCode, message: string): ReadJsonResult => ({
  kind: 'malformed',
  code,
  pointer: '',
  message,
});

const isMalformed = (code: string): code is MalformedCode =>
  (MALFORMED_CODES as readonly string[]).includes(code);
