import { Secret, TOTP } from 'otpauth';
import type { SecretBox } from '#platform';
import type { Queryable } from '../transaction.js';

const PERIOD = 30;
const ISSUER = 'Agreement Tracker';

const totpOf = (secret: Secret, label = ''): TOTP =>
  new TOTP({ issuer: ISSUER, label, secret, algorithm: 'SHA1', digits: 6, period: PERIOD });

/** A new secret with the address that an authenticator reads (RFC 6238, key URI format). */
export function newSecondFactor(label: string) {
  const secret = new Secret({ size: 20 });
  return {
    bytes: Buffer.from(secret.bytes),
    secret: secret.base32,
    address: totpOf(secret, label).toString(),
  };
}

/** The step that a code belongs to, one step early or late allowed; undefined: it is wrong. */
export function stepOf(secret: Uint8Array, code: string, now = Date.now()): number | undefined {
  const bytes = new Uint8Array(secret).buffer;
  const delta = totpOf(new Secret({ buffer: bytes })).validate({ token: code, timestamp: now, window: 1 });
  return delta === null ? undefined : Math.floor(now / 1_000 / PERIOD) + delta;
}

const USE_STEP = `
  UPDATE access.local_account SET totp_last_step = $2
  WHERE actor_id = $1 AND (totp_last_step IS NULL OR totp_last_step < $2)`;

/** Whether the code is right and was not used before; it counts as used from now on. */
export async function useCode(
  db: Queryable,
  box: SecretBox,
  account: { readonly actorId: string; readonly sealed: Buffer },
  code: string,
): Promise<boolean> {
  const step = stepOf(box.open(account.sealed), code);
  if (step === undefined) return false;
  const { rowCount } = await db.query(USE_STEP, [account.actorId, step]);
  return rowCount === 1;
}
