import { sql, type Kysely } from 'kysely';

/** Commands of known actors that were refused: who tried what, which rule was in the way, when. Only ever added to. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE access.refused_command (
      id uuid CONSTRAINT refused_command_pk PRIMARY KEY,
      refused_at timestamptz NOT NULL DEFAULT now(),
      actor_id uuid NOT NULL,
      actor_role text NOT NULL,
      command text NOT NULL,
      record text,
      code text NOT NULL,
      fields text[] NOT NULL,
      command_id uuid,
      correlation_id uuid NOT NULL
    );
    COMMENT ON COLUMN access.refused_command.record IS 'kind and id as they were given, such as project/PRJ-2026-0007';
    COMMENT ON COLUMN access.refused_command.fields IS 'places of the input that were at fault, never what stood there';
    CREATE INDEX refused_command_by_actor ON access.refused_command (actor_id, id);

    REVOKE ALL ON access.refused_command FROM tracker_app;
    GRANT SELECT, INSERT ON access.refused_command TO tracker_app;
  `.execute(db);
}
