import { z } from 'zod';
import { recordIdShape } from './answer.js';

/** A command that the record's present state allows, and what it asks for. */
export const nextCommandShape = z
  .object({
    name: z.string().meta({ example: 'StartConstruction' }),
    path: z.string().meta({ description: 'Last part of its address', example: 'start-construction' }),
    summary: z.string(),
    phaseIds: z
      .array(z.string())
      .nullable()
      .meta({ description: 'Phases it is open for; null: no phases are declared' }),
    needsApproval: z
      .boolean()
      .meta({ description: 'It is proposed, and somebody else decides: POST /api/proposals' }),
    fields: z.record(z.string(), z.unknown()).meta({ description: 'JSON Schema (2020-12) of the body' }),
  })
  .meta({ id: 'NextCommand' });

export const nextCommandsShape = z
  .object({
    id: recordIdShape,
    publicId: z.string(),
    version: z.int().meta({ description: 'Send it as If-Match to be told when somebody was faster' }),
    commands: z.array(nextCommandShape),
  })
  .meta({ id: 'NextCommands' });
export type NextCommands = z.infer<typeof nextCommandsShape>;
