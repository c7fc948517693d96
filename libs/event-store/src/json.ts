/** What JSON can say. Numbers are doubles: exact quantities and integers beyond 2^53 travel as strings. */
export type JsonValue =
  null | boolean | number | string | readonly JsonValue[] | { readonly [name: string]: JsonValue };
