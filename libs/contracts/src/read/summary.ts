import { z } from 'zod';
import { asOfShape, localizedTextSchema, milestoneShape, recordKindShape } from './values.js';
import { recordIdShape } from '../commands/answer.js';

/** What is known of a sum: how many of how many, per currency, "more than" as soon as one part is a lower bound. */
export const knownValueShape = z
  .object({
    known: z.int(),
    of: z.int(),
    totals: z.array(
      z.object({ currency: z.string(), amount: z.string(), qualifier: z.enum(['exact', 'moreThan']) }),
    ),
  })
  .meta({ id: 'KnownValue' });
export type KnownValue = z.infer<typeof knownValueShape>;

const groupShape = z
  .object({ key: z.string(), count: z.int(), value: knownValueShape })
  .meta({ id: 'SummaryGroup' });
export type SummaryGroup = z.infer<typeof groupShape>;
const sharesShape = z.object({ known: z.int(), of: z.int() }).meta({ id: 'Known' });

/** The portfolio in figures. Claims about a collection stand apart: they are never added to members. */
export const portfolioSummaryShape = z
  .object({
    records: z.object({ agreements: z.int(), projects: z.int(), collections: z.int(), tracked: z.int() }),
    steps: z
      .object({
        signed: sharesShape,
        building: sharesShape,
        operating: sharesShape,
        ended: sharesShape,
      })
      .meta({ description: 'known = records that reached the step, of = records it can apply to' }),
    value: knownValueShape,
    byStage: z.array(groupShape),
    byLegalStatus: z.array(groupShape),
    bySector: z.array(groupShape),
    byRegion: z.array(groupShape).meta({ description: 'key "unknown": no region is known' }),
    byParty: z.array(groupShape),
    known: z.object({ region: sharesShape, value: sharesShape, anyDate: sharesShape, capacity: sharesShape }),
    overdue: z.int(),
    claims: z.array(
      z.object({
        collectionId: recordIdShape,
        publicId: z.string(),
        titles: localizedTextSchema,
        metric: z.string(),
        value: z.string(),
        qualifier: z.string(),
        unit: z.string(),
        attributedTo: z.string(),
        members: z.int().meta({ description: 'Members of the collection that are known' }),
        memberValue: knownValueShape,
      }),
    ),
    ...asOfShape,
  })
  .meta({ id: 'PortfolioSummary' });
export type PortfolioSummary = z.infer<typeof portfolioSummaryShape>;

/** A milestone with the record it belongs to. */
export const boardItemShape = milestoneShape
  .extend({
    recordId: recordIdShape,
    publicId: z.string(),
    aggregate: recordKindShape,
    titlesOfRecord: localizedTextSchema,
  })
  .meta({ id: 'BoardItem' });
export type BoardItem = z.infer<typeof boardItemShape>;

export const milestoneBoardShape = z
  .object({ items: z.array(boardItemShape), nextCursor: z.string().nullable(), ...asOfShape })
  .meta({ id: 'MilestoneBoard' });
export type MilestoneBoard = z.infer<typeof milestoneBoardShape>;

export const boardQueryShape = z.strictObject({
  status: z.enum(['Planned', 'Achieved', 'Dropped']).optional(),
  overdue: z.enum(['true', 'false']).optional(),
  code: z.string().max(60).optional(),
  region: z.string().max(20).optional(),
  sector: z.string().max(60).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(1000).optional(),
  minPosition: z
    .string()
    .regex(/^(0|[1-9][0-9]{0,18})$/)
    .optional(),
});
export type BoardQuery = z.infer<typeof boardQueryShape>;
