import type { Language } from '#domain';
import { INTL_LOCALE } from './months.js';

const SHORT_KAZAKH = [
  { digits: 12, word: 'трлн' },
  { digits: 9, word: 'млрд' },
  { digits: 6, word: 'млн' },
] as const;

/** A count as the language writes it. */
export const formatNumber = (value: number, language: Language): string => exact(String(value), language, {});

/** A decimal string with the grouping of the language and all of its digits. */
export function formatDecimal(decimal: string, language: Language): string {
  const places = decimal.split('.')[1]?.length ?? 0;
  return exact(decimal, language, { minimumFractionDigits: places, maximumFractionDigits: places });
}

/** A decimal string rounded to what a table can bear: 7400000000 as 7.4 bn; below a million it stays whole. */
export function formatCompact(decimal: string, language: Language): string {
  const whole = decimal.replace(/^-/, '').split('.')[0] ?? '';
  const scale = SHORT_KAZAKH.find(({ digits }) => whole.length > digits);
  if (scale === undefined) return formatDecimal(decimal, language);
  if (language !== 'kk') {
    return exact(decimal, language, { notation: 'compact', maximumFractionDigits: 2 });
  }
  const scaled = Number(decimal) / 10 ** scale.digits;
  return `${exact(String(scaled), language, { maximumFractionDigits: 2 })}\u00a0${scale.word}`;
}

function exact(decimal: string, language: Language, options: Intl.NumberFormatOptions): string {
  if (!isNumeric(decimal)) return decimal;
  // Given as text, not as a float: sums of state agreements have more digits than a double keeps.
  return new Intl.NumberFormat(INTL_LOCALE[language], options).format(decimal);
}

const isNumeric = (text: string): text is `${number}` => /^-?\d+(\.\d+)?$/.test(text);
