import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { nextAllowed, nextClose, type MailHours } from './times.js';

const almaty: MailHours = { timeZone: 'Asia/Almaty', digestHour: 9, digestWeekday: 1, quietHours: null };
const closes = (now: string, hours: Partial<MailHours> = {}, frequency: 'daily' | 'weekly' = 'daily') =>
  nextClose(new Date(now), { ...almaty, ...hours }, frequency).toISOString();
const allowed = (now: string, quietHours: MailHours['quietHours'], timeZone = 'Asia/Almaty') =>
  nextAllowed(new Date(now), { ...almaty, timeZone, quietHours }).toISOString();

describe('the closing hour of a digest', () => {
  it('is today while the hour is to come, tomorrow from that instant on; Almaty is five hours ahead', () => {
    expect(closes('2026-11-27T03:59:59Z')).toBe('2026-11-27T04:00:00.000Z');
    expect(closes('2026-11-27T04:00:00Z')).toBe('2026-11-28T04:00:00.000Z');
    expect(closes('2026-11-26T20:00:00Z')).toBe('2026-11-27T04:00:00.000Z');
  });

  it('is on the chosen day of the week', () => {
    expect(closes('2026-11-27T00:00:00Z', {}, 'weekly')).toBe('2026-11-30T04:00:00.000Z');
    expect(closes('2026-11-30T03:00:00Z', {}, 'weekly')).toBe('2026-11-30T04:00:00.000Z');
    expect(closes('2026-11-30T04:00:00Z', {}, 'weekly')).toBe('2026-12-07T04:00:00.000Z');
    expect(closes('2026-11-27T00:00:00Z', { digestWeekday: 7 }, 'weekly')).toBe('2026-11-29T04:00:00.000Z');
  });

  it('stays at the hour of the wall clock when summer time begins and ends', () => {
    const berlin = { timeZone: 'Europe/Berlin' };
    expect(closes('2026-03-28T08:00:00Z', berlin)).toBe('2026-03-29T07:00:00.000Z');
    expect(closes('2026-10-24T07:00:00Z', berlin)).toBe('2026-10-25T08:00:00.000Z');
  });

  it('comes once at an hour that the clock leaves out, and once at one that it has twice', () => {
    const berlin = { timeZone: 'Europe/Berlin', digestHour: 2 };
    expect(closes('2026-03-28T12:00:00Z', berlin)).toBe('2026-03-29T01:00:00.000Z');
    expect(closes('2026-10-24T12:00:00Z', berlin)).toBe('2026-10-25T00:00:00.000Z');
    expect(closes('2026-10-25T00:00:00Z', berlin)).toBe('2026-10-26T01:00:00.000Z');
    expect(closes('2026-10-03T12:00:00Z', { timeZone: 'Australia/Lord_Howe', digestHour: 2 })).toBe(
      '2026-10-03T15:30:00.000Z',
    );
  });

  it('comes after now, within a day and two hours or a week and a day, in every zone', () => {
    const zones = ['Asia/Almaty', 'Europe/Berlin', 'America/St_Johns', 'Pacific/Kiritimati', 'UTC'];
    const someDay = { min: new Date('2025-01-01'), max: new Date('2035-01-01'), noInvalidDate: true };
    fc.assert(
      fc.property(
        fc.date(someDay),
        fc.constantFrom(...zones),
        fc.integer({ min: 0, max: 23 }),
        fc.integer({ min: 1, max: 7 }),
        (now, timeZone, digestHour, digestWeekday) => {
          const hours = { timeZone, digestHour, digestWeekday, quietHours: null };
          const wait = (frequency: 'daily' | 'weekly') =>
            (nextClose(now, hours, frequency).getTime() - now.getTime()) / 3_600_000;
          expect(wait('daily')).toBeGreaterThan(0);
          expect(wait('daily')).toBeLessThanOrEqual(26);
          expect(wait('weekly')).toBeGreaterThan(0);
          expect(wait('weekly')).toBeLessThanOrEqual(192);
        },
      ),
    );
  });
});

describe('quiet hours', () => {
  it('end at their hour, across midnight too; outside of them mail goes at once', () => {
    const night = { from: 22, to: 7 };
    expect(allowed('2026-11-27T16:59:59Z', night)).toBe('2026-11-27T16:59:59.000Z');
    expect(allowed('2026-11-27T17:00:00Z', night)).toBe('2026-11-28T02:00:00.000Z');
    expect(allowed('2026-11-28T01:59:00Z', night)).toBe('2026-11-28T02:00:00.000Z');
    expect(allowed('2026-11-28T02:00:00Z', night)).toBe('2026-11-28T02:00:00.000Z');
    expect(allowed('2026-11-27T08:00:00Z', { from: 12, to: 14 })).toBe('2026-11-27T09:00:00.000Z');
    expect(allowed('2026-11-27T08:00:00Z', null)).toBe('2026-11-27T08:00:00.000Z');
  });

  it('last an hour less in the night in which summer time begins', () => {
    expect(allowed('2026-03-28T22:00:00Z', { from: 22, to: 7 }, 'Europe/Berlin')).toBe(
      '2026-03-29T05:00:00.000Z',
    );
  });
});
