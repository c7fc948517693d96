import type { AnyEvent, Fact } from '#domain';
import type { RecordedEvent } from '#event-store';
import { dayInAlmaty } from '#platform';

/** The domain's view of a recorded event; the log has checked type and data against the domain's catalogue. */
export function factOf(event: RecordedEvent): Fact {
  const { occurredOn = null, sources, visibility } = event.envelope;
  return {
    ...({ type: event.type, data: event.data } as AnyEvent),
    ...{ id: event.id, occurredOn, recordedOn: dayInAlmaty(event.recordedAt), sources, visibility },
  };
}

/** Kind and id of the record that a stream belongs to; undefined for streams of another kind. */
export function recordOfStream(
  stream: string,
): { aggregate: 'agreement' | 'project' | 'collection'; id: string } | undefined {
  const match = /^(agreement|project|collection)-([0-9a-f-]{36})$/.exec(stream);
  const [, aggregate, id] = match ?? [];
  if (id === undefined) return undefined;
  return { aggregate: aggregate as 'agreement' | 'project' | 'collection', id };
}
