import { EventRefused, UnknownEvent } from './errors.js';
import type { NewEvent } from './event.js';
import type { JsonValue } from './json.js';

/** Brings data one schema version on. Pure: a replay years later must give the same. */
export type Upcaster = (data: JsonValue) => JsonValue;

/** What the program knows of an event type. The domain's event definitions have this shape. */
export interface EventDefinition {
  readonly type: string;
  /** Version that is written now; from 1. */
  readonly schemaVersion: number;
  /** Checks data on the way in and, brought to the current version, on the way out. */
  readonly schema?: { parse(data: unknown): unknown };
  /** One for each older version, under the version it starts from. */
  readonly upcasters?: Readonly<Record<number, (data: never) => unknown>>;
}

export interface EventCatalogue {
  /** @throws EventRefused unless the event is of a known type, its current version, and its data fit. */
  check(event: NewEvent, path: string): void;
  /** Data at the current version. @throws UnknownEvent for a type or version this release does not know. */
  upcast(stored: StoredData): { readonly schemaVersion: number; readonly data: JsonValue };
}

export interface StoredData {
  readonly position: bigint;
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: JsonValue;
}

/** The event types of the program. Fails at once when a type is given twice or lacks an upcaster. */
export function createCatalogue(definitions: Iterable<EventDefinition>): EventCatalogue {
  const known = new Map<string, EventDefinition>();
  for (const definition of definitions) {
    if (known.has(definition.type)) throw new TypeError(`event type ${definition.type} is defined twice`);
    for (let version = 1; version < definition.schemaVersion; version += 1) {
      if (definition.upcasters?.[version] === undefined) {
        throw new TypeError(`event type ${definition.type} has no upcaster from version ${version}`);
      }
    }
    known.set(definition.type, definition);
  }
  return {
    check: (event, path) => checkNew(known.get(event.type), event, path),
    upcast: (stored) => upcast(known.get(stored.type), stored),
  };
}

function checkNew(definition: EventDefinition | undefined, event: NewEvent, path: string): void {
  if (definition === undefined) {
    throw new EventRefused('unknown_type', `${path}/type`, `${event.type} is no event type of this release`);
  }
  if (event.schemaVersion !== definition.schemaVersion) {
    throw new EventRefused(
      'not_current',
      `${path}/schemaVersion`,
      `${event.type} is written in version ${definition.schemaVersion}, not ${event.schemaVersion}`,
    );
  }
  try {
    definition.schema?.parse(event.data);
  } catch (cause) {
    throw new EventRefused(
      'invalid_data',
      `${path}/data`,
      `data of ${event.type} do not fit: ${textOf(cause)}`,
    );
  }
}

function upcast(
  definition: EventDefinition | undefined,
  stored: StoredData,
): { schemaVersion: number; data: JsonValue } {
  const unknown = (reason: string, cause?: unknown) => new UnknownEvent(stored, reason, { cause });
  if (definition === undefined) throw unknown('this release does not know the type; start a newer one');
  if (stored.schemaVersion > definition.schemaVersion) {
    throw unknown(`this release knows up to version ${definition.schemaVersion}; start a newer one`);
  }
  let data: JsonValue = stored.data;
  try {
    for (let version = stored.schemaVersion; version < definition.schemaVersion; version += 1) {
      const step = definition.upcasters?.[version] as Upcaster;
      data = step(data);
    }
    definition.schema?.parse(data);
  } catch (cause) {
    throw unknown(`its data cannot be read: ${textOf(cause)}`, cause);
  }
  return { schemaVersion: definition.schemaVersion, data };
}

const textOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));
