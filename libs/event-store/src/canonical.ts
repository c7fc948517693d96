import { EventRefused } from './errors.js';

/** Deepest nesting of a body; the body itself is the first level. */
export const MAX_DEPTH = 16;

/**
 * RFC 8785 text of `value`: names in order of UTF-16 code units, no white space, numbers as ECMAScript prints
 * them. Members that are undefined are left out, as JSON.stringify does.
 * @param path JSON pointer of `value`, for the error.
 * @param depth nesting level of `value`.
 * @throws EventRefused for what JSON or Postgres cannot hold exactly: NUL, lone surrogates, numbers that are not
 *   finite, objects that are not plain, nesting beyond MAX_DEPTH.
 */
export function canonicalJson(value: unknown, path = '', depth = 1): string {
  switch (typeof value) {
    case 'string':
      return canonicalString(value, path);
    case 'number':
      if (!Number.isFinite(value))
        throw refused('not_finite', path, `${value} is not a number JSON can hold`);
      return JSON.stringify(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      if (depth > MAX_DEPTH) throw refused('too_deep', path, `nested deeper than ${MAX_DEPTH} levels`);
      return Array.isArray(value) ? canonicalArray(value, path, depth) : canonicalObject(value, path, depth);
    case 'bigint':
    case 'function':
    case 'symbol':
    case 'undefined':
      throw refused('not_json', path, `a ${typeof value} is not JSON`);
  }
}

/** RFC 8785 text of a string. @throws EventRefused for NUL and lone surrogates. */
export function canonicalString(text: string, path: string): string {
  if (!text.isWellFormed() || text.includes('\0')) {
    throw text.includes('\0')
      ? refused('nul', path, 'text holds a NUL character')
      : refused('lone_surrogate', path, 'text holds half of a surrogate pair');
  }
  return JSON.stringify(text);
}

function canonicalArray(items: readonly unknown[], path: string, depth: number): string {
  let text = '[';
  for (let index = 0; index < items.length; index += 1) {
    if (index > 0) text += ',';
    text += canonicalJson(items[index], `${path}/${index}`, depth + 1);
  }
  return `${text}]`;
}

function canonicalObject(value: object, path: string, depth: number): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    throw refused('not_json', path, `a ${value.constructor.name} is not JSON`);
  }
  let text = '{';
  for (const name of Object.keys(value).sort()) {
    const member = (value as Record<string, unknown>)[name];
    if (member === undefined) continue;
    const inner = `${path}/${name}`;
    if (text.length > 1) text += ',';
    text += `${canonicalString(name, inner)}:${canonicalJson(member, inner, depth + 1)}`;
  }
  return `${text}}`;
}

const refused = (problem: string, path: string, message: string): EventRefused =>
  new EventRefused(problem, path, message);
