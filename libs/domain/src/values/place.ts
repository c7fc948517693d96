import { z } from 'zod';
import { isRegion } from '../codes/places.js';
import { countrySchema } from './party.js';

const regionSchema = z.string().refine(isRegion, {
  error: 'is not an ISO 3166-2 region code such as KZ-31',
  params: { code: 'UNKNOWN_CODE' },
});

/** Where a record is: country, regions, a named place, and a point only where one is known. */
export const locationSchema = z
  .strictObject({
    country: countrySchema,
    regions: z.array(regionSchema).max(30).default([]),
    place: z.string().trim().min(1).max(300).optional(),
    point: z
      .strictObject({ longitude: z.number().min(-180).max(180), latitude: z.number().min(-90).max(90) })
      .optional(),
    precision: z.enum(['point', 'place', 'region', 'country']).default('region'),
    regionBasis: z.enum(['stated', 'inferred']).default('stated'),
  })
  .meta({ id: 'Location', examples: [{ country: 'KZ', regions: ['KZ-31'], place: 'Zhambyl region' }] });

export type Location = z.infer<typeof locationSchema>;
