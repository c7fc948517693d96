import type { Aggregate, AnyEvent } from '#domain';
import type { RecordedEvent } from '#event-store';
import { idFromName } from '#platform';
import type { JsonValue } from '#contracts';

const NAMESPACE = '0198c0de-0000-7000-8000-00000000f0f0';

export interface FactOptions {
  readonly visibility?: 'public' | 'internal';
  readonly occurredOn?: string;
  readonly recordedAt?: string;
}

/** Uuid of a record by the name that a spec calls it. */
export const idOf = (name: string): string => idFromName(name, NAMESPACE);

/** Events as the log gives them, made in memory: for histories that no command would allow, and for many at once. */
export class FactLog {
  readonly events: RecordedEvent[] = [];
  private readonly versions = new Map<string, number>();

  add(
    record: { aggregate: Aggregate; name: string },
    { type, data }: AnyEvent,
    options: FactOptions = {},
  ): this {
    const stream = `${record.aggregate}-${idOf(record.name)}`;
    const version = (this.versions.get(stream) ?? 0) + 1;
    this.versions.set(stream, version);
    const position = BigInt(this.events.length + 1);
    const { visibility = 'public', occurredOn = null, recordedAt = '2026-11-24T06:00:00Z' } = options;
    this.events.push({
      ...{ position, stream, version, type, schemaVersion: 1, id: idOf(`event ${position}`) },
      ...{
        recordedAt: new Date(recordedAt),
        data: data as JsonValue,
        prev: null,
        commandId: idOf('command'),
      },
      envelope: {
        ...{ occurredOn, visibility, basis: 'reported', backfill: false, origin: 'live' },
        ...{ actor: { id: idOf('staff'), role: 'staff' }, command: 'Spec', correlation: idOf('correlation') },
        sources: [{ publisher: 'Akimat of Zhambyl region', title: `News ${position}`, class: 'press' }],
      },
    });
    return this;
  }
}
