import { describe, expect, it } from '@jest/globals';
import { localIdSchema, MILESTONE_CODES } from '#domain';
import { newId } from '#platform';
import { fingerprintOf } from './fingerprint.js';
import { localIds } from './local-ids.js';

describe('localIds', () => {
  it('gives the same again for the same command, and another for each use and command', () => {
    const command = newId();
    const uses = ['claim', 'claim', ...MILESTONE_CODES];
    const first = uses.map(localIds(command));
    expect(uses.map(localIds(command))).toEqual(first);
    expect(new Set([...first, ...uses.map(localIds(newId()))]).size).toBe(2 * uses.length);
  });

  it('gives ids that the domain takes', () => {
    const next = localIds(newId());
    for (const use of [...MILESTONE_CODES, 'x'.repeat(200)]) {
      expect(localIdSchema.safeParse(next(use)).success).toBe(true);
    }
  });
});

describe('fingerprintOf', () => {
  it('does not see the order of names, and sees everything else', () => {
    const one = fingerprintOf({ name: 'A', input: { x: 1, y: ['a', 'b'] } });
    expect(fingerprintOf({ input: { y: ['a', 'b'], x: 1 }, name: 'A' })).toBe(one);
    const others = [
      { x: 1, y: ['b', 'a'] },
      { x: '1', y: ['a', 'b'] },
      { x: 1, y: ['a', 'b'], z: null },
    ];
    for (const input of others) expect(fingerprintOf({ name: 'A', input })).not.toBe(one);
    expect(one).toMatch(/^[0-9a-f]{64}$/);
  });
});
