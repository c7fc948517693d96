import { EVENT_CATALOGUE } from '#domain';
import { createCatalogue, type EventStore, type RecordedEvent } from '#event-store';
import { newId, systemClock, type Clock } from '#platform';
import { ensureGeneration, RegisterQueries, registerProjection, type BatchContext } from '#projections';
import { createHash } from 'node:crypto';
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
  private given: readonly RecordedEvent[] = [];

  constructor(db: TestDatabase, clock: Clock = systemClock) {
    this.pool = db.appPool({ applicationName: 'spec-register-tables', max: 6 });
    this.opened = openStore(db, { catalogue: createCatalogue(EVENT_CATALOGUE) });
    this.queries = new RegisterQueries({ pool: this.pool, store: this.opened.store, clock });
  }

  /** Writes events into the log, which must be empty, and gives them as they stand there. */
  async recorded(events: readonly RecordedEvent[]): Promise<readonly RecordedEvent[]> {
    const { store } = this.opened;
    const appends = events.map(({ stream, id, type, schemaVersion, envelope, data }) => {
      const commandId = newId();
      const event = { id, type, schemaVersion, envelope, data };
      const fingerprint = createHash('sha256').update(commandId).digest('hex');
      return { commandId, fingerprint, streams: [{ stream, expected: 'any' as const, events: [event] }] };
    });
    for await (const { kind } of store.importAppends(appends)) {
      if (kind !== 'appended') throw new Error(`an append was answered with ${kind}`);
    }
    return Array.fromAsync(readAll(store));
  }

  /** Empties the tables, applies the batches and gives all rows of each table, in one order. */
  async rebuilt(batches: readonly (readonly RecordedEvent[])[]): Promise<Record<string, unknown[]>> {
    this.made ??= ensureGeneration(this.pool, registerProjection);
    await this.made;
    await this.pool.query(`TRUNCATE ${NAMES.map((name) => `views.${name}_g1`).join(', ')}`);
    this.given = [...new Set(batches.flat())];
    for (const events of batches) await this.apply(events);
    return this.rows();
  }

  /** Empties the tables, builds them from whole streams, and gives all rows of each table, in one order. */
  async built(events: readonly RecordedEvent[]): Promise<Record<string, unknown[]>> {
    this.made ??= ensureGeneration(this.pool, registerProjection);
    await this.made;
    await this.pool.query(`TRUNCATE ${NAMES.map((name) => `views.${name}_g1`).join(', ')}`);
    const { build } = registerProjection;
    if (build === undefined) throw new TypeError('the register cannot be built by streams');
    const ordered = [...events].sort((a, b) =>
      a.stream === b.stream ? a.version - b.version : a.stream < b.stream ? -1 : 1,
    );
    await this.write(events, (context) => build.addStreams(ordered, context));
    let after: string | undefined;
    do {
      await this.write(events, async (context) => {
        after = await build.finish(after, context);
      });
    } while (after !== undefined);
    return this.rows();
  }

  private async rows(): Promise<Record<string, unknown[]>> {
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

  private apply(events: readonly RecordedEvent[]): Promise<void> {
    return this.write(events, (context) => registerProjection.apply(events, context));
  }

  private async write(
    events: readonly RecordedEvent[],
    work: (context: BatchContext) => Promise<void>,
  ): Promise<void> {
    const client = await this.pool.connect();
    try {
      await client.query('BEGIN');
      const given = this.given;
      async function* earlier(stream: string, toVersion: number) {
        await Promise.resolve();
        yield* given.filter((event) => event.stream === stream && event.version <= toVersion);
      }
      await work({ client, table: (name) => `views.${name}_g1`, earlier });
      await client.query(`UPDATE views.generation SET position = $1 WHERE projection = 'register'`, [
        String(events.at(-1)?.position ?? 0n),
      ]);
      await client.query('COMMIT');
    } finally {
      client.release();
    }
  }
}

async function* readAll(store: EventStore): AsyncGenerator<RecordedEvent, void, undefined> {
  for (let after = 0n; ;) {
    const page = await store.readAfter(after, 5_000);
    yield* page;
    const last = page.at(-1);
    if (last === undefined) return;
    after = last.position;
  }
}
