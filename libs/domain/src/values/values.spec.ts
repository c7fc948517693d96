import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isCurrencyOn } from '../codes/currencies.js';
import { isRegionOn } from '../codes/places.js';
import { localizedTextSchema, textIn } from './localized-text.js';
import { countableAmount, moneySchema } from './money.js';
import { parsePartialDate, partialDate } from './partial-date.js';
import { partyKey } from './party.js';
import { quantitySchema } from './quantity.js';
import { sourceSchema } from './source.js';

const problemOf = (text: string) => {
  const parsed = parsePartialDate(text);
  return parsed.ok ? null : parsed.problem;
};

describe('partial dates', () => {
  it.each([
    ['2025', '2025-01-01', '2025-12-31', 'year'],
    ['2025-02', '2025-02-01', '2025-02-28', 'month'],
    ['2024-02', '2024-02-01', '2024-02-29', 'month'],
    ['2025-03-31', '2025-03-31', '2025-03-31', 'day'],
    ['2024/2025', '2024-01-01', '2025-12-31', 'range'],
    ['2024-11/2025-02-03', '2024-11-01', '2025-02-03', 'range'],
    ['../2025-09', null, '2025-09-30', 'notLaterThan'],
    ['2029~', '2029-01-01', '2029-12-31', 'year'],
    ['9999-12-31', '9999-12-31', '9999-12-31', 'day'],
  ])('%s lies between its bounds', (text, from, to, precision) => {
    expect(partialDate(text)).toEqual({ edtf: text, from, to, precision, approximate: text.endsWith('~') });
  });

  it.each([
    ['2026-02-30', '2026-02 has no day 30'],
    ['2025-02-29', '2025-02 has no day 29'],
    ['2025-13', 'there is no month 13'],
    ['1899', 'the year 1899 lies before 1900'],
    ['2025/2024', 'the range ends (2024) before it begins (2025)'],
    ['2024/2025~', 'a range cannot be approximate: give wider bounds instead'],
  ])('%s is refused: %s', (text, problem) => {
    expect(problemOf(text)).toBe(problem);
  });

  it.each(['275760-01-01', '2016-12-31T23:59:60', '31.03.2025', '', '/', '../..', '2025-3', '~'])(
    '"%s" is refused with the forms that serve',
    (text) => expect(problemOf(text)).toContain('is not a date of the register'),
  );

  it('never throws and keeps its bounds in order', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789-/.~') }), (text) => {
        const parsed = parsePartialDate(text);
        if (parsed.ok && parsed.date.from !== null) expect(parsed.date.from <= parsed.date.to).toBe(true);
      }),
    );
  });
});

describe('money', () => {
  const messages = (input: unknown) => {
    const parsed = moneySchema.safeParse(input);
    return parsed.success
      ? []
      : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  };
  const usd = { currency: 'USD', role: 'announced' };

  it('takes exactly the figures that its qualifier means', () => {
    expect(messages({ qualifier: 'exact', amount: '7400000000', ...usd })).toEqual([]);
    expect(messages({ qualifier: 'undisclosed', role: 'contract' })).toEqual([]);
    expect(messages({ qualifier: 'moreThan', amount: '15', ...usd })).toEqual([
      'amount: "moreThan" takes no amount',
      'min: "moreThan" needs min',
    ]);
    expect(messages({ qualifier: 'range', min: '9', max: '5', ...usd })).toEqual([
      'max: must not be less than min',
    ]);
  });

  it('never takes 0 for an unknown sum, nor a number that JSON could round', () => {
    expect(messages({ qualifier: 'exact', amount: '0', ...usd })[0]).toContain('must be more than 0');
    expect(messages({ qualifier: 'exact', amount: 7.4, ...usd })).toHaveLength(1);
    expect(messages({ qualifier: 'exact', amount: '1e5', ...usd })[0]).toContain('write the number as text');
  });

  it('counts a lower bound as such and a bound from above not at all', () => {
    const count = (input: unknown) => countableAmount(moneySchema.parse(input));
    expect(count({ qualifier: 'moreThan', min: '15', ...usd })).toEqual({ amount: '15', lowerBound: true });
    expect(count({ qualifier: 'atMost', max: '15', ...usd })).toBeUndefined();
  });

  it('knows when a currency was in use', () => {
    expect([isCurrencyOn('DEM', '2001-05-01'), isCurrencyOn('DEM', '2025-05-01')]).toEqual([true, false]);
    expect([isCurrencyOn('EUR', '1998-01-01'), isCurrencyOn('KZT', '2025-01-01')]).toEqual([false, true]);
  });
});

describe('other values', () => {
  it('takes a quantity in a unit of the register only', () => {
    expect(quantitySchema.safeParse({ quantity: '5', unitCode: 'HAR', of: 'land' }).success).toBe(false);
    expect(quantitySchema.parse({ quantity: '5', unitCode: 'C62', of: 'gain' })).toMatchObject({
      per: null,
      qualifier: 'exact',
    });
  });

  it('knows the regions of Kazakhstan and since when they exist', () => {
    expect([isRegionOn('KZ-10', '2022-06-07'), isRegionOn('KZ-10', '2022-06-08')]).toEqual([false, true]);
    expect([isRegionOn('KZ-VOS', '2021-01-01'), isRegionOn('KZ-VOS', '2025-01-01')]).toEqual([true, false]);
    expect(isRegionOn('CN-SN', '2025-01-01')).toBe(true);
  });

  it('asks for a text in at least one language and falls back to one that is there', () => {
    expect(localizedTextSchema.safeParse({}).success).toBe(false);
    expect(textIn({ ru: 'Завод' }, 'zh')).toBe('Завод');
  });

  it('takes one party for the same under other spelling', () => {
    expect(partyKey({ name: 'Fujian  Hengwang-Investment' })).toBe(
      partyKey({ name: 'fujian hengwang investment' }),
    );
    expect(partyKey({ name: 'A', identifier: { scheme: 'KZ-BIN', id: '1' } })).toBe('KZ-BIN:1');
  });

  it('drops no address that a page could not show safely: it refuses it', () => {
    const source = { publisher: 'P', title: 'T', class: 'press' };
    expect(sourceSchema.safeParse({ ...source, url: 'javascript:alert(1)' }).success).toBe(false);
    expect(sourceSchema.safeParse({ ...source, url: 'https://example.org/a?b=c' }).success).toBe(true);
  });
});
