import { runMigrations } from 'bullmq';
import { CompiledQuery, sql, type Kysely } from 'kysely';

/**
 * The tables of BullMQ's Postgres backend, which moves jobs where no Redis is configured. They are made here, by
 * the owner, because the product's own role may not create a schema; inside this one it may, because BullMQ makes
 * a sequence for each new queue. A release of BullMQ with newer tables needs a migration of its own that calls
 * `runMigrations` again; a test compares the two.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await runMigrations(insideTransactionOf(db), 'bullmq');
  await sql`
    SET LOCAL search_path TO DEFAULT;
    GRANT USAGE, CREATE ON SCHEMA bullmq TO es_notifier;
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA bullmq TO es_notifier;
    GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA bullmq TO es_notifier;
    GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA bullmq TO es_notifier;
  `.execute(db);
}

/** BullMQ opens and commits a transaction; here it works in the one of all pending migrations. */
function insideTransactionOf(db: Kysely<unknown>): Parameters<typeof runMigrations>[0] {
  return {
    query: async <R>(text: string, parameters: readonly unknown[] = []) => {
      if (text === 'BEGIN' || text === 'COMMIT' || text === 'ROLLBACK') return { rows: [] };
      const result = await db.executeQuery<R>(CompiledQuery.raw(text, [...parameters]));
      return { rows: result.rows };
    },
  };
}
