import {
  createCatalogue,
  EventStore,
  OutcomeUnknown,
  StoreBusy,
  StoreUnavailable,
  type AppendRequest,
  type AppendResult,
  type EventDefinition,
  type EventEnvelope,
  type EventStoreOptions,
  type JsonValue,
  type NewEvent,
} from '#event-store';
import { connectDedicated, newId } from '#platform';
import { createHash, randomBytes } from 'node:crypto';
import type pg from 'pg';
import type { TestDatabase } from './database.js';

/** Event types of the store's own specs: it knows nothing of agreements. */
const definitions: EventDefinition[] = [
  { type: 'Counted', schemaVersion: 1 },
  { type: 'Renamed', schemaVersion: 1 },
];

export const envelope: EventEnvelope = {
  occurredOn: '2026-11',
  actor: { id: 'staff-1', role: 'staff' },
  command: 'Count',
  correlation: '0193a3f0-0000-7000-8000-000000000000',
  sources: [{ publisher: 'Akimat of Zhambyl', title: 'News', url: 'https://example.org/news/1' }],
  basis: 'reported',
  visibility: 'public',
  backfill: false,
  origin: 'live',
};

export const newStream = (kind = 'counter'): string => `${kind}-${newId()}`;

export const newEvent = (data: JsonValue = { n: 1 }, type = 'Counted'): NewEvent => ({
  id: newId(),
  type,
  schemaVersion: 1,
  envelope,
  data,
});

export const fingerprintOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** An append of `count` events to one stream; parts of it may be replaced. */
export function appendTo(stream: string, part: Partial<AppendRequest['streams'][0]> = {}): AppendRequest {
  const commandId = newId();
  return {
    commandId,
    fingerprint: fingerprintOf(commandId),
    streams: [{ stream, expected: 'any', events: [newEvent()], ...part }],
  };
}

/** A store on the database's product login; `stop` closes it and its connections. */
export function openStore(
  db: TestDatabase,
  options: Partial<EventStoreOptions> & { readonly url?: string } = {},
): { store: EventStore; stop: () => Promise<void> } {
  const { url = db.url, ...rest } = options;
  const pool = db.appPool({ url, applicationName: 'spec-log', max: 8 });
  const store = new EventStore({
    pool,
    connectListener: () => connectDedicated({ url, applicationName: 'spec-log-listener' }),
    catalogue: createCatalogue(definitions),
    ...rest,
  });
  return {
    store,
    stop: async () => {
      await store.close();
      if (!pool.ended) await pool.end();
    },
  };
}

/** Calls the append function on a connection of the spec's own, for transactions that it rolls back or holds. */
export async function rawAppend(client: pg.ClientBase, stream: string): Promise<void> {
  await client.query(
    `SELECT base FROM es.append(ARRAY[$1::uuid], ARRAY[$2::bytea], ARRAY[NULL], ARRAY[$3::text], '{1}', '{1}', '{-1}',
       '{1}', '{Counted}', '{1}', ARRAY[$4::bytea], ARRAY['{"prev":'], ARRAY[',"v":1,"version":'], ARRAY['}'], NULL, true)`,
    [newId(), randomBytes(32), stream, randomBytes(16)],
  );
}

/** Appends until it is done, as a client does: the same command again after a failure that passes. */
export async function appendPatiently(store: EventStore, request: AppendRequest): Promise<AppendResult> {
  for (;;) {
    try {
      return await store.append(request);
    } catch (error) {
      if (!(
        error instanceof StoreUnavailable ||
        error instanceof OutcomeUnknown ||
        error instanceof StoreBusy
      )) {
        throw error;
      }
    }
  }
}
