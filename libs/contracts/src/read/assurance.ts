import { z } from 'zod';
import { positionShape, recordIdShape } from '../commands/answer.js';
import { knownAtShape } from './as-of.js';
import { knownValueShape } from './summary.js';
import { asOfShape, localizedTextSchema, moneySchema, recordKindShape, sourceSchema } from './values.js';

/** What of a line is compared; `line`: whether there is one at all. */
export const DRIFT_FIELDS = [
  ...(['line', 'version', 'listed', 'stage', 'legalStatus', 'headline', 'regions', 'sector'] as const),
  ...(['value', 'titles', 'parties', 'lastNewsOn', 'milestones', 'rest'] as const),
] as const;
export type DriftField = (typeof DRIFT_FIELDS)[number];

export const driftQueryShape = z.strictObject({
  after: recordIdShape.optional().meta({ description: '`next` of the page before' }),
  limit: z.coerce.number().int().min(1).max(50).default(50),
});
export type DriftQuery = z.infer<typeof driftQueryShape>;

export const driftPageShape = z
  .object({
    checked: z.int().meta({ description: 'Records of this page' }),
    of: z.int().meta({ description: 'Records of the whole log, and those that only the register has' }),
    differing: z.array(
      z
        .object({
          ...{ kind: recordKindShape, id: recordIdShape, publicId: z.string() },
          field: z.enum(DRIFT_FIELDS),
          audience: z
            .enum(['all', 'staff', 'public'])
            .meta({ description: 'Whose line it is: of everybody, or of those who see different things' }),
          register: z.unknown().meta({ description: 'What lists answer; null: nothing' }),
          replay: z.unknown().meta({ description: 'What the log comes to' }),
        })
        .meta({ id: 'Drift' }),
    ),
    asOfPosition: positionShape,
    next: recordIdShape.nullable(),
  })
  .meta({ id: 'DriftPage' });
export type DriftPage = z.infer<typeof driftPageShape>;

const recordOfEvent = z.object({
  ...{ id: recordIdShape, publicId: z.string(), aggregate: recordKindShape },
  titles: localizedTextSchema.nullable(),
});
const person = z.object({ id: z.string(), role: z.string() });
const counts = z.array(z.object({ name: z.string(), count: z.int() }));
const pageQuery = {
  before: positionShape
    .optional()
    .meta({ description: 'Events before this position: the newest come first' }),
  by: z.uuid().optional().meta({ description: 'Who recorded it' }),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};

export const amendmentsQueryShape = z.strictObject({
  ...pageQuery,
  type: z.enum(['EventCorrected', 'EventRetracted']).optional(),
  reason: z.string().max(60).optional().meta({ description: 'Reason code' }),
  from: knownAtShape.default('0'),
  to: knownAtShape.optional(),
});
export type AmendmentsQuery = z.infer<typeof amendmentsQueryShape>;

export const amendmentPageShape = z
  .object({
    items: z.array(
      z
        .object({
          ...{ position: positionShape, recordedAt: z.iso.datetime(), type: z.string() },
          ...{ record: recordOfEvent, by: person },
          reasonCode: z.string(),
          explanation: z.string(),
          target: z
            .object({ type: z.string(), recordedAt: z.iso.datetime(), by: person })
            .meta({ description: 'The event that was amended' }),
          days: z.int().meta({ description: 'Days that the error stood' }),
        })
        .meta({ id: 'Amendment' }),
    ),
    counts: counts.meta({ description: 'Of all that the filter finds, by type' }),
    next: positionShape.nullable().meta({ description: '`before` of the next page' }),
  })
  .meta({ id: 'AmendmentPage' });
export type AmendmentPage = z.infer<typeof amendmentPageShape>;

/** How late facts were recorded: at most half a year, at most a year, later. */
export const LATE_SPANS = ['halfYear', 'year', 'longer'] as const;

export const lateFactsQueryShape = z.strictObject({ ...pageQuery, span: z.enum(LATE_SPANS).optional() });
export type LateFactsQuery = z.infer<typeof lateFactsQueryShape>;

export const lateFactPageShape = z
  .object({
    items: z.array(
      z
        .object({
          ...{ position: positionShape, recordedAt: z.iso.datetime(), type: z.string() },
          ...{ record: recordOfEvent, by: person },
          occurredOn: z.string().meta({ description: 'When it happened (EDTF)' }),
          days: z.int().meta({ description: 'Days from the last on which it can have happened' }),
          imported: z.boolean(),
        })
        .meta({ id: 'LateFact' }),
    ),
    counts: counts.meta({ description: 'Of all that the filter finds, by span' }),
    next: positionShape.nullable().meta({ description: '`before` of the next page' }),
  })
  .meta({ id: 'LateFactPage' });
