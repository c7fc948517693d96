import { z } from 'zod';
import { AGREEMENT_WITH_PROJECT } from '#commands';
import { commandAnswerShape, commandPreviewShape, commandQueryShape, nextCommandsShape } from '#contracts';
import { COMMAND_CATALOGUE, type Aggregate, type CommandDefinition, type CommandName } from '#domain';
import type { ProblemCode } from '../http/problem-table.js';
import { RECORD_PATHS } from '../records/record-kinds.js';
import { COMMAND_EXAMPLES, WITH_PROJECT_EXAMPLE } from './examples/index.js';
import type { Operation, Tag } from './operation.js';

export const TAG_OF: Readonly<Record<Aggregate, Tag>> = {
  agreement: 'Agreements',
  project: 'Projects',
  collection: 'Collections',
};

const key = z.object({
  'Idempotency-Key': z.uuid().optional().meta({
    description:
      'Id of the command: the same key with the same body gets the first answer again. Sent back always',
  }),
});
const keyAndVersion = key.extend({
  'If-Match': z
    .string()
    .regex(/^"[1-9][0-9]*"$/)
    .optional()
    .meta({
      description: 'Version that you have seen; a newer one answers 412. Without it the server decides anew',
      example: '"7"',
    }),
});
const answerHeaders = z.object({
  ETag: z.string().meta({ description: 'Version of the record after the command', example: '"8"' }),
  'X-Position': z.string().meta({ description: 'Position of the last event: ask reads for ?minPosition=' }),
  'Idempotency-Key': z.uuid(),
});

const COMMON: readonly ProblemCode[] = [
  ...(['INVALID_JSON', 'DUPLICATE_NAME', 'FORBIDDEN_NAME', 'TOO_DEEP', 'INVALID_HEADER'] as const),
  'INVALID_QUERY',
  ...(['UNAUTHENTICATED', 'FORBIDDEN_ROLE', 'BODY_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'] as const),
  ...(['INVALID_INPUT', 'UNKNOWN_FIELD', 'IDEMPOTENCY_MISMATCH', 'OCCURRED_IN_FUTURE'] as const),
  ...(['BUSY', 'UNAVAILABLE', 'OUTCOME_UNKNOWN'] as const),
];
const ON_RECORD: readonly ProblemCode[] = ['STREAM_NOT_FOUND', 'CONCURRENCY_CONFLICT', 'TIMELINE_CONFLICT'];

const answer = (status: '200' | '201', description: string) => ({
  status,
  description,
  schema: commandAnswerShape,
  headers: answerHeaders,
});

type Definition = CommandDefinition<CommandName>;

const creation = (definition: Definition, aggregate: Aggregate): Operation => ({
  method: 'post',
  path: `/api/${RECORD_PATHS[aggregate]}`,
  operationId: definition.name,
  summary: definition.summary,
  tag: TAG_OF[aggregate],
  key: true,
  query: commandQueryShape,
  preview: commandPreviewShape,
  headers: key,
  body: { schema: definition.input, example: COMMAND_EXAMPLES[definition.name] },
  answer: answer('201', 'Registered; Location is the address of the record'),
  problems: [...COMMON, 'POSSIBLE_DUPLICATE_RECORD'],
});

const command = (definition: Definition, aggregate: Aggregate): Operation => ({
  method: 'post',
  path: `/api/${RECORD_PATHS[aggregate]}/{id}/${definition.path}`,
  operationId: definition.aggregates.length === 1 ? definition.name : `${aggregate}.${definition.name}`,
  summary: definition.summary,
  tag: TAG_OF[aggregate],
  key: true,
  query: commandQueryShape,
  preview: commandPreviewShape,
  headers: keyAndVersion,
  body: { schema: definition.input, example: COMMAND_EXAMPLES[definition.name] },
  answer: answer('200', 'Recorded'),
  problems: [...COMMON, ...ON_RECORD],
});

const next = (aggregate: Aggregate): Operation => ({
  method: 'get',
  path: `/api/${RECORD_PATHS[aggregate]}/{id}/next`,
  operationId: `${aggregate}.next`,
  summary: 'The commands that are legal now, with the fields that each needs',
  tag: TAG_OF[aggregate],
  key: true,
  answer: { status: '200', description: 'Commands', schema: nextCommandsShape },
  problems: ['UNAUTHENTICATED', 'FORBIDDEN_ROLE', 'STREAM_NOT_FOUND'],
});

const withProject: Operation = {
  method: 'post',
  path: `/api/agreements/${AGREEMENT_WITH_PROJECT.path}`,
  operationId: AGREEMENT_WITH_PROJECT.name,
  summary: AGREEMENT_WITH_PROJECT.summary,
  tag: 'Agreements',
  key: true,
  query: commandQueryShape,
  preview: commandPreviewShape,
  headers: key,
  body: { schema: AGREEMENT_WITH_PROJECT.input, example: WITH_PROJECT_EXAMPLE },
  answer: answer('201', 'Both are registered; Location is the address of the agreement'),
  problems: [...COMMON, 'POSSIBLE_DUPLICATE_RECORD'],
};

/** Every command of the catalogue on every kind of record that takes it. */
export const COMMAND_OPERATIONS: readonly Operation[] = [
  ...COMMAND_CATALOGUE.flatMap((definition) =>
    definition.aggregates.map((aggregate) =>
      definition.creates ? creation(definition, aggregate) : command(definition, aggregate),
    ),
  ),
  withProject,
  ...(['agreement', 'project', 'collection'] as const).map(next),
];
