import { z } from 'zod';
import type { Operation } from './operation.js';

const checkShape = z.looseObject({ status: z.enum(['ok', 'degraded', 'down']) });
const readinessShape = z
  .object({ status: z.enum(['ok', 'degraded', 'down']), checks: z.record(z.string(), checkShape) })
  .meta({ id: 'Readiness' });

const plain = (
  path: string,
  operationId: string,
  summary: string,
  answer: Pick<Operation['answer'], 'schema' | 'mediaType'>,
): Operation => ({
  ...{ method: 'get', path, operationId, summary, tag: 'Operation', key: false, problems: [] },
  answer: { status: '200', description: 'The answer', ...answer },
});

export const OPERATION_OPERATIONS: readonly Operation[] = [
  plain('/health/live', 'health.live', 'Whether the process is alive', {
    schema: z.object({ status: z.literal('ok') }),
  }),
  plain(
    '/health/ready',
    'health.ready',
    'Whether requests should come here; 503 with the same report when not',
    {
      schema: readinessShape,
    },
  ),
  plain('/metrics', 'metrics', 'Figures for Prometheus', { schema: z.string(), mediaType: 'text/plain' }),
  plain('/api/openapi.json', 'openapi', 'This description', { schema: z.looseObject({}) }),
  plain('/api/docs', 'docs', 'This description as a page', { schema: z.string(), mediaType: 'text/html' }),
];
