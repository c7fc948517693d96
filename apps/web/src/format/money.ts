import type { Language, Money } from '#domain';
import { formatCompact, formatDecimal } from './numbers.js';
import { qualify } from './qualified.js';

/** What of a sum of money is shown; `min` and `max` carry bounds, `amount` a single figure. */
export type ShownMoney = Pick<Money, 'qualifier' | 'amount' | 'min' | 'max' | 'currency'>;

/** A sum with its qualifier, short enough for a table: "more than US$15bn". */
export const formatMoney = (money: ShownMoney, language: Language): string =>
  formatWith(formatCompact, money, language);

/** The same sum with every digit that was stated. */
export const formatMoneyInFull = (money: ShownMoney, language: Language): string =>
  formatWith(formatDecimal, money, language);

type FormatNumber = (decimal: string, language: Language) => string;

function formatWith(format: FormatNumber, money: ShownMoney, language: Language): string {
  const first = money.amount ?? money.min ?? money.max;
  const figure = (decimal: string) => withCurrency(format(decimal, language), money.currency, language);
  if (first === undefined) return qualify({ qualifier: 'undisclosed', figure: '' }, language);
  const ending = KAZAKH_ENDINGS[money.currency ?? ''];
  return qualify(
    {
      qualifier: money.qualifier,
      figure: figure(first),
      ...(money.max === undefined ? {} : { max: figure(money.max) }),
      ...(ending === undefined ? {} : { ending }),
    },
    language,
  );
}

const KAZAKH_ENDINGS: Readonly<Record<string, string>> = {
  USD: '-дан',
  EUR: '-дан',
  CNY: '-нан',
  KZT: '-ден',
  RUB: '-ден',
};
const BEFORE: Readonly<Record<string, string>> = { USD: 'US$', EUR: '€', CNY: 'CN¥', KZT: '₸', RUB: '₽' };
const AFTER: Readonly<Record<string, string>> = { USD: '$', EUR: '€', CNY: '¥', KZT: '₸', RUB: '₽' };
const CHINESE: Readonly<Record<string, string>> = {
  USD: '美元',
  EUR: '欧元',
  CNY: '元人民币',
  KZT: '坚戈',
  RUB: '卢布',
};

function withCurrency(number: string, currency: string | undefined, language: Language): string {
  if (currency === undefined) return number;
  switch (language) {
    case 'en': {
      const symbol = BEFORE[currency];
      return symbol === undefined ? `${currency}\u00a0${number}` : `${symbol}${number}`;
    }
    case 'zh': {
      const word = CHINESE[currency];
      return word === undefined ? `${number}\u00a0${currency}` : `${number}${word}`;
    }
    case 'kk':
    case 'ru':
      return `${number}\u00a0${AFTER[currency] ?? currency}`;
  }
}
