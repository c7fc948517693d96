import { sql, type Kysely } from 'kysely';

/** An import can be stopped from any process: whoever is at it looks here between pages of rows. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE registry.import_batch ADD COLUMN stop_asked_at timestamptz`.execute(db);
}
