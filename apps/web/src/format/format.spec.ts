import { describe, expect, it } from '@jest/globals';
import { LANGUAGES } from '#domain';
import { ageOf, daysBetween, todayInAlmaty } from './age.js';
import { formatPartialDate, formatRecordedAt } from './dates.js';
import { formatMoney, formatMoneyInFull } from './money.js';
import { formatCompact, formatDecimal } from './numbers.js';
import { formatCountry, formatRegion } from './places.js';
import { formatQuantity } from './quantity.js';
import { otherTexts, pickText } from './text.js';
import { weekdaysIn } from './weekdays.js';

const plain = (text: string) => text.replaceAll('\u00a0', ' ').replaceAll('\u202f', ' ');

it('names the days of the week in every language, Monday first', () => {
  expect(LANGUAGES.map((language) => [weekdaysIn(language)[0], weekdaysIn(language).at(-1)])).toEqual([
    ['Monday', 'Sunday'],
    ['дүйсенбі', 'жексенбі'],
    ['понедельник', 'воскресенье'],
    ['星期一', '星期日'],
  ]);
});

describe('a partial date', () => {
  it.each([
    ['2025', ['2025', '2025 ж.', '2025 г.', '2025年']],
    ['2025-03', ['March 2025', '2025 ж. наурыз', 'март 2025 г.', '2025年3月']],
    ['2025-03-31', ['31 March 2025', '2025 ж. 31 наурыз', '31 марта 2025 г.', '2025年3月31日']],
    ['2029~', ['about 2029', 'шамамен 2029 ж.', 'примерно 2029 г.', '约2029年']],
    ['2024/2025', ['2024 to 2025', '2024 ж. – 2025 ж.', '2024 г. – 2025 г.', '2024年至2025年']],
    [
      '../2025-09',
      [
        'September 2025 or earlier',
        '2025 ж. қыркүйек немесе одан бұрын',
        'сентябрь 2025 г. или ранее',
        '2025年9月或更早',
      ],
    ],
  ])('%s keeps its precision in every language', (edtf, expected) => {
    expect(LANGUAGES.map((language) => plain(formatPartialDate(edtf, language)))).toEqual(expected);
  });

  it('that cannot be read is shown as it came', () => {
    expect(formatPartialDate('soon', 'en')).toBe('soon');
    expect(formatPartialDate('../soon', 'ru')).toBe('../soon');
  });

  it('of recording is told by the clock of Almaty', () => {
    expect(formatRecordedAt('2025-09-02T20:30:00Z', 'en')).toBe('3 September 2025, 01:30');
    expect(plain(formatRecordedAt('2025-09-02T20:30:00.123Z', 'kk'))).toBe('2025 ж. 3 қыркүйек, 01:30');
  });
});

describe('a sum of money', () => {
  const known = { qualifier: 'exact', amount: '7400000000', currency: 'USD' } as const;
  const bound = { qualifier: 'moreThan', min: '15000000000', currency: 'USD' } as const;

  it('is short in a table', () => {
    expect(LANGUAGES.map((language) => plain(formatMoney(known, language)))).toEqual([
      'US$7.4bn',
      '7,4 млрд $',
      '7,4 млрд $',
      '74亿美元',
    ]);
  });

  it('keeps its qualifier', () => {
    expect(LANGUAGES.map((language) => plain(formatMoney(bound, language)))).toEqual([
      'more than US$15bn',
      '15 млрд $-дан астам',
      'более 15 млрд $',
      '超过150亿美元',
    ]);
    expect(formatMoney({ qualifier: 'range', min: '5', max: '7', currency: 'EUR' }, 'en')).toBe('€5 to €7');
  });

  it('is never 0 when it is not disclosed', () => {
    expect(formatMoney({ qualifier: 'undisclosed' }, 'en')).toBe('undisclosed');
    expect(formatMoney({ qualifier: 'undisclosed', currency: 'USD' }, 'ru')).toBe('не раскрывается');
  });

  it('shows all its digits in full, beyond what a double holds', () => {
    expect(formatMoneyInFull({ ...known, amount: '12345678901234567890.10' }, 'en')).toBe(
      'US$12,345,678,901,234,567,890.10',
    );
  });

  it('in a currency without a sign bears its code', () => {
    expect(plain(formatMoney({ qualifier: 'exact', amount: '5', currency: 'AZN' }, 'en'))).toBe('AZN 5');
    expect(plain(formatMoney({ qualifier: 'exact', amount: '5', currency: 'AZN' }, 'kk'))).toBe('5 AZN');
  });
});

