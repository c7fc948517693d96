import { sql, type Kysely } from 'kysely';

/** The log: events, the counter that numbers them, commands answered, claims held. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await tables(db);
  await refuseChange(db);
  await renewEpoch(db);
  await grants(db);
}

// No CHECK constraints: Postgres prepares each anew in every statement, which made an append a tenth slower. The
// append function, the only writer, checks instead.
const tables = (db: Kysely<unknown>) =>
  sql`
    CREATE TABLE es.log_head (
      singleton boolean NOT NULL DEFAULT true CONSTRAINT log_head_singleton PRIMARY KEY,
      position bigint NOT NULL DEFAULT 0,
      recorded_at timestamptz NOT NULL DEFAULT '-infinity',
      epoch uuid NOT NULL DEFAULT gen_random_uuid()
    ) WITH (fillfactor = 10);
    INSERT INTO es.log_head DEFAULT VALUES;

    CREATE TABLE es.events (
      position bigint NOT NULL CONSTRAINT events_position PRIMARY KEY,
      recorded_at timestamptz NOT NULL,
      version integer NOT NULL,
      schema_version integer NOT NULL,
      command_id uuid NOT NULL,
      stream text COLLATE "C" NOT NULL,
      type text COLLATE "C" NOT NULL,
      salt bytea NOT NULL,
      commitment bytea NOT NULL,
      body text COLLATE "C" NOT NULL,
      CONSTRAINT events_stream_version UNIQUE (stream, version)
    );

    CREATE TABLE es.commands (
      command_id uuid NOT NULL CONSTRAINT commands_id PRIMARY KEY,
      fingerprint bytea NOT NULL,
      first_position bigint,
      last_position bigint NOT NULL,
      recorded_at timestamptz NOT NULL,
      note text COLLATE "C"
    );
    COMMENT ON COLUMN es.commands.first_position IS
      'The events of a command stand at first_position to last_position, nothing between. Null: it had none.';

    CREATE TABLE es.claims (
      key text COLLATE "C" NOT NULL CONSTRAINT claims_key PRIMARY KEY,
      holder text COLLATE "C" NOT NULL,
      command_id uuid NOT NULL
    );
  `.execute(db);

// ENABLE ALWAYS: also in sessions that set session_replication_role, which silences ordinary triggers.
const refuseChange = (db: Kysely<unknown>) =>
  sql`
    CREATE FUNCTION es.refuse_change() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
    BEGIN
      RAISE EXCEPTION '% on %.% refused: the log is append-only', tg_op, tg_table_schema, tg_table_name
        USING ERRCODE = 'insufficient_privilege';
    END $$;

    CREATE TRIGGER events_refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON es.events
      FOR EACH STATEMENT EXECUTE FUNCTION es.refuse_change();
    ALTER TABLE es.events ENABLE ALWAYS TRIGGER events_refuse_change;
    CREATE TRIGGER commands_refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON es.commands
      FOR EACH STATEMENT EXECUTE FUNCTION es.refuse_change();
    ALTER TABLE es.commands ENABLE ALWAYS TRIGGER commands_refuse_change;
    CREATE TRIGGER log_head_refuse_removal BEFORE DELETE OR TRUNCATE ON es.log_head
      FOR EACH STATEMENT EXECUTE FUNCTION es.refuse_change();
    ALTER TABLE es.log_head ENABLE ALWAYS TRIGGER log_head_refuse_removal;
  `.execute(db);

const renewEpoch = (db: Kysely<unknown>) =>
  sql`
    CREATE FUNCTION es.renew_epoch() RETURNS uuid
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS 'UPDATE es.log_head SET epoch = gen_random_uuid() WHERE singleton RETURNING epoch';
    COMMENT ON FUNCTION es.renew_epoch IS
      'For the operator, after the log was restored to an older state: readers that kept the old epoch then refuse.';
  `.execute(db);

const grants = (db: Kysely<unknown>) =>
  sql`
    REVOKE ALL ON es.events, es.log_head, es.commands, es.claims FROM PUBLIC;
    GRANT SELECT ON es.events, es.log_head TO es_writer, es_projector, es_notifier, es_reader;
    GRANT SELECT ON es.commands, es.claims TO es_writer, es_reader;
  `.execute(db);
