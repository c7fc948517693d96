import { z } from 'zod';

// The first portfolio as the article on the 8th Kazakhstan-China Business Council tells it: null means that the
// article does not say.

const party = z.object({
  name: z.string(),
  countryCode: z.string(),
  role: z.string(),
  side: z.string(),
  note: z.string().optional(),
});
const quantity = z.object({
  quantity: z.string(),
  qualifier: z.string(),
  unitCode: z.string(),
  of: z.string(),
});

export const entrySchema = z.object({
  id: z.string(),
  title: z.string(),
  recordType: z.enum(['agreement', 'project', 'collection']),
  kind: z.string(),
  deliveryMode: z.enum(['build', 'no_build']).nullable(),
  counterparties: z.array(party),
  countryCode: z.string(),
  regionCode: z.string().nullable(),
  regionBasis: z.string(),
  location: z.string().nullable(),
  sector: z.object({
    label: z.string(),
    oc4idsSector: z.string().nullable(),
    dacCrs: z.string().nullable(),
    isicRev4: z.string().nullable(),
  }),
  value: z
    .object({
      qualifier: z.string(),
      amount: z.string().nullable(),
      min: z.string().nullable(),
      max: z.string().nullable(),
      currency: z.string(),
      role: z.string(),
    })
    .nullable(),
  capacity: z.array(quantity.extend({ per: z.string().nullable(), basis: z.string() })).nullable(),
  outputs: z.array(quantity.extend({ period: z.string() })).nullable(),
  legalStatus: z.string().nullable(),
  stage: z.string().nullable(),
  articleStatus: z.string(),
  milestones: z.array(
    z.object({
      code: z.string(),
      state: z.enum(['planned', 'achieved']),
      date: z.string().nullable(),
      note: z.string(),
    }),
  ),
  relatedTo: z.array(z.object({ id: z.string(), relation: z.string() })),
  unknowns: z.array(z.string()),
  sourceNote: z.string(),
});
export type PortfolioEntry = z.infer<typeof entrySchema>;

export const factSchema = z.object({
  id: z.string(),
  statement: z.string(),
  value: z.string().nullable(),
  qualifier: z.string().nullable(),
  unit: z.string().nullable(),
  attributedTo: z.string(),
  note: z.string().optional(),
});
export type PortfolioFact = z.infer<typeof factSchema>;
