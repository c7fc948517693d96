import { PostgresEventStorageAdapter } from '@castore/event-storage-adapter-postgres';

const context = { eventStoreId: 'bench' };

/** castore's Postgres adapter with its own defaults; ids are varchar so that the same stream names serve. */
export async function open(url) {
  await PostgresEventStorageAdapter.createEventTable({
    connectionString: url,
    aggregateId: { type: 'VARCHAR', length: 64 },
  }).catch((error) => {
    if (!/already exists/.test(String(error?.message))) throw error;
  });
  const adapter = new PostgresEventStorageAdapter({ connectionString: url });
  const push = (stream, { type, data, metadata }, version) =>
    adapter.pushEvent({ aggregateId: stream, version, type, payload: data, metadata }, context);
  return {
    // One call an event is its way to append: pushEventGroup is for several aggregates.
    append: async (stream, events, expected) => {
      for (const [index, event] of events.entries()) await push(stream, event, expected + index + 1);
    },
    readStream: async (stream) => (await adapter.getEvents(stream, context)).events.length,
    isConflict: (error) =>
      error?.code === 'EventAlreadyExistsError' || /already exist/i.test(String(error?.message)),
    close: async () => adapter._sql?.end?.({ timeout: 5 }),
  };
}
