import { DIFFERENCE_LABELS } from '#domain';
import { z } from 'zod';
import { positionShape, recordIdShape } from '../commands/answer.js';
import { localizedTextSchema, recordKindShape } from './values.js';

/** What was known: a position of the log, or a moment. */
export const knownAtShape = z
  .union([positionShape, z.iso.datetime({ offset: true })])
  .meta({ description: 'A position of the log, or an RFC 3339 time: what had been recorded by then' });
/** Both clocks, as reads take them. */
export const momentShape = {
  knownAt: knownAtShape.optional(),
  validAt: z.iso
    .date()
    .refine((day) => day >= '0001', { error: 'is not a day that the calendar has' })
    .optional()
    .meta({ description: 'A day: what had happened by then, as far as it is known' }),
};

export const asOfQueryShape = z.strictObject(momentShape);
export type AsOfQuery = z.infer<typeof asOfQueryShape>;

/** What is said of a record is asked for as it was known. */
export const evidenceQueryShape = asOfQueryShape.pick({ knownAt: true });
export type EvidenceQuery = z.infer<typeof evidenceQueryShape>;

export const compareQueryShape = z.strictObject({ from: knownAtShape, to: knownAtShape.optional() });
export type CompareQuery = z.infer<typeof compareQueryShape>;

const fieldsShape = z.record(z.string(), z.unknown()).meta({
  description:
    'What the record shows by itself: `stage`, `legalStatus`, `value`, `milestone.<id>.plannedOn`, ...',
});

/** A record on both clocks. */
export const recordAsOfShape = z
  .object({
    id: recordIdShape,
    publicId: z.string(),
    aggregate: recordKindShape,
    version: z.int().meta({ description: 'Events of the record that were known' }),
    asOfPosition: positionShape.meta({
      description: 'Position of the last of them: the answer rests on nothing later',
    }),
    recordedAt: z.iso.datetime().meta({ description: 'When that one was recorded' }),
    validAt: z.string().nullable(),
    fields: fieldsShape,
    uncertain: z
      .array(z.uuid())
      .meta({ description: 'Events of which it is not known whether they had happened by validAt' }),
  })
  .meta({ id: 'RecordAsOf' });
export type RecordAsOf = z.infer<typeof recordAsOfShape>;

/** What a record shows differently at two moments, and why. */
export const recordComparisonShape = z
  .object({
    id: recordIdShape,
    publicId: z.string(),
    aggregate: recordKindShape,
    titles: localizedTextSchema,
    from: z.object({ version: z.int(), position: positionShape.nullable() }),
    to: z.object({ version: z.int(), position: positionShape }),
    differences: z.array(
      z
        .object({
          field: z.string(),
          before: z.unknown(),
          after: z.unknown(),
          causes: z.array(z.object({ eventId: z.uuid(), label: z.enum(DIFFERENCE_LABELS) })),
        })
        .meta({ id: 'Difference' }),
    ),
  })
  .meta({ id: 'RecordComparison' });
export type RecordComparison = z.infer<typeof recordComparisonShape>;
