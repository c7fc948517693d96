/** The smallest useful read model: the last type and version of each stream. */
export const statusProjection = (name) => ({
  name,
  version: 1,
  tables: [
    {
      name,
      columns: 'stream text PRIMARY KEY, status text NOT NULL, version int NOT NULL, events int NOT NULL',
      indexes: [],
    },
  ],
  apply: async (events, { client, table }) => {
    const rows = new Map();
    for (const { stream, type, version } of events) {
      const row = rows.get(stream);
      if (row === undefined) rows.set(stream, { stream, status: type, version, events: 1 });
      else Object.assign(row, { status: type, version, events: row.events + 1 });
    }
    await client.query({
      name: `bench-${name}`,
      text: `INSERT INTO ${table(name)} AS t (stream, status, version, events)
        SELECT stream, status, version, events FROM unnest($1::text[], $2::text[], $3::int[], $4::int[])
          AS r(stream, status, version, events)
        ON CONFLICT (stream) DO UPDATE SET status = excluded.status, version = excluded.version,
          events = t.events + excluded.events`,
      values: ['stream', 'status', 'version', 'events'].map((column) =>
        [...rows.values()].map((row) => row[column]),
      ),
    });
  },
});

/** The same by one statement of Postgres, without any program. */
export const STATUS_BY_SQL = `INSERT INTO plain_status
  SELECT DISTINCT ON (stream) stream, type, version, version FROM es.events ORDER BY stream, version DESC`;
