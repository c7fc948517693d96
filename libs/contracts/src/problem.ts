import { z } from 'zod';
import { IDENTITY_CODES } from './access/codes.js';

/** Codes of answers that come from the edge of the product rather than from a rule of the domain. */
export const EDGE_CODES = [
  'INVALID_QUERY',
  'INVALID_HEADER',
  'INVALID_CURSOR',
  'BODY_TOO_LARGE',
  'URI_TOO_LONG',
  'HEADERS_TOO_LARGE',
  'UNSUPPORTED_MEDIA_TYPE',
  'UNSUPPORTED_ENCODING',
  'REQUEST_TIMEOUT',
  'INVALID_INPUT',
  'IDEMPOTENCY_MISMATCH',
  'UNAUTHENTICATED',
  'FORBIDDEN_ROLE',
  'CONCURRENCY_CONFLICT',
  'NOT_FOUND',
  'READ_MODEL_BEHIND',
  'BUSY',
  'UNAVAILABLE',
  'OUTCOME_UNKNOWN',
  'SHUTTING_DOWN',
  'TOO_MANY_STREAMS',
  'TOO_MANY_REQUESTS',
  'NOT_DEAD',
  'INVALID_TABLE',
  'NOTHING_RECORDED',
  'IMPORT_RUNNING',
  'CROSS_SITE',
  'KEY_LACKS_GRANT',
  'STEP_UP_REQUIRED',
  'SECOND_FACTOR_NOT_SET_UP',
  'APPROVAL_REQUIRED',
  'INTERNAL',
  ...IDENTITY_CODES,
] as const;
export type EdgeCode = (typeof EDGE_CODES)[number];

export const fieldErrorShape = z
  .object({
    pointer: z
      .string()
      .meta({ description: 'JSON pointer (RFC 6901) into the body, or the name of a parameter' }),
    code: z.string().meta({ description: 'Stable code of what is wrong with the field' }),
    message: z.string(),
  })
  .meta({ id: 'FieldError' });

/** Problem details (RFC 9457) with a stable code. */
export const problemShape = z
  .object({
    type: z.string().meta({ description: 'Address of the description of this code' }),
    title: z.string(),
    status: z.int(),
    detail: z.string().meta({ description: 'What was wrong here, and what to do instead' }),
    code: z.string().meta({ description: 'Stable: programs decide by it' }),
    errors: z.array(fieldErrorShape).optional(),
    errorId: z
      .string()
      .optional()
      .meta({ description: 'On 5xx: the id that the line of the server log bears' }),
    currentVersion: z
      .int()
      .optional()
      .meta({ description: 'On CONCURRENCY_CONFLICT: the version that the record has' }),
    details: z.record(z.string(), z.unknown()).optional().meta({
      description:
        'What a refusal is about: the status that the record has, the events in the way (eventIds), the record that looks alike (existingId)',
    }),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof problemShape>;
