import { describe, expect, it } from '@jest/globals';
import { Secret, TOTP } from 'otpauth';
import { newSecondFactor, stepOf } from './second-factor.js';

const NOW = 1_764_000_010_000;
const STEP = 30_000;

const { bytes, secret, address } = newSecondFactor('desk@example.org');
const codeAt = (timestamp: number): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp });

describe('a code of the authenticator', () => {
  it.each([
    [-2, undefined],
    [-1, -1],
    [0, 0],
    [1, 1],
    [2, undefined],
  ])('counts with the clock one step off and no more: %d', (off, found) => {
    const now = Math.floor(NOW / STEP);
    expect(stepOf(bytes, codeAt(NOW + off * STEP), NOW)).toBe(found === undefined ? undefined : now + found);
  });

  it('comes from an address that authenticators read', () => {
    expect(address).toMatch(/^otpauth:\/\/totp\/Agreement%20Tracker:desk%40example\.org\?/);
    expect(new URL(address).searchParams.get('secret')).toBe(secret);
  });
});
