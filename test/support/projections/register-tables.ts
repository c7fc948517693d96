import { EVENT_CATALOGUE } from '#domain';
import { createCatalogue, type RecordedEvent } from '#event-store';
import { systemClock, type Clock } from '#platform';
import { ensureGeneration, RegisterQueries, registerProjection } from '#projections';
import type pg from 'pg';
import type { TestDatabase } from '../database.js';
import { openStore } from '../log.js';

const NAMES = registerProjection.tables.map(({ name }) => name);

/** The register's tables, filled by hand with any events, without a log and a runner. */
export class RegisterTables {
  readonly queries: RegisterQueries;
  private readonly pool: pg.Pool;
  private readonly opened: ReturnType<typeof openStore>;
  private made: Promise<void> | undefined;

  constructor(db: TestDatabase, clock: Clock = systemClock) {
    this.pool = db.appPool({ applicationName: 'spec-register-tables', max: 6 });
    this.opened = openStore(db, { catalogue: createCatalogue(EVENT_CATALOGUE) });
    this.queries = new RegisterQueries({ pool: this.pool, store: this.opened.store, clock });
  }

  /** Empties the tables, applies the batches and gives all rows of each table, in one order. */
  async rebuilt(batches: readonly (readonly RecordedEvent[])[]): Promise<Record<string, unknown[]>> {
    this.made ??= ensureGeneration(this.pool, registerProjection);
    await this.made;
    await this.pool.query(`TRUNCATE ${NAMES.map((name) => `views.${name}_g1`).join(', ')}`);
    for (const events of batches) await this.apply(events);
    const rows: Record<string, unknown[]> = {};
    for (const name of NAMES) {
      const found = await this.pool.query<{ line: unknown }>(
        `SELECT to_jsonb(t) AS line FROM views.${name} t ORDER BY to_jsonb(t)::text`,
      );
      rows[name] = found.rows.map(({ line }) => line);
    }
    return rows;
  }

  async close(): Promise<void> {
    await this.opened.stop();
  }

  private async apply(events: readonly RecordedEvent[]): Promise<void> {
    const client = await this.pool.connect();
    try {
      await client.query('BEGIN');
      await registerProjection.apply(events, { client, table: (name) => `views.${name}_g1` });
      await client.query(`UPDATE views.generation SET position = $1 WHERE projection = 'register'`, [
        String(events.at(-1)?.position ?? 0n),
      ]);
      await client.query('COMMIT');
    } finally {
      client.release();
    }
  }
}
