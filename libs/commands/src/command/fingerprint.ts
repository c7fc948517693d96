import { hash } from 'node:crypto';
import { canonicalJson } from '#event-store';

/** SHA-256, hex, of the canonical JSON of `value`: equal for equal content, whatever the order of names. */
export const fingerprintOf = (value: Readonly<Record<string, unknown>>): string =>
  hash('sha256', canonicalJson(value), 'hex');
