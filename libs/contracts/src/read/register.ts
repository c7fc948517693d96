import { z } from 'zod';
import { positionShape, recordIdShape } from '../commands/answer.js';
import { momentShape } from './as-of.js';
import {
  asOfShape,
  dateShape,
  headlineShape,
  localizedTextSchema,
  moneySchema,
  participationSchema,
  quantitySchema,
  recordKindShape,
  ribbonShape,
} from './values.js';

/** One line of the register. */
export const registerItemShape = z
  .object({
    id: recordIdShape,
    publicId: z.string(),
    aggregate: recordKindShape,
    kind: z.string().nullable(),
    titles: localizedTextSchema,
    legalStatus: z.string().nullable().meta({ description: 'Of agreements' }),
    stage: z.string().nullable().meta({ description: 'Of projects, rolled up over their phases' }),
    deliveryMode: z.enum(['build', 'no_build']).nullable(),
    headline: headlineShape,
    ribbon: ribbonShape.nullable().meta({ description: 'null for collections' }),
    countryCode: z.string().nullable(),
    regions: z.array(z.string()),
    sector: z.string().nullable(),
    parties: z.array(participationSchema),
    value: moneySchema.nullable().meta({ description: 'null: unknown' }),
    capacities: z.array(z.object({ kind: z.string(), quantity: quantitySchema })),
    nextMilestone: z
      .object({ milestoneId: z.string(), code: z.string(), plannedOn: dateShape, overdue: z.boolean() })
      .nullable(),
    openingBalance: z
      .boolean()
      .meta({ description: 'true: the path to the first recorded state is not known' }),
    lastNewsOn: z
      .string()
      .nullable()
      .meta({ description: 'Day of the last record or confirmation, Asia/Almaty' }),
    quietDays: z.int().nullable(),
    dormancy: z.enum(['noNews2y', 'presumedDead']).nullable(),
    version: z.int(),
    position: positionShape,
  })
  .meta({ id: 'RegisterItem' });
export type RegisterItem = z.infer<typeof registerItemShape>;

export const registerListShape = z
  .object({
    items: z.array(registerItemShape),
    nextCursor: z.string().nullable(),
    total: z.int().meta({ description: 'Records that match the filters' }),
    ...asOfShape,
  })
  .meta({ id: 'RegisterList' });
export type RegisterList = z.infer<typeof registerListShape>;

const UUID = '[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}';
const uuids = z
  .string()
  .regex(new RegExp(`^${UUID}(?:,${UUID}){0,49}$`), { error: 'is not a list of up to 50 uuids with commas' })
  .optional();
const list = z.string().trim().min(1).max(200).optional();

/** Filters, order and paging of the lists. */
export const registerQueryShape = z.strictObject({
  stage: list.meta({ description: 'Project stage, e.g. UnderConstruction' }),
  legalStatus: list.meta({ description: 'Agreement status, e.g. InForce' }),
  headline: list,
  kind: list,
  region: list.meta({ description: 'ISO 3166-2, e.g. KZ-31' }),
  sector: list.meta({ description: 'A sector and those below it, e.g. transport' }),
  party: list.meta({ description: 'Part of a party name, or its identifier' }),
  collection: list.meta({ description: 'Uuid of a collection: its members' }),
  around: uuids.meta({
    description:
      'Uuids of records, with commas: these, and those linked with them; to refresh rows that are shown',
  }),
  q: list.meta({ description: 'Text in any language of titles, descriptions, parties and places' }),
  quietSince: z.iso
    .date({ error: 'is not a day such as 2026-05-31' })
    // Postgres has no year 0.
    .refine((day) => day >= '0001', { error: 'is not a day that the calendar has' })
    .optional()
    .meta({ description: 'Nothing recorded or confirmed since that day' }),
  overdue: z.enum(['true', 'false']).optional(),
  sort: z.enum(['publicId', '-publicId', 'updated', '-updated', 'title', '-title']).default('publicId'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(1000).optional(),
  minPosition: positionShape.optional(),
  ...momentShape,
});
export type RegisterQuery = z.infer<typeof registerQueryShape>;
