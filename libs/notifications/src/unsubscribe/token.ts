import { createHmac, timingSafeEqual } from 'node:crypto';

const ID_BYTES = 16;
const MAC_BYTES = 20;
const TOKEN = /^[A-Za-z0-9_-]{48}$/;

/**
 * Token of an unsubscribe link: the delivery it came with, signed with the reader's own key. It holds no personal
 * data, needs no login, and works as long as the delivery is kept and the key is not renewed.
 */
export function unsubscribeToken(deliveryId: string, linkKey: Buffer): string {
  const id = Buffer.from(deliveryId.replaceAll('-', ''), 'hex');
  return Buffer.concat([id, macOf(id, linkKey)]).toString('base64url');
}

/** The delivery that a token names, not yet proved; undefined for any other text. */
export function deliveryOfToken(token: string): string | undefined {
  if (!TOKEN.test(token)) return undefined;
  const hex = Buffer.from(token, 'base64url').subarray(0, ID_BYTES).toString('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

export function isTokenOf(token: string, deliveryId: string, linkKey: Buffer): boolean {
  const expected = Buffer.from(unsubscribeToken(deliveryId, linkKey), 'utf8');
  const given = Buffer.from(token, 'utf8');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

const macOf = (id: Buffer, linkKey: Buffer): Buffer =>
  createHmac('sha256', linkKey).update('unsubscribe ').update(id).digest().subarray(0, MAC_BYTES);
