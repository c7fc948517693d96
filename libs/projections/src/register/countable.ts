import { countableAmount, type Money } from '#domain';

/** A figure that totals may count; the true sum may be more where it is a lower bound. */
export interface Countable {
  readonly currency: string;
  readonly amount: string;
  readonly lowerBound: boolean;
}

/** What totals may count of a sum; null where it is unknown, undisclosed or known only from above. */
export function countable(money: Money | null): Countable | null {
  const counted = money === null ? undefined : countableAmount(money);
  if (counted === undefined || money?.currency === undefined) return null;
  return { currency: money.currency, ...counted };
}
