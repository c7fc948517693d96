import { effectiveFacts, interval, type Aggregate, type Fact, type Source } from '#domain';
import type { History, HistoryEntry, StreamMessage } from '#contracts';
import type { EventStore, RecordedEvent } from '#event-store';
import { factOf } from '../register/fact.js';
import { optionalDate } from './dates.js';
import type { Point } from './moment.js';
import { maySee, type Viewer } from './viewer.js';

export interface HistoryRequest {
  readonly aggregate: Aggregate;
  /** Uuid of the record. */
  readonly id: string;
  readonly viewer: Viewer;
  /** Version after which the page begins. */
  readonly after: number;
  readonly limit: number;
  readonly point: Point;
}

type Item = History['items'][number];

/** A history as the log knows it: ids of those who recorded, without their names. */
export type LoggedHistory = Omit<History, 'items'> & {
  readonly items: readonly (HistoryEntry & Pick<Item, 'amendedBy'>)[];
};

/** The events of a record, oldest first, straight from the log. */
export async function readHistory(store: EventStore, request: HistoryRequest): Promise<LoggedHistory> {
  const { aggregate, id, viewer, after, limit, point } = request;
  const items: HistoryEntry[] = [];
  let next: number | null = null;
  const asOfPosition = String(point.position);
  if (viewer === 'public' && !(await isPublic(store, `${aggregate}-${id}`))) {
    return { items: [], nextAfter: next, asOfPosition };
  }
  const late = await notYetHappened(store, request);
  for await (const event of store.readStream(`${aggregate}-${id}`, { fromVersion: after + 1 })) {
    if (event.position > point.position) break;
    if (!maySee(viewer, event) || late.has(event.id)) continue;
    if (items.length === limit) {
      next = items.at(-1)?.version ?? null;
      break;
    }
    items.push(historyEntry(event, viewer));
  }
  const amendments = await amendmentsAfter(store, request);
  const itemsWith = items.map((item) => ({ ...item, amendedBy: amendments.get(item.id) ?? [] }));
  return { items: itemsWith, nextAfter: next, asOfPosition };
}

/** Events that had not happened for certain by the day that is asked for, by what is known of them at the moment. */
async function notYetHappened(
  store: EventStore,
  { aggregate, id, viewer, point }: HistoryRequest,
): Promise<ReadonlySet<string>> {
  const { position, validAt } = point;
  if (validAt === undefined) return new Set();
  const events = await Array.fromAsync(store.readStream(`${aggregate}-${id}`));
  const seen = events.filter((event) => event.position <= position && maySee(viewer, event));
  return lateOf(seen.map(factOf), validAt);
}

/** Ids of the facts that, as they count, had not happened for certain by a day. */
export function lateOf(facts: readonly Fact[], day: string): ReadonlySet<string> {
  const late = effectiveFacts(facts).filter(
    ({ occurredOn, recordedOn }) => occurredOn !== null && interval(occurredOn, recordedOn).to > day,
  );
  return new Set(late.map((fact) => fact.id));
}

type Amendment = Item['amendedBy'][number];

/** Corrections and retractions that this viewer may see, by the event that they are about. */
async function amendmentsAfter(
  store: EventStore,
  { aggregate, id, viewer, after, point }: HistoryRequest,
): Promise<ReadonlyMap<string, Amendment[]>> {
  const found = new Map<string, Amendment[]>();
  for await (const event of store.readStream(`${aggregate}-${id}`, { fromVersion: after + 1 })) {
    const { type, version } = event;
    if (event.position > point.position) break;
    if (type !== 'EventCorrected' && type !== 'EventRetracted') continue;
    if (!maySee(viewer, event)) continue;
    const { targetEventId } = event.data as { readonly targetEventId: string };
    found.set(targetEventId, [...(found.get(targetEventId) ?? []), { eventId: event.id, type, version }]);
  }
  return found;
}

/** The public knows of a record when its registration is public; of others it does not see public facts either. */
async function isPublic(store: EventStore, stream: string): Promise<boolean> {
  for await (const { envelope } of store.readStream(stream, { limit: 1 })) {
    return envelope.visibility === 'public';
  }
  return false;
}

/** One event as readers see it; who recorded it is for staff. */
export function historyEntry(event: RecordedEvent, viewer: Viewer): HistoryEntry {
  const { envelope } = event;
  return {
    ...{ id: event.id, type: event.type, version: event.version, position: String(event.position) },
    occurredOn: optionalDate(envelope.occurredOn),
    recordedAt: event.recordedAt.toISOString(),
    actor: viewer === 'staff' ? { ...envelope.actor } : null,
    command: envelope.command,
    sources: envelope.sources as unknown as Source[],
    ...{ basis: envelope.basis, visibility: envelope.visibility },
    ...{ backfill: envelope.backfill, origin: envelope.origin, note: envelope.note ?? null },
    data: event.data as Record<string, unknown>,
  };
}

/** What the live stream tells of an event; undefined for events of no record. */
export function streamMessage(event: RecordedEvent, publicId: string): StreamMessage | undefined {
  const [, aggregate, id] = /^(agreement|project|collection)-(.{36})$/.exec(event.stream) ?? [];
  if (id === undefined) return undefined;
  return {
    ...{ position: String(event.position), id, publicId, aggregate: aggregate as Aggregate },
    ...{ type: event.type, version: event.version, recordedAt: event.recordedAt.toISOString() },
    occurredOn: optionalDate(event.envelope.occurredOn),
  };
}
