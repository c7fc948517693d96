import { sql, type Kysely } from 'kysely';

/** The log: events, the counter that numbers them, commands answered, claims held. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await tables(db);
  await refuseChange(db);
  await renewEpoch(db);
  await segments(db);
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

/**
 * Older events by range of positions in tables of their own, so that a log of any size keeps small tables to vacuum,
 * back up and move to slower disks. All reads go through es.all_events, which has them all.
 */
const segments = (db: Kysely<unknown>) =>
  sql`
    CREATE SCHEMA es_archive;
    GRANT USAGE ON SCHEMA es_archive TO es_reader;

    CREATE TABLE es.segment (
      first_position bigint NOT NULL CONSTRAINT segment_first PRIMARY KEY,
      last_position bigint NOT NULL,
      table_name text COLLATE "C" NOT NULL,
      closed_at timestamptz NOT NULL DEFAULT clock_timestamp()
    );
    CREATE VIEW es.all_events AS SELECT * FROM es.events;

    CREATE FUNCTION es.show_segments() RETURNS void
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
    BEGIN
      EXECUTE (
        SELECT 'CREATE OR REPLACE VIEW es.all_events AS '
          || coalesce(string_agg(format('SELECT * FROM es_archive.%I UNION ALL ', s.table_name), '' ORDER BY s.first_position), '')
          || 'SELECT * FROM es.events'
        FROM es.segment s);
    END $$;

    CREATE FUNCTION es.close_segment() RETURNS text
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET lock_timeout = '2s' AS $$
    DECLARE
      first bigint;
      last bigint;
      name text;
    BEGIN
      SELECT h.position INTO last FROM es.log_head h FOR UPDATE;
      LOCK TABLE es.all_events IN ACCESS EXCLUSIVE MODE;
      SELECT coalesce(max(s.last_position), 0) + 1 INTO first FROM es.segment s;
      IF last < first THEN
        RAISE EXCEPTION 'there are no events after position %', first - 1 USING ERRCODE = 'no_data_found';
      END IF;
      name := format('events_%s_%s', first, last);
      EXECUTE format('ALTER TABLE es.events RENAME TO %I', name);
      EXECUTE format('ALTER TABLE es.%I SET SCHEMA es_archive', name);
      EXECUTE format('ALTER TABLE es_archive.%I RENAME CONSTRAINT events_position TO %I', name, name || '_position');
      EXECUTE format('ALTER TABLE es_archive.%I RENAME CONSTRAINT events_stream_version TO %I', name, name || '_version');
      EXECUTE format('ALTER TABLE es_archive.%I ADD CONSTRAINT %I CHECK (position BETWEEN %s AND %s) NOT VALID',
        name, name || '_range', first, last);
      EXECUTE format('CREATE TABLE es.events (LIKE es_archive.%I INCLUDING STORAGE)', name);
      ALTER TABLE es.events ADD CONSTRAINT events_position PRIMARY KEY (position);
      ALTER TABLE es.events ADD CONSTRAINT events_stream_version UNIQUE (stream, version);
      CREATE TRIGGER events_refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON es.events
        FOR EACH STATEMENT EXECUTE FUNCTION es.refuse_change();
      ALTER TABLE es.events ENABLE ALWAYS TRIGGER events_refuse_change;
      REVOKE ALL ON es.events FROM PUBLIC;
      GRANT SELECT ON es.events TO es_writer, es_projector, es_notifier, es_reader;
      INSERT INTO es.segment (first_position, last_position, table_name) VALUES (first, last, name);
      PERFORM es.show_segments();
      RETURN name;
    END $$;

    CREATE FUNCTION es.reopen_segment() RETURNS text
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET lock_timeout = '2s' AS $$
    DECLARE
      name text;
    BEGIN
      PERFORM FROM es.log_head FOR UPDATE;
      LOCK TABLE es.all_events IN ACCESS EXCLUSIVE MODE;
      SELECT s.table_name INTO name FROM es.segment s ORDER BY s.first_position DESC LIMIT 1;
      IF name IS NULL THEN
        RAISE EXCEPTION 'there is no closed segment' USING ERRCODE = 'no_data_found';
      END IF;
      EXECUTE format('ALTER TABLE es_archive.%I DROP CONSTRAINT %I', name, name || '_range');
      EXECUTE format('INSERT INTO es_archive.%I SELECT * FROM es.events', name);
      DELETE FROM es.segment s WHERE s.table_name = name;
      EXECUTE format('CREATE OR REPLACE VIEW es.all_events AS SELECT * FROM es_archive.%I', name);
      DROP TABLE es.events;
      EXECUTE format('ALTER TABLE es_archive.%I SET SCHEMA es', name);
      EXECUTE format('ALTER TABLE es.%I RENAME TO events', name);
      EXECUTE format('ALTER TABLE es.events RENAME CONSTRAINT %I TO events_position', name || '_position');
      EXECUTE format('ALTER TABLE es.events RENAME CONSTRAINT %I TO events_stream_version', name || '_version');
      PERFORM es.show_segments();
      RETURN name;
    END $$;
    REVOKE ALL ON FUNCTION es.close_segment, es.reopen_segment, es.show_segments FROM PUBLIC;
    COMMENT ON FUNCTION es.close_segment IS
      'For the operator: the events so far become a table of es_archive, appends go on in a new one. Readers see no difference.';
    COMMENT ON FUNCTION es.reopen_segment IS
      'For the operator: takes the last es.close_segment back.';
  `.execute(db);

const grants = (db: Kysely<unknown>) =>
  sql`
    REVOKE ALL ON es.events, es.log_head, es.commands, es.claims FROM PUBLIC;
    GRANT SELECT ON es.events, es.all_events, es.segment, es.log_head
      TO es_writer, es_projector, es_notifier, es_reader;
    GRANT SELECT ON es.commands, es.claims TO es_writer, es_reader;
  `.execute(db);
