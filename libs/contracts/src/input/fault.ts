/** Input that is no JSON document we read at all: answered before any field is looked at. */
export const MALFORMED_CODES = ['INVALID_JSON', 'DUPLICATE_NAME', 'FORBIDDEN_NAME', 'TOO_DEEP'] as const;
export type MalformedCode = (typeof MALFORMED_CODES)[number];

/** A field that is readable and yet not acceptable. */
export const FIELD_CODES = [
  'REQUIRED',
  'UNKNOWN_FIELD',
  'INVALID_VALUE',
  'INVALID_TEXT',
  'NUMBER_RANGE',
  'TOO_MANY_ITEMS',
] as const;
export type FieldCode = (typeof FIELD_CODES)[number];

/** One thing wrong with an input. `pointer` is an RFC 6901 JSON pointer into the body, `''` for the whole. */
export interface FieldError {
  readonly pointer: string;
  /** A `FieldCode`, or the stable code of the rule that the field broke. */
  readonly code: string;
  readonly message: string;
}

/** RFC 6901: `~` and `/` inside a name are written `~0` and `~1`. */
export function pointerTo(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
