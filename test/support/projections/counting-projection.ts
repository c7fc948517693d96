import type { BuildByStreams, Projection, TableDefinition } from '#projections';

export interface CountingOptions {
  readonly version?: number;
  /** Type of event that it cannot apply while this answers true. */
  readonly poisoned?: () => boolean;
  /** Lets it be built by streams; called before each page, with how many there were before. */
  readonly onPage?: (before: number) => void;
}

const TABLES: readonly TableDefinition[] = [
  {
    name: 'counted',
    columns: 'stream text PRIMARY KEY, events int NOT NULL, last_version int NOT NULL, made_by int NOT NULL',
    indexes: ['(events)'],
  },
];

const count =
  (version: number, poisoned: () => boolean): Projection['apply'] =>
  async (events, { client, table }) => {
    if (poisoned() && events.some((event) => event.type === 'ConstructionStarted')) {
      throw new Error('this projection cannot take a start of construction');
    }
    const counts = new Map<string, { events: number; last: number }>();
    for (const { stream, version: last } of events) {
      counts.set(stream, { events: (counts.get(stream)?.events ?? 0) + 1, last });
    }
    const rows = [...counts].map(([stream, counted]) => ({ stream, ...counted, made_by: version }));
    await client.query(
      `INSERT INTO ${table('counted')} AS c (stream, events, last_version, made_by)
       SELECT stream, events, last, made_by
       FROM jsonb_to_recordset($1::jsonb) AS r(stream text, events int, last int, made_by int)
       ON CONFLICT (stream) DO UPDATE SET events = c.events + excluded.events, last_version = excluded.last_version`,
      [JSON.stringify(rows)],
    );
  };

/** Counts the events of each stream: the smallest projection that shows a doubled or a lost event. */
export const countingProjection = ({
  version = 1,
  poisoned = () => false,
  onPage,
}: CountingOptions = {}): Projection => {
  const apply = count(version, poisoned);
  let pages = 0;
  const build: BuildByStreams = {
    addStreams: (events, context) => {
      onPage?.(pages);
      pages += 1;
      return apply(events, context);
    },
    finish: () => Promise.resolve(undefined),
  };
  return {
    ...{ name: 'counting', version, tables: TABLES, apply },
    ...(onPage === undefined ? {} : { build }),
  };
};
