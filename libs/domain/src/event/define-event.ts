import type { z } from 'zod';

export type Aggregate = 'agreement' | 'project' | 'collection';

/** An event type as a value: its name, the version of its data and the shape of that data. */
export interface EventDefinition<Type extends string = string, Schema extends z.ZodType = z.ZodType> {
  readonly type: Type;
  readonly schemaVersion: number;
  readonly schema: Schema;
  /** Whose streams hold it. */
  readonly aggregates: readonly Aggregate[];
  /** Lifts data of version N to N + 1, by N. */
  readonly upcasters?: Readonly<Record<number, (data: unknown) => unknown>>;
}

export const defineEvent = <Type extends string, Schema extends z.ZodType>(
  type: Type,
  aggregates: readonly Aggregate[],
  schema: Schema,
): EventDefinition<Type, Schema> => ({ type, schemaVersion: 1, schema, aggregates });

/** What happened, without who recorded it: `{type, data}` for one definition, a union for several. */
export type EventOf<Definition> =
  Definition extends EventDefinition<infer Type, infer Schema>
    ? { readonly type: Type; readonly data: z.output<Schema> }
    : never;
