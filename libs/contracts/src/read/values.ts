import { z } from 'zod';
import { localizedTextSchema, moneySchema, participationSchema, quantitySchema, sourceSchema } from '#domain';
import { positionShape, recordIdShape } from '../commands/answer.js';

/** A date as it was given, with the days it may lie between. */
export const dateShape = z
  .object({
    edtf: z.string(),
    from: z.string().nullable(),
    to: z.string(),
    precision: z.enum(['day', 'month', 'year', 'range', 'notLaterThan']),
    approximate: z.boolean(),
  })
  .meta({
    id: 'DateAnswer',
    description:
      'A partial date (EDTF) with its earliest and latest day; from is null when no earliest day is known',
    example: {
      edtf: '2025-03',
      from: '2025-03-01',
      to: '2025-03-31',
      precision: 'month',
      approximate: false,
    },
  });
export type DateAnswer = z.infer<typeof dateShape>;

export const ribbonStepShape = z.enum(['done', 'partly', 'open', 'notApplicable', 'unknown']);
export const ribbonShape = z
  .object({ signed: ribbonStepShape, constructionStarted: ribbonStepShape, operational: ribbonStepShape })
  .meta({ id: 'Ribbon' });

export const headlineShape = z
  .object({
    code: z.string().meta({ description: 'Public status, e.g. underConstruction' }),
    done: z.int().nullable().meta({ description: 'How many of `of` projects or phases have reached it' }),
    of: z.int().nullable(),
  })
  .meta({ id: 'Headline' });

export const recordKindShape = z.enum(['agreement', 'project', 'collection']);

/** A record named by another one. */
export const recordRefShape = z
  .object({
    id: recordIdShape,
    publicId: z.string(),
    aggregate: recordKindShape,
    titles: localizedTextSchema,
    headline: headlineShape,
  })
  .meta({ id: 'RecordRef' });

/** A promised date of a milestone. */
export const plannedDateShape = z
  .object({
    plannedOn: dateShape.nullable().meta({ description: 'null: promised without a date' }),
    announcedBy: z.string().nullable(),
    announcedOn: dateShape.nullable(),
    reasonCode: z.string().nullable(),
    eventId: z.uuid(),
  })
  .meta({ id: 'PlannedDate' });

/** Days by which a date moved; best and worst differ where the dates are imprecise. */
export const slipShape = z.object({ best: z.int(), worst: z.int() }).meta({ id: 'Slip' });

export const milestoneShape = z
  .object({
    milestoneId: z.string(),
    code: z.string(),
    titles: localizedTextSchema.nullable(),
    phaseId: z.string().nullable(),
    status: z.enum(['None', 'Planned', 'Achieved', 'Dropped']),
    plans: z.array(plannedDateShape).meta({ description: 'Every promised date, oldest first' }),
    moves: z
      .array(
        z.object({
          ...{ eventId: z.uuid(), from: dateShape.nullable(), to: dateShape.nullable() },
          ...{
            slip: slipShape.nullable(),
            reasonCode: z.string().nullable(),
            announcedBy: z.string().nullable(),
          },
        }),
      )
      .meta({ description: 'Every time the promise moved, by how much, why and by whom' }),
    achievedOn: dateShape.nullable(),
    achievedByEventId: z.uuid().nullable(),
    overdue: z.boolean(),
    slip: slipShape.nullable().meta({ description: 'Present or achieved date against the first promise' }),
    baselineSlip: slipShape.nullable().meta({ description: 'The same against the latest baseline' }),
  })
  .meta({ id: 'Milestone' });
export type MilestoneAnswer = z.infer<typeof milestoneShape>;

export const asOfShape = { asOfPosition: positionShape };

export { localizedTextSchema, moneySchema, participationSchema, quantitySchema, sourceSchema };
