import { z } from 'zod';
import { findCommand } from '#domain';
import type { Kind } from '../app/kinds.js';
import type { Schema } from './schema.js';

/** Name of the command that makes a record of this kind, and the JSON Schema of its body. */
export function registrationSchema(kind: Kind): { readonly name: string; readonly schema: Schema } {
  const command = findCommand(kind, '');
  if (command === undefined) throw new RangeError(`There is no command that makes a ${kind}.`);
  const {
    $defs = {},
    $ref,
    ...rest
  } = z.toJSONSchema(command.input, { io: 'input', unrepresentable: 'any' });
  const own = $ref === undefined ? {} : $defs[command.name];
  return { name: command.name, schema: { ...rest, ...own, $defs } as Schema };
}
