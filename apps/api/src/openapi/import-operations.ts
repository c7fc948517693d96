import { z } from 'zod';
import {
  importBatchShape,
  importPageShape,
  importQueryShape,
  importRetractionShape,
  importRowPageShape,
  importRowsQueryShape,
  importsQueryShape,
  importTemplateQueryShape,
} from '#contracts';
import type { ProblemCode } from '../http/problem-table.js';
import { TABLE_TYPES } from '../http/table-types.js';
import type { Operation } from './operation.js';

const READ: readonly ProblemCode[] = ['UNAUTHENTICATED', 'FORBIDDEN_ROLE', 'UNAVAILABLE', 'INVALID_QUERY'];

type Given = Omit<Operation, 'tag' | 'key' | 'answer' | 'problems'> & {
  readonly schema: z.ZodType;
  readonly mediaType?: string;
  readonly problems?: readonly ProblemCode[];
};

const operation = ({ schema, mediaType, problems = [], ...given }: Given): Operation => ({
  ...{ ...given, tag: 'Imports', key: true, problems: [...READ, ...problems] },
  answer: {
    status: given.method === 'post' ? '202' : '200',
    ...{ description: 'The answer', schema },
    ...(mediaType === undefined ? {} : { mediaType }),
  },
});

export const IMPORT_OPERATIONS: readonly Operation[] = [
  operation({
    ...{ method: 'post', path: '/api/imports', operationId: 'imports.begin' },
    summary: 'Import a table of CSV or Excel, or say what importing it would do; the same file again goes on',
    query: importQueryShape,
    body: {
      ...{ schema: z.string().meta({ description: 'The file' }), mediaType: TABLE_TYPES.csv },
      example: 'title_en,regions\nSteel plant,KZ-31',
    },
    schema: importBatchShape,
    problems: ['INVALID_TABLE', 'BODY_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE', 'REQUEST_TIMEOUT', 'BUSY'],
  }),
  operation({
    ...{ method: 'get', path: '/api/imports', operationId: 'imports.list' },
    summary: 'Tables that were imported, newest first',
    ...{ query: importsQueryShape, schema: importPageShape },
  }),
  operation({
    ...{ method: 'get', path: '/api/imports/template', operationId: 'imports.template' },
    summary: 'An empty table of a kind, with its columns',
    ...{ query: importTemplateQueryShape, schema: z.string(), mediaType: TABLE_TYPES.csv },
  }),
  operation({
    ...{ method: 'get', path: '/api/imports/{id}', operationId: 'imports.find' },
    summary: 'How far an import is, and what became of it',
    ...{ schema: importBatchShape, problems: ['NOT_FOUND'] },
  }),
  operation({
    ...{ method: 'get', path: '/api/imports/{id}/rows', operationId: 'imports.rows' },
    summary: 'The verdict on each row, with the cells at fault',
    ...{ query: importRowsQueryShape, schema: importRowPageShape, problems: ['NOT_FOUND'] },
  }),
  operation({
    ...{ method: 'post', path: '/api/imports/{id}/stop', operationId: 'imports.stop' },
    summary:
      'Stop an import or a dry run that is under way: what it recorded stays, the same file again goes on',
    ...{ schema: importBatchShape, problems: ['NOT_FOUND'] },
  }),
  operation({
    ...{ method: 'post', path: '/api/imports/{id}/retract', operationId: 'imports.retract' },
    summary: 'Take an import back whole: records it made are voided, events it added are retracted',
    body: { schema: importRetractionShape, example: { reason: 'The list was of another year' } },
    schema: importBatchShape,
    problems: ['NOT_FOUND', 'NOTHING_RECORDED', 'IMPORT_RUNNING', 'BUSY', 'INVALID_INPUT', 'UNKNOWN_FIELD'],
  }),
];