export type LateFactPage = z.infer<typeof lateFactPageShape>;

export const thinStagesQueryShape = z.strictObject(pageQuery);
export type ThinStagesQuery = z.infer<typeof thinStagesQueryShape>;

export const thinStagePageShape = z
  .object({
    items: z.array(
      z
        .object({
          ...{ position: positionShape, recordedAt: z.iso.datetime(), type: z.string() },
          ...{ record: recordOfEvent, by: person },
          occurredOn: z.string().nullable().meta({ description: 'When it happened (EDTF); null: undated' }),
          source: sourceSchema,
        })
        .meta({ id: 'ThinStage' }),
    ),
    counts: counts.meta({ description: 'Of all that the filter finds, by type' }),
    next: positionShape.nullable().meta({ description: '`before` of the next page' }),
  })
  .meta({ id: 'ThinStagePage' });
export type ThinStagePage = z.infer<typeof thinStagePageShape>;

const agreementIdShape = z.string().regex(/^AGR-\d{4}-\d{4,9}$/);

export const sumsAtLevelsQueryShape = z.strictObject({
  after: agreementIdShape.optional().meta({ description: '`next` of the page before' }),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type SumsAtLevelsQuery = z.infer<typeof sumsAtLevelsQueryShape>;

const sumOfRecord = {
  ...{ id: recordIdShape, publicId: z.string(), titles: localizedTextSchema },
  value: moneySchema.nullable().meta({ description: 'null: not stated' }),
  counted: z.boolean().meta({ description: 'Whether its sum is in the total of the portfolio' }),
};

export const sumsAtLevelsShape = z
  .object({
    agreements: knownValueShape.meta({ description: 'All that agreements state' }),
    projects: knownValueShape.meta({ description: 'All that projects state' }),
    once: knownValueShape.meta({ description: 'Each sum once: the total of the portfolio' }),
    items: z
      .array(
        z.object({
          agreement: z.object(sumOfRecord),
          projects: z.array(
            z.object({
              ...sumOfRecord,
              allocation: z
                .object({
                  currency: z.string(),
                  amount: z.string(),
                  qualifier: z.enum(['exact', 'moreThan']),
                })
                .nullable()
                .meta({ description: "Part of the agreement's sum that is the project's; null: not said" }),
            }),
          ),
        }),
      )
      .meta({ description: 'Agreements with the projects that they cover' }),
    next: agreementIdShape.nullable().meta({ description: '`after` of the next page' }),
    ...asOfShape,
  })
  .meta({ id: 'SumsAtLevels' });
export type SumsAtLevels = z.infer<typeof sumsAtLevelsShape>;

export const wrongNoticesQueryShape = z.strictObject({ before: pageQuery.before, limit: pageQuery.limit });
export type WrongNoticesQuery = z.infer<typeof wrongNoticesQueryShape>;

export const wrongNoticePageShape = z
  .object({
    items: z.array(
      z
        .object({
          ...{ position: positionShape, recordedAt: z.iso.datetime() },
          type: z.string().meta({ description: 'Event that amended what had been told' }),
          targetType: z.string().meta({ description: 'Event that had been told' }),
          ...{ record: recordOfEvent, by: person },
          told: z
            .object({ notices: z.int(), people: z.int(), lastAt: z.iso.datetime() })
            .meta({ description: 'Notices of the amended event that went out' }),
          correction: z
            .object({
              reached: z.int(),
              open: z.int().meta({ description: 'On their way' }),
              failed: z.int().meta({ description: 'Given up or come back' }),
              withheld: z
                .int()
                .meta({ description: 'Not sent for a reason, such as an unsubscribed address' }),
              missing: z.int().meta({ description: 'Nothing was planned' }),
            })
            .meta({ description: 'What became of the correction of each of these notices' }),
        })
        .meta({ id: 'WrongNotice' }),
    ),
    next: positionShape.nullable().meta({ description: '`before` of the next page' }),
  })
  .meta({ id: 'WrongNoticePage' });
export type WrongNoticePage = z.infer<typeof wrongNoticePageShape>;
