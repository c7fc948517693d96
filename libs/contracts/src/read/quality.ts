import { QUALITY_CHECKS, type QualityCheck } from '#domain';
import { z } from 'zod';
import { positionShape, recordIdShape } from '../commands/answer.js';
import { knownAtShape } from './as-of.js';
import { asOfShape, localizedTextSchema, recordKindShape } from './values.js';

const checkShape = z
  .enum(Object.keys(QUALITY_CHECKS) as [QualityCheck, ...QualityCheck[]])
  .meta({ id: 'QualityCheck' });
const severityShape = z.enum(['error', 'warning', 'note']).meta({ id: 'Severity' });

/** One reason to look at a record. */
export const findingShape = z
  .object({
    check: checkShape,
    severity: severityShape,
    record: z.object({
      id: recordIdShape,
      publicId: z.string(),
      aggregate: recordKindShape,
      titles: localizedTextSchema,
    }),
    subject: z.string().meta({
      description:
        'What of the record it is about, such as a milestone or a claim; empty: the record as a whole',
    }),
    since: z
      .string()
      .nullable()
      .meta({ description: 'First day on which it holds; null: it does not rest on a day' }),
    details: z.record(z.string(), z.unknown()).meta({ description: 'The figures and dates that do not fit' }),
    eventIds: z.array(z.uuid()).meta({ description: 'The events that say so, in the history of the record' }),
  })
  .meta({ id: 'Finding' });

export const findingPageShape = z
  .object({
    items: z.array(findingShape),
    nextCursor: z.string().nullable(),
    counts: z
      .array(z.object({ check: checkShape, severity: severityShape, count: z.int() }))
      .meta({ description: 'Of all that the filter finds, by check' }),
    ...asOfShape,
  })
  .meta({ id: 'FindingPage' });
export type FindingPage = z.infer<typeof findingPageShape>;

const text = z.string().trim().min(1).max(200).optional();

export const qualityQueryShape = z.strictObject({
  check: checkShape.optional(),
  severity: severityShape.optional(),
  aggregate: recordKindShape.optional(),
  region: text.meta({ description: 'ISO 3166-2, e.g. KZ-31; unknown: records without one' }),
  sector: text.meta({ description: 'A sector and those below it' }),
  record: text.meta({ description: 'Uuid or public id of one record' }),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(1000).optional(),
  minPosition: positionShape.optional(),
});
export type QualityQuery = z.infer<typeof qualityQueryShape>;

/** A period of the log: after one moment and up to another. */
export const recordersQueryShape = z.strictObject({
  from: knownAtShape.default('0'),
  to: knownAtShape.optional(),
});
export type RecordersQuery = z.infer<typeof recordersQueryShape>;

export const recorderListShape = z
  .object({
    items: z.array(
      z
        .object({
          by: z.object({ id: z.string(), role: z.string() }),
          recorded: z.int().meta({ description: 'Events of the period, corrections and retractions apart' }),
          corrected: z.int(),
          retracted: z.int(),
          rate: z.number().meta({ description: 'Share of them that was corrected or retracted since' }),
        })
        .meta({ id: 'Recorder' }),
    ),
    from: positionShape,
    to: positionShape,
  })
  .meta({ id: 'RecorderList' });
export type RecorderList = z.infer<typeof recorderListShape>;
