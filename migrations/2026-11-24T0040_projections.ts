import { sql, type Kysely } from 'kysely';

/**
 * Where projections stand. A generation is one build of a projection's tables: the live one is what readers see,
 * a newer one is built beside it and takes its place. `fence` goes up each time a runner takes a lease, so that a
 * runner that was stopped and wakes up late writes nothing. `built` counts the events that a build by streams has
 * read, which moves `position` at its end only.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE views.projection (
      name text PRIMARY KEY,
      live_generation int NOT NULL,
      last_generation int NOT NULL
    );

    CREATE TABLE views.generation (
      projection text NOT NULL REFERENCES views.projection (name),
      generation int NOT NULL,
      version int NOT NULL,
      position bigint NOT NULL DEFAULT 0,
      built bigint NOT NULL DEFAULT 0,
      fence bigint NOT NULL DEFAULT 0,
      holder text,
      lease_until timestamptz,
      parked jsonb,
      created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      PRIMARY KEY (projection, generation)
    );

    -- Events that a person decided to leave out of a projection, who did and why.
    CREATE TABLE views.skipped (
      projection text NOT NULL,
      position bigint NOT NULL,
      decided_by text NOT NULL,
      reason text NOT NULL,
      decided_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      PRIMARY KEY (projection, position)
    );

    -- Cursors of lists bear a code made with this key, so that an edited one is recognised.
    CREATE TABLE views.cursor_key (key bytea NOT NULL);
    INSERT INTO views.cursor_key VALUES (decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'));
  `.execute(db);
}
