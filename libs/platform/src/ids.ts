import { randomBytes } from 'node:crypto';
import { v5, v7, validate } from 'uuid';

/** Time-ordered uuid (RFC 9562 version 7). */
export const newId = (): string => v7();

/** The same uuid for the same name (RFC 9562 version 5). */
export const idFromName = (name: string, namespace: string): string => v5(name, namespace);

export const isUuid = (text: string): boolean => validate(text);

/** Secret of `bytes` random bytes in base64url. */
export const newSecret = (bytes = 32): string => randomBytes(bytes).toString('base64url');
