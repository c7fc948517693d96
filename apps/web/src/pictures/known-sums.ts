import type { KnownValue } from '#contracts';
import type { Language } from '#domain';
import { formatMoney } from '../format/money.js';

/** Sums by currency, each with what is known of its exactness; empty when no sum is known. */
export const formatKnownSums = ({ totals }: KnownValue, language: Language): string =>
  totals
    .map(({ currency, amount, qualifier }) =>
      formatMoney(
        qualifier === 'exact' ? { qualifier, amount, currency } : { qualifier, min: amount, currency },
        language,
      ),
    )
    .join(' + ');

/** The currency that most of a portfolio's money stands in: bars can compare only one. */
export function mainCurrency({ totals }: KnownValue): string | undefined {
  return totals.toSorted((a, b) => Number(b.amount) - Number(a.amount))[0]?.currency;
}

/** Part of a sum in one currency, for the length of a bar: from 0 to 1. */
export function shareOfSum(part: KnownValue, whole: KnownValue): number {
  const currency = mainCurrency(whole);
  const amount = (value: KnownValue) =>
    Number(value.totals.find((total) => total.currency === currency)?.amount ?? 0);
  const all = amount(whole);
  return all === 0 ? 0 : amount(part) / all;
}