describe('a number', () => {
  it('is grouped as the language groups it', () => {
    expect(formatDecimal('1250000', 'en')).toBe('1,250,000');
    expect(plain(formatDecimal('1250000.50', 'kk'))).toBe('1 250 000,50');
  });

  it('below a million stays whole', () => {
    expect(formatCompact('88000', 'en')).toBe('88,000');
    expect(formatCompact('1000000', 'en')).toBe('1m');
  });

  it('that is none is shown as it came', () => {
    expect(formatDecimal('many', 'en')).toBe('many');
  });
});

describe('a quantity', () => {
  it('bears unit and period', () => {
    const plant = { quantity: '1250000', qualifier: 'exact', unitCode: 'TNE', per: 'P1Y' } as const;
    expect(LANGUAGES.map((language) => plain(formatQuantity(plant, language)))).toEqual([
      '1,250,000 t a year',
      'жылына 1 250 000 т',
      '1 250 000 т в год',
      '每年 1,250,000 吨',
    ]);
  });

  it('that is a relative gain reads as a factor', () => {
    const gain = { quantity: '5', qualifier: 'exact', unitCode: 'C62', per: null } as const;
    expect(formatQuantity(gain, 'en')).toBe('×5');
  });

  it.each([
    ['70', '70-тен астам'],
    ['6000', '6 000-нан астам'],
    ['33', '33-тен астам'],
    ['200', '200-ден астам'],
    ['40', '40-тан астам'],
    ['4.5', '4,5-тен астам'],
  ])('more than %s ends as Kazakh is spoken', (quantity, expected) => {
    const value = { quantity, qualifier: 'moreThan', unitCode: 'P1', per: null } as const;
    expect(plain(formatQuantity(value, 'kk'))).toBe(`${expected} %`);
  });
});

describe('a place', () => {
  it('has its name in every language', () => {
    expect(LANGUAGES.map((language) => formatRegion('KZ-23', language))).toEqual([
      'Atyrau Region',
      'Атырау облысы',
      'Атырауская область',
      '阿特劳州',
    ]);
    expect(LANGUAGES.map((language) => formatCountry('CN', language))).toEqual([
      'China',
      'Қытай',
      'Китай',
      '中国',
    ]);
  });

  it('without a known name is its code', () => {
    expect(formatRegion('CN-GD', 'en')).toBe('CN-GD');
    expect(formatCountry('?', 'en')).toBe('?');
  });
});

describe('a text of the register', () => {
  const titles = { ru: 'Завод', zh: '工厂' };

  it('is shown in the language asked for, else in one that it has, and says which', () => {
    expect(pickText(titles, 'zh')).toEqual({ text: '工厂', language: 'zh' });
    expect(pickText(titles, 'kk')).toEqual({ text: 'Завод', language: 'ru' });
    expect(pickText({}, 'kk')).toBeUndefined();
  });

  it('lists its other languages', () => {
    expect(otherTexts(titles, 'ru')).toEqual([{ text: '工厂', language: 'zh' }]);
  });
});

describe('an age', () => {
  it('counts days by the calendar', () => {
    expect(daysBetween('2025-01-31', '2025-03-01')).toBe(29);
    expect(todayInAlmaty(Date.parse('2025-09-02T19:30:00Z'))).toBe('2025-09-03');
  });

  it('is told in the unit that fits', () => {
    expect(ageOf(-3)).toEqual({ unit: 'days', count: 0 });
    expect(ageOf(60)).toEqual({ unit: 'days', count: 60 });
    expect(ageOf(200)).toEqual({ unit: 'months', count: 6 });
    expect(ageOf(800)).toEqual({ unit: 'years', count: 2 });
  });
});
