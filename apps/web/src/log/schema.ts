/** The part of JSON Schema (2020-12) that bodies of commands are described with. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly default?: unknown;
  readonly format?: string;
  readonly pattern?: string;
  readonly maxLength?: number;
  readonly $defs?: Readonly<Record<string, Schema>>;
}

export type Body = Readonly<Record<string, unknown>>;

/** A schema with its name looked up: what it is called among the shapes, whether it may be null, what it says. */
export interface ResolvedSchema {
  readonly name: string | undefined;
  readonly nullable: boolean;
  readonly schema: Schema;
}

export function resolve(schema: Schema, defs: Readonly<Record<string, Schema>>): ResolvedSchema {
  const options = schema.anyOf?.filter(({ type }) => type !== 'null');
  if (options !== undefined && options.length > 0) {
    return { ...resolve(options[0] ?? {}, defs), nullable: options.length < (schema.anyOf?.length ?? 0) };
  }
  const name = schema.$ref?.split('/').at(-1);
  if (name === undefined) return { name, nullable: false, schema };
  return { name, nullable: false, schema: defs[name] ?? {} };
}

export const isObject = (value: unknown): value is Body =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

/** What is left when everything that was not filled in is taken away; null stays, since it says "not known". */
export function tidy(value: unknown): unknown {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value.trim();
  if (Array.isArray(value)) {
    const kept = value.map(tidy).filter((part) => part !== undefined);
    return kept.length === 0 ? undefined : kept;
  }
  if (!isObject(value)) return value;
  const kept = Object.entries(value)
    .map(([key, part]) => [key, tidy(part)] as const)
    .filter(([, part]) => part !== undefined);
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

/** A body as it is sent: a source of which only the kind is chosen was not given, nor a code of a scheme without the code. */
export function bodyToSend(body: Body): Body {
  const sources = Array.isArray(body['sources'])
    ? body['sources'].filter((source) => isObject(tidy({ ...(source as Body), class: undefined })))
    : body['sources'];
  const classifications = Array.isArray(body['classifications'])
    ? body['classifications'].filter((one) => isObject(one) && textOf(one['code']) !== '')
    : body['classifications'];
  const sent = tidy({ ...body, sources, classifications });
  return isObject(sent) ? sent : {};
}
