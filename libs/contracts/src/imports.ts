import { z } from 'zod';
import { RETRACTION_REASONS } from '#domain';
import { positionShape, recordIdShape, warningShape } from './commands/answer.js';
import { timeShape } from './notifications/words.js';

export const IMPORT_KINDS = ['agreements', 'projects', 'milestones'] as const;
export const importKindShape = z
  .enum(IMPORT_KINDS)
  .meta({ id: 'ImportKind', description: 'What the rows of the table are' });
export type ImportKind = z.infer<typeof importKindShape>;

export const TABLE_FORMATS = ['csv', 'xlsx'] as const;
export type TableFormat = (typeof TABLE_FORMATS)[number];

export const IMPORT_VERDICTS = ['accepted', 'duplicate', 'rejected'] as const;
const verdictShape = z.enum(IMPORT_VERDICTS);
export type ImportVerdict = z.infer<typeof verdictShape>;

const TAKEN_BACK = ['voided', 'retracted', 'left'] as const;
const takenBackOutcome = z.enum(TAKEN_BACK).meta({
  description:
    'voided: the record that the row made; retracted: the events it added to a record; left: could not be taken back',
});

/** How a table is sent: the body is the file. */
export const importQueryShape = z.strictObject({
  kind: importKindShape,
  name: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .meta({ description: 'Name of the file, for those who look at it later', example: 'plants-2026.xlsx' }),
  dryRun: z
    .enum(['true', 'false'])
    .default('false')
    .meta({ description: 'true: the same verdicts, and nothing is recorded' }),
});
export type ImportQuery = z.infer<typeof importQueryShape>;

export const importTemplateQueryShape = z.strictObject({
  kind: importKindShape,
  format: z.enum(TABLE_FORMATS).default('xlsx'),
});
export type ImportTemplateQuery = z.infer<typeof importTemplateQueryShape>;

export const importStateShape = z.enum(['running', 'interrupted', 'done', 'retracting', 'retracted']).meta({
  id: 'ImportState',
  description:
    'interrupted: give the same file again, or ask again for the retraction, and it goes on; retracted: whatever could be taken back is',
});
export type ImportState = z.infer<typeof importStateShape>;

export const importBatchShape = z
  .object({
    id: z.uuid().meta({ description: 'Also the correlation of every event that the batch recorded' }),
    kind: importKindShape,
    dryRun: z.boolean(),
    fileName: z.string(),
    format: z.enum(TABLE_FORMATS),
    sha256: z.string().meta({ description: 'Of the file, lower-case hex' }),
    bytes: z.int(),
    by: z.object({ id: z.string(), role: z.string() }),
    state: importStateShape,
    rows: z.int().meta({ description: 'Rows with content below the header' }),
    done: z.int().meta({ description: 'Rows that have a verdict' }),
    verdicts: z.object({ accepted: z.int(), duplicate: z.int(), rejected: z.int() }),
    position: positionShape
      .nullable()
      .meta({ description: 'Of the last event recorded: ask reads for ?minPosition=' }),
    startedAt: timeShape,
    finishedAt: timeShape.nullable(),
    retraction: z
      .object({
        reason: z.string(),
        reasonCode: z.enum(RETRACTION_REASONS),
        by: z.object({ id: z.string(), role: z.string() }),
        startedAt: timeShape,
        voided: z.int(),
        retracted: z.int(),
        left: z.int(),
      })
      .nullable(),
  })
  .meta({ id: 'ImportBatch' });
export type ImportBatch = z.infer<typeof importBatchShape>;

export const importRowErrorShape = z
  .object({
    column: z.string().nullable().meta({ description: 'Name of the column; null: the row as a whole' }),
    code: z.string().meta({ description: 'Stable code of what is wrong' }),
    message: z.string(),
    action: z.string().meta({ description: 'What to do about it' }),
  })
  .meta({ id: 'ImportRowError' });
export type ImportRowError = z.infer<typeof importRowErrorShape>;

export const importRowShape = z
  .object({
    row: z.int().meta({ description: 'Row of the sheet; the header is row 1' }),
    verdict: verdictShape,
    record: z
      .object({
        kind: z.enum(['agreement', 'project']),
        id: recordIdShape.nullable(),
        publicId: z.string().nullable(),
      })
      .nullable()
      .meta({
        description: 'accepted: the record; id and publicId are null in a dry run that would make it',
      }),
    duplicateOf: z
      .object({
        row: z.int().nullable().meta({ description: 'Row of the same file' }),
        id: recordIdShape.nullable(),
        publicId: z.string().nullable(),
      })
      .nullable(),
    errors: z.array(importRowErrorShape),
    warnings: z.array(warningShape),
    takenBack: z
      .object({ outcome: takenBackOutcome, code: z.string().nullable(), message: z.string().nullable() })
      .nullable(),
  })
  .meta({ id: 'ImportRow' });
export type ImportRow = z.infer<typeof importRowShape>;

const limit = z.coerce.number().int().min(1).max(200).default(50);

export const importRowsQueryShape = z.strictObject({
  verdict: verdictShape.optional(),
  takenBack: takenBackOutcome.optional(),
  after: z.coerce
    .number()
    .int()
    .min(0)
    .max(2_000_000)
    .default(0)
    .meta({ description: 'Rows after this one' }),
  limit,
});
export type ImportRowsQuery = z.infer<typeof importRowsQueryShape>;
export const importRowPageShape = z
  .object({
    items: z.array(importRowShape),
    next: z.int().nullable().meta({ description: 'The next `after`' }),
  })
  .meta({ id: 'ImportRowPage' });
export type ImportRowPage = z.infer<typeof importRowPageShape>;

export const importsQueryShape = z.strictObject({
  after: z.uuid().optional().meta({ description: 'Batches before this one: the list is newest first' }),
  limit,
});
export type ImportsQuery = z.infer<typeof importsQueryShape>;
export const importPageShape = z
  .object({ items: z.array(importBatchShape), next: z.uuid().nullable() })
  .meta({ id: 'ImportPage' });
export type ImportPage = z.infer<typeof importPageShape>;

export const importRetractionShape = z
  .strictObject({
    reason: z
      .string()
      .trim()
      .min(1)
      .max(2_000)
      .meta({ description: 'Stands in every event of the retraction' }),
    reasonCode: z.enum(RETRACTION_REASONS).default('wrongRecord'),
  })
  .meta({ id: 'ImportRetraction' });
export type ImportRetraction = z.infer<typeof importRetractionShape>;
