import { sql, type Kysely } from 'kysely';

/** The epoch of the log that a generation reflects: after a restore its position would mean other events. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE views.generation ADD COLUMN epoch uuid;
    UPDATE views.generation SET epoch = (SELECT epoch FROM es.log_head);
    ALTER TABLE views.generation ALTER COLUMN epoch SET NOT NULL;
  `.execute(db);
}
