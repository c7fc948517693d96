import { randomBytes } from 'node:crypto';

const SALT_BYTES = 16;
// One call to the generator costs about as much as the rest of preparing an event.
const SALTS_AT_A_TIME = 256;

let reserve = Buffer.alloc(0);

/** 16 random bytes, given out once. */
export function newSalt(): Buffer {
  if (reserve.length === 0) reserve = randomBytes(SALT_BYTES * SALTS_AT_A_TIME);
  const salt = reserve.subarray(0, SALT_BYTES);
  reserve = reserve.subarray(SALT_BYTES);
  return salt;
}
