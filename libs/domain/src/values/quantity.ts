import { z } from 'zod';
import { PERIODS, UNIT_CODES } from '../codes/units.js';
import { QUANTITY_QUALIFIERS } from '../codes/words.js';
import { decimalSchema } from './decimal.js';

/** A measured or promised amount: `per` a year or a day for rates, null for a stock; `of` says of what. */
export const quantitySchema = z
  .strictObject({
    quantity: decimalSchema,
    qualifier: z.enum(QUANTITY_QUALIFIERS).default('exact'),
    unitCode: z.enum(UNIT_CODES, { error: `is not a unit of the register: ${UNIT_CODES.join(', ')}` }),
    per: z.enum(PERIODS).nullable().default(null),
    of: z.string().trim().min(1).max(200),
    year: z.int().min(1900).max(9999).optional(),
  })
  .meta({
    id: 'Quantity',
    examples: [{ quantity: '3000000', qualifier: 'exact', unitCode: 'TNE', per: 'P1Y', of: 'steel' }],
  });

export type Quantity = z.infer<typeof quantitySchema>;
