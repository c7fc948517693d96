import { randomBytes } from 'node:crypto';
import { v5, v7, validate } from 'uuid';

const RANDOM_BYTES = 16;
// One call to the generator costs as much as filling hundreds of ids.
const IDS_AT_A_TIME = 256;

let reserve = Buffer.alloc(0);
let msecs = 0;
let seq = 0;

function randomness(): Buffer {
  if (reserve.length === 0) reserve = randomBytes(RANDOM_BYTES * IDS_AT_A_TIME);
  const random = reserve.subarray(0, RANDOM_BYTES);
  reserve = reserve.subarray(RANDOM_BYTES);
  return random;
}

/** Time-ordered uuid (RFC 9562 version 7); those of one process stand in the order they were made. */
export function newId(): string {
  const random = randomness();
  const now = Date.now();
  if (now > msecs) {
    msecs = now;
    seq = random.readUInt32BE(6) >>> 1;
  } else {
    seq = (seq + 1) >>> 0;
    if (seq === 0) msecs += 1;
  }
  return v7({ random, msecs, seq });
}

/** The same uuid for the same name (RFC 9562 version 5). */
export const idFromName = (name: string, namespace: string): string => v5(name, namespace);

export const isUuid = (text: string): boolean => validate(text);

/** Secret of `bytes` random bytes in base64url. */
export const newSecret = (bytes = 32): string => randomBytes(bytes).toString('base64url');
