import { z } from 'zod';
import { positionShape, recordIdShape } from '../commands/answer.js';
import { registerItemShape } from './register.js';
import {
  asOfShape,
  dateShape,
  localizedTextSchema,
  milestoneShape,
  slipShape,
  moneySchema,
  quantitySchema,
  recordRefShape,
  sourceSchema,
} from './values.js';

/** One event of a record, on both clocks. */
export const historyEntryShape = z
  .object({
    id: z.uuid(),
    type: z.string(),
    version: z.int(),
    position: positionShape,
    occurredOn: dateShape.nullable().meta({ description: 'When it happened; null: undated' }),
    recordedAt: z.iso.datetime().meta({ description: 'When the log took it' }),
    actor: z
      .object({ id: z.string(), role: z.string() })
      .nullable()
      .meta({ description: 'null for public readers' }),
    command: z.string(),
    sources: z.array(sourceSchema),
    basis: z.enum(['reported', 'confirmed', 'observed', 'inferred']),
    visibility: z.enum(['public', 'internal']),
    backfill: z.boolean(),
    origin: z.enum(['live', 'import', 'correction', 'migration']),
    note: z.string().nullable(),
    data: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'HistoryEntry' });
export type HistoryEntry = z.infer<typeof historyEntryShape>;

/** An event of a history with what was said of it later: it counts as corrected, or no longer. */
const historyItemShape = historyEntryShape
  .extend({
    actor: z
      .object({
        ...{ id: z.string(), role: z.string() },
        name: z.string().nullable().meta({ description: 'null: without an account' }),
      })
      .nullable()
      .meta({ description: 'null for public readers' }),
    amendedBy: z.array(
      z.object({
        eventId: z.uuid(),
        type: z.enum(['EventCorrected', 'EventRetracted']),
        version: z.int(),
      }),
    ),
  })
  .meta({ id: 'HistoryItem' });

export const historyShape = z
  .object({ items: z.array(historyItemShape), nextAfter: z.int().nullable(), ...asOfShape })
  .meta({ id: 'History' });
export type History = z.infer<typeof historyShape>;

const boundsShape = z.object({ from: z.string().nullable(), to: z.string() });

/** A record in full: the line of the register and everything that is known behind it. */
export const recordDetailShape = registerItemShape
  .extend({
    description: localizedTextSchema.nullable(),
    place: z.string().nullable(),
    point: z.object({ longitude: z.number(), latitude: z.number() }).nullable(),
    classifications: z.record(z.string(), z.string()),
    values: z.array(z.object({ value: moneySchema, changeKind: z.string(), eventId: z.uuid() })),
    phases: z.array(
      z.object({
        phaseId: z.string(),
        titles: localizedTextSchema,
        order: z.int(),
        dropped: z.boolean(),
        stage: z.string(),
      }),
    ),
    outputs: z.array(z.object({ measureId: z.string(), period: dateShape, quantity: quantitySchema })),
    finance: z.array(z.object({ kind: z.string(), money: moneySchema })),
    progress: z.record(z.string(), z.object({ percent: z.string(), asOf: dateShape })),
    milestones: z.array(milestoneShape),
    delays: z
      .array(z.object({ reasonCode: z.string(), moves: z.int(), slip: slipShape }))
      .meta({ description: 'Days by which promises moved, by the reason that was given for it' }),
    suspensions: z
      .array(
        z.object({
          ...{ phaseId: z.string().nullable(), eventId: z.uuid(), since: boundsShape },
          until: boundsShape.nullable().meta({ description: 'null: it goes on' }),
          days: z.object({ least: z.int(), most: z.int() }),
        }),
      )
      .meta({
        description: 'Time in which works or agreement were suspended: apart from delays, not within them',
      }),
    baselines: z.array(
      z.object({
        ...{ baselineId: z.string(), name: z.string() },
        dates: z.array(z.object({ milestoneId: z.string(), plannedOn: dateShape })),
      }),
    ),
    bindingness: z.string().nullable(),
    expiresOn: dateShape.nullable(),
    links: z
      .array(z.object({ relation: z.string(), record: recordRefShape }))
      .meta({ description: 'Linked, related and containing records, in both directions' }),
    claims: z.array(
      z.object({
        claimId: z.string(),
        metric: z.string(),
        value: z.string(),
        qualifier: z.string(),
        unit: z.string(),
        attributedTo: z.string(),
      }),
    ),
    members: z.array(z.object({ basis: z.enum(['stated', 'inferred']), record: recordRefShape })),
    mergedInto: recordIdShape.nullable(),
    sourceCount: z.int(),
    bestEvidence: z.string().nullable().meta({ description: 'Best evidence class among the sources' }),
    day: z.string().meta({
      description: 'Day in Asia/Almaty by which it is told what is overdue and how long it has been quiet',
    }),
    ...asOfShape,
  })
  .meta({ id: 'RecordDetail' });
export type RecordDetail = z.infer<typeof recordDetailShape>;

/** What changed, told as it happens: the id of the server-sent event is the position. */
export const streamMessageShape = z
  .object({
    position: positionShape,
    id: recordIdShape,
    publicId: z.string(),
    aggregate: z.enum(['agreement', 'project', 'collection']),
    type: z.string(),
    version: z.int(),
    recordedAt: z.iso.datetime(),
    occurredOn: dateShape.nullable(),
  })
  .meta({ id: 'StreamMessage' });
export type StreamMessage = z.infer<typeof streamMessageShape>;

/** First server-sent event of a connection: everything after this position is told. */
export interface StreamReady {
  readonly position: string;
}
