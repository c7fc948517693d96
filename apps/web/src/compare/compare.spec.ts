import { describe, expect, it } from '@jest/globals';
import { partialDateOf } from './bounds.js';
import { daysAgo, endOfLastQuarter } from './moments.js';

describe('the date between two days', () => {
  it.each([
    ['2025-03-01', '2025-03-31', '2025-03'],
    ['2024-02-01', '2024-02-29', '2024-02'],
    ['2025-01-01', '2025-12-31', '2025'],
    ['2025-03-05', '2025-03-05', '2025-03-05'],
    ['2025-03-01', '2025-04-30', '2025-03-01/2025-04-30'],
    [null, '2025-04-30', '../2025-04-30'],
  ])('%p to %p is %p', (from, to, expected) => {
    expect(partialDateOf({ from, to })).toBe(expected);
  });
});

describe('moments to compare from', () => {
  it.each([
    ['2026-11-26T20:00:00Z', '2026-09-30'],
    ['2026-02-10T00:00:00Z', '2025-12-31'],
    ['2026-03-31T20:00:00Z', '2026-03-31'],
  ])('at %p the last quarter ended on %p, by the clock of Almaty', (now, expected) => {
    expect(endOfLastQuarter(Date.parse(now))).toBe(expected);
  });

  it('counts days back in Almaty', () => {
    expect(daysAgo(30, Date.parse('2026-11-26T20:00:00Z'))).toBe('2026-10-28');
  });
});
