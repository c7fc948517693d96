import type { Money } from '#domain';
import type { Catalogue } from './catalogue/catalogue.js';
import { fill } from './languages.js';

/** A sum in words with what is uncertain about it: "more than USD 15,000,000,000". Exact to the last digit. */
export function moneyInWords(catalogue: Catalogue, money: Money): string {
  const values: Record<string, string> = {};
  for (const name of ['amount', 'min', 'max'] as const) {
    const figure = money[name];
    if (figure !== undefined) values[name] = inCurrency(catalogue, figure, money.currency);
  }
  return fill(catalogue, catalogue.amounts[money.qualifier], values);
}

function inCurrency(catalogue: Catalogue, figure: string, currency: string | undefined): string {
  const decimals = figure.split('.')[1]?.length ?? 0;
  const format = new Intl.NumberFormat(catalogue.tag, {
    ...(currency === undefined ? {} : { style: 'currency', currency, currencyDisplay: 'code' }),
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  return format.format(figure as `${number}`);
}
