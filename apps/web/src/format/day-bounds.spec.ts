import { describe, expect, it } from '@jest/globals';
import { dayOf, endOfDay, startOfDay } from './day-bounds.js';
import { formatRecordedAt } from './dates.js';

describe('a day of the register', () => {
  it('begins and ends by the clock of Almaty', () => {
    expect(new Date(startOfDay('2026-03-01')).toISOString()).toBe('2026-02-28T19:00:00.000Z');
    expect(new Date(endOfDay('2026-03-01')).toISOString()).toBe('2026-03-01T18:59:59.999Z');
    expect(
      [startOfDay('2026-03-01'), endOfDay('2026-03-01')].map((at) => formatRecordedAt(at, 'en')),
    ).toEqual(['1 March 2026, 00:00', '1 March 2026, 23:59']);
  });

  it('ends a millisecond before the next one begins, at the end of February too', () => {
    for (const [day, next] of [
      ['2026-12-31', '2027-01-01'],
      ['2028-02-28', '2028-02-29'],
    ] as const) {
      expect(Date.parse(startOfDay(next)) - Date.parse(endOfDay(day))).toBe(1);
    }
  });

  it('is read from a time, and not from a position', () => {
    expect([dayOf(endOfDay('2026-11-26')), dayOf('157'), dayOf(undefined)]).toEqual(['2026-11-26', '', '']);
  });
});
