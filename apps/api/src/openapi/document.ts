import {
  createDocument,
  type oas31,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
} from 'zod-openapi';
import { z } from 'zod';
import { problemShape } from '#contracts';
import { PROBLEM_CODES, statusOf, titleOf, type ProblemCode } from '../http/problem-table.js';
import { TAGS, type Operation } from './operation.js';
import { meaningOf } from './problem-meanings.js';

export const TITLE = 'Agreement Tracker';
export const DESCRIPTION =
  'What was promised at the signing, what has become of it, how we know, and proof that nobody rewrote it. ' +
  'Dates are EDTF strings, sums and quantities decimal strings, times RFC 3339 in UTC, positions decimal strings. ' +
  'Additive change only: a change that breaks callers gets a new media type version.';

const EVERYWHERE: readonly ProblemCode[] = [
  'URI_TOO_LONG',
  'TOO_MANY_REQUESTS',
  'BUSY',
  'SHUTTING_DOWN',
  'INTERNAL',
];

/** The OpenAPI 3.1 document of `operations`, made from the shapes that check the requests. */
export function openApiDocument(operations: readonly Operation[], baseUrl: string): oas31.OpenAPIObject {
  const paths: ZodOpenApiPathsObject = {};
  for (const operation of operations) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: operationObject(operation) };
  }
  return createDocument({
    openapi: '3.1.1',
    info: { title: TITLE, version: '1', description: DESCRIPTION },
    servers: [{ url: baseUrl }],
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    components: {
      securitySchemes: {
        apiKey: {
          type: 'http',
          scheme: 'bearer',
          description: 'A key of one actor: Authorization: Bearer at_...',
        },
      },
    },
    paths,
    'x-problem-codes': PROBLEM_CODES.map((code) => ({
      code,
      status: statusOf(code),
      title: titleOf(code),
      meaning: meaningOf(code),
    })),
  });
}

function operationObject(operation: Operation): ZodOpenApiOperationObject {
  const { query, headers, body } = operation;
  const names = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
  const path = z.object(Object.fromEntries(names.map((name) => [name, PATH_PARAMETERS[name] ?? z.string()])));
  return {
    operationId: operation.operationId,
    summary: operation.summary,
    tags: [operation.tag],
    security: operation.key ? [{ apiKey: [] }] : [{}, { apiKey: [] }],
    requestParams: {
      ...(names.length === 0 ? {} : { path }),
      ...(query === undefined ? {} : { query }),
      ...(headers === undefined ? {} : { header: headers }),
    },
    ...(body === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: {
              [body.mediaType ?? 'application/json']: { schema: body.schema, example: body.example },
            },
          },
        }),
    responses: { ...successOf(operation), ...problemsOf([...operation.problems, ...EVERYWHERE]) },
  };
}

const PATH_PARAMETERS: Readonly<Record<string, z.ZodType>> = {
  id: z.string().meta({ description: 'Uuid; for records the public id, such as PRJ-2025-0007, as well' }),
  token: z.string().meta({ description: 'The token of the link in the mail' }),
};

function successOf({ answer, preview }: Operation): ZodOpenApiOperationObject['responses'] {
  const { status, description, schema: own, headers, mediaType = 'application/json' } = answer;
  const both = preview !== undefined && own !== undefined && status === '200';
  const schema = both ? z.union([own, preview]) : own;
  return {
    ...(preview === undefined || both
      ? {}
      : { '200': { description: 'The dry run', content: { [mediaType]: { schema: preview } } } }),
    [status]: {
      description,
      ...(headers === undefined ? {} : { headers }),
      ...(schema === undefined ? {} : { content: { [mediaType]: { schema } } }),
    },
  };
}

function problemsOf(codes: readonly ProblemCode[]): ZodOpenApiOperationObject['responses'] {
  const byStatus = Map.groupBy(new Set(codes), statusOf);
  const entries = [...byStatus].map(([status, own]) => {
    const example = {
      type: 'about:blank',
      title: titleOf(own[0] as ProblemCode),
      status,
      detail: '...',
      code: own[0],
    };
    return [
      String(status),
      {
        description: own.map((code) => `${code}: ${meaningOf(code)}`).join(' · '),
        content: { 'application/problem+json': { schema: problemShape, example } },
      },
    ] as const;
  });
  return Object.fromEntries(entries);
}
