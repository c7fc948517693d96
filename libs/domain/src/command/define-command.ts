import { z } from 'zod';
import { BASES, VISIBILITIES } from '../codes/words.js';
import type { Aggregate } from '../event/define-event.js';
import { partialDateSchema } from '../values/partial-date.js';
import { sourceSchema } from '../values/source.js';

/** What every command may say beside its own fields: when it happened, how it is known, who may read it. */
export const recordingFields = {
  occurredOn: partialDateSchema.optional(),
  sources: z.array(sourceSchema).max(50).default([]),
  basis: z.enum(BASES).default('reported'),
  visibility: z.enum(VISIBILITIES).default('public'),
  note: z.string().trim().max(4000).optional(),
};

/** A command as a value: its name, its address under /api, and the strict shape of its input. */
export interface CommandDefinition<Name extends string = string, Schema extends z.ZodObject = z.ZodObject> {
  readonly name: Name;
  /** Last part of the address: `start-construction`; empty for those that make a record. */
  readonly path: string;
  readonly aggregates: readonly Aggregate[];
  readonly creates: boolean;
  readonly summary: string;
  readonly input: Schema;
}

type Shape = Readonly<Record<string, z.ZodType>>;

/** A command on a record that exists. Its address is its name in kebab case without the record's own word. */
export const defineCommand = <Name extends string, Fields extends Shape>(
  name: Name,
  path: string,
  aggregates: readonly Aggregate[],
  { summary, fields }: { summary: string; fields: Fields },
): CommandDefinition<Name, z.ZodObject<Fields & typeof recordingFields, z.core.$strict>> => ({
  name,
  path,
  aggregates,
  creates: false,
  summary,
  input: z.strictObject({ ...fields, ...recordingFields }).meta({ id: name }),
});

/** A command that makes a record. */
export const defineCreation = <Name extends string, Fields extends Shape>(
  name: Name,
  aggregate: Aggregate,
  { summary, fields }: { summary: string; fields: Fields },
): CommandDefinition<Name, z.ZodObject<Fields & typeof recordingFields, z.core.$strict>> => ({
  ...defineCommand(name, '', [aggregate], { summary, fields }),
  creates: true,
});

/** Parsed input of a definition with its name: what a decider takes; a union for several definitions. */
export type CommandOf<Definition> =
  Definition extends CommandDefinition<infer Name, infer Schema>
    ? { readonly name: Name; readonly input: z.output<Schema> }
    : never;
