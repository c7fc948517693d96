import { z } from 'zod';
import { isCurrency } from '../codes/currencies.js';
import { VALUE_QUALIFIERS, VALUE_ROLES } from '../codes/words.js';
import { compareDecimals, decimalSchema, isZero } from './decimal.js';
import { partialDateSchema } from './partial-date.js';

const amounts = z.strictObject({
  qualifier: z.enum(VALUE_QUALIFIERS),
  amount: decimalSchema.optional(),
  min: decimalSchema.optional(),
  max: decimalSchema.optional(),
  currency: z
    .string()
    .refine(isCurrency, {
      error: 'is not an ISO 4217 currency code such as USD, KZT or CNY',
      params: { code: 'UNKNOWN_CODE' },
    })
    .optional(),
  role: z.enum(VALUE_ROLES),
  statedOn: partialDateSchema.optional(),
});

type Amounts = z.infer<typeof amounts>;

/** Which of amount, min and max each qualifier needs; the others must be absent. */
const NEEDS: Record<Amounts['qualifier'], readonly ('amount' | 'min' | 'max')[]> = {
  exact: ['amount'],
  approx: ['amount'],
  atLeast: ['min'],
  moreThan: ['min'],
  atMost: ['max'],
  range: ['min', 'max'],
  undisclosed: [],
};

/**
 * A sum as it was stated. "More than" and "at least" bear `min`, "at most" bears `max`, "undisclosed" bears none:
 * an unknown sum is never 0.
 */
export const moneySchema = amounts
  .check((context) => {
    for (const [path, message] of problemsOf(context.value)) {
      context.issues.push({
        code: 'custom',
        path: [path],
        message,
        input: context.value,
        params: { code: 'VALUE_INVALID' },
      });
    }
  })
  .meta({
    id: 'Money',
    examples: [{ qualifier: 'exact', amount: '7400000000', currency: 'USD', role: 'announced' }],
  });

export type Money = z.infer<typeof moneySchema>;

function problemsOf(value: Amounts): [string, string][] {
  const needed = NEEDS[value.qualifier];
  const problems: [string, string][] = [];
  for (const field of ['amount', 'min', 'max'] as const) {
    const given = value[field];
    if (given === undefined && needed.includes(field))
      problems.push([field, `"${value.qualifier}" needs ${field}`]);
    if (given !== undefined && !needed.includes(field))
      problems.push([field, `"${value.qualifier}" takes no ${field}`]);
    if (given !== undefined && isZero(given))
      problems.push([field, 'must be more than 0: leave an unknown sum out']);
  }
  if (value.currency === undefined && needed.length > 0)
    problems.push(['currency', 'a sum needs its currency']);
  if (value.min !== undefined && value.max !== undefined && compareDecimals(value.min, value.max) > 0) {
    problems.push(['max', 'must not be less than min']);
  }
  return problems;
}

/** The figure a total may count and whether the true sum may be more; `undefined` where no lower bound is known. */
export function countableAmount(value: Money): { amount: string; lowerBound: boolean } | undefined {
  if (value.amount !== undefined) return { amount: value.amount, lowerBound: false };
  return value.min === undefined ? undefined : { amount: value.min, lowerBound: true };
}
