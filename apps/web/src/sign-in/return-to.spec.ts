import { describe, expect, it } from '@jest/globals';
import { safeReturnTo } from './return-to.js';

describe('the way back after signing in', () => {
  it.each([
    ['/queues', '/queues'],
    ['/projects/PRJ-2026-0002?x=1', '/projects/PRJ-2026-0002?x=1'],
    ['/', '/'],
    [undefined, '/'],
    ['', '/'],
    ['https://elsewhere.example/', '/'],
    ['//elsewhere.example/', '/'],
    ['/\\elsewhere.example/', '/'],
    ['javascript:alert(1)', '/'],
    ['/sign-in?returnTo=/', '/'],
  ])('%p leads to %p', (given, expected) => {
    expect(safeReturnTo(given)).toBe(expected);
  });
});
