import { getPostgreSQLEventStore } from '@event-driven-io/emmett-postgresql';

/** emmett-postgresql with its own defaults: pooled connections, schema made by itself. */
export async function open(url) {
  const store = getPostgreSQLEventStore(url, {
    schema: { autoMigration: 'None' },
  });
  await store.schema.migrate();
  return {
    append: async (stream, events, expected) => {
      await store.appendToStream(
        stream,
        events.map(({ type, data, metadata }) => ({ type, data, metadata })),
        { expectedStreamVersion: expected === 0 ? 'STREAM_DOES_NOT_EXIST' : BigInt(expected) },
      );
    },
    readStream: async (stream) => (await store.readStream(stream)).events.length,
    isConflict: (error) => error?.name === 'ExpectedVersionConflictError' || error?.errorCode === 412,
    close: () => store.close(),
  };
}
