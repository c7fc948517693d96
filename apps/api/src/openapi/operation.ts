import type { z } from 'zod';
import type { ProblemCode } from '../http/problem-table.js';

export const TAGS = {
  Agreements: 'The legal track: proposed, signed, in force, ended',
  Projects: 'The delivery track: announced, preparing, under construction, operating',
  Collections: 'Council sessions, programmes, initiatives: members and claims, never summed',
  Imports: 'Tables of CSV or Excel, row by row, with undo',
  Portfolio: 'Figures and boards over all records, and what changes as it happens',
  Notifications: 'What a person follows and was told',
  Audit: 'The log itself',
  Identity: 'Who somebody is: sessions, users, keys',
  Operation: 'Health and metrics',
} as const;
export type Tag = keyof typeof TAGS;

/** One call of the API, as its description shows it and its tests check it. */
export interface Operation {
  readonly method: 'get' | 'post' | 'put' | 'delete';
  /** `/api/projects/{id}`. */
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
  readonly tag: Tag;
  /** Whether a caller must show a key. */
  readonly key: boolean;
  readonly query?: z.ZodObject;
  readonly headers?: z.ZodObject;
  readonly body?: { readonly schema: z.ZodType; readonly example: unknown; readonly mediaType?: string };
  readonly answer: {
    readonly status: '200' | '201' | '202' | '204' | '302';
    readonly description: string;
    readonly schema?: z.ZodType;
    /** Default application/json. */
    readonly mediaType?: string;
    readonly headers?: z.ZodObject;
  };
  /** What it answers, with status 200, when it is asked for a dry run. */
  readonly preview?: z.ZodType;
  /** Codes of problems that are particular to this call. */
  readonly problems: readonly ProblemCode[];
}
