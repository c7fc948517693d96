import { sql, type Kysely } from 'kysely';

/**
 * The schemas, and what each role may do with the tables that later migrations make in them: a new table in
 * `views` or `notify` needs no grants of its own. In `es` every right is given one by one.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE SCHEMA es;
    CREATE SCHEMA views;
    CREATE SCHEMA notify;
    CREATE SCHEMA access;

    ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

    GRANT USAGE ON SCHEMA es TO es_writer, es_projector, es_notifier, es_reader;

    GRANT USAGE, CREATE ON SCHEMA views TO es_projector;
    GRANT USAGE ON SCHEMA views TO es_notifier, es_reader;
    ALTER DEFAULT PRIVILEGES IN SCHEMA views
      GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON TABLES TO es_projector;
    ALTER DEFAULT PRIVILEGES IN SCHEMA views GRANT SELECT ON TABLES TO es_notifier, es_reader;
    ALTER DEFAULT PRIVILEGES IN SCHEMA views GRANT USAGE, SELECT ON SEQUENCES TO es_projector;

    GRANT USAGE ON SCHEMA notify TO es_notifier, es_reader;
    ALTER DEFAULT PRIVILEGES IN SCHEMA notify
      GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO es_notifier;
    ALTER DEFAULT PRIVILEGES IN SCHEMA notify GRANT SELECT ON TABLES TO es_reader;
    ALTER DEFAULT PRIVILEGES IN SCHEMA notify GRANT USAGE, SELECT ON SEQUENCES TO es_notifier;

    GRANT USAGE ON SCHEMA access TO tracker_app;
    ALTER DEFAULT PRIVILEGES IN SCHEMA access
      GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO tracker_app;
    ALTER DEFAULT PRIVILEGES IN SCHEMA access GRANT USAGE, SELECT ON SEQUENCES TO tracker_app;
  `.execute(db);
  await sql`GRANT USAGE ON SCHEMA migrations TO tracker_app`.execute(db);
  await sql`GRANT SELECT ON migrations.applied TO tracker_app`.execute(db);
}
