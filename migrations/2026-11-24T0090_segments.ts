import { sql, type Kysely } from 'kysely';

/**
 * Older events by range of positions in tables of their own, so that a log of any size keeps small tables to vacuum,
 * back up and move to slower disks. All reads go through es.all_events, which has them all; the append and import functions look up streams there too.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await segments(db);
  await sql`
    GRANT SELECT ON es.all_events, es.segment TO es_writer, es_projector, es_notifier, es_reader;

    DO $$
    DECLARE
      reader regproc;
    BEGIN
      FOREACH reader IN ARRAY ARRAY['es.append', 'es.import']::regproc[] LOOP
        EXECUTE replace(pg_get_functiondef(reader), 'FROM es.events e', 'FROM es.all_events e');
      END LOOP;
    END $$;

    -- A load reads the versions before it takes the counter row. They are read again under it, of streams that are
    -- written to as well: the unique index that refused an outdated one sees only events that are in no segment.
    DO $$
    DECLARE
      known text := pg_get_functiondef('es.import'::regproc);
      written text := '        is_written[x] := true;';
    BEGIN
      IF length(known) - length(replace(known, written, '')) <> length(written) THEN
        RAISE EXCEPTION 'es.import is not the function that this migration changes';
      END IF;
      EXECUTE replace(known, written, '        IF NOT is_written[x] THEN guards[x] := versions[x]; END IF;' || chr(10) || written);
    END $$;
  `.execute(db);
}

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
