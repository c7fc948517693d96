import { sql, type Kysely } from 'kysely';

/**
 * `es.import`: many commands into the log by one call, all or none. It is for loads: what it cannot take as a whole
 * it refuses, and the caller then asks `es.append`, whose arguments it has but for `notify`.
 *
 * What costs is done before the counter row is locked: bodies, commitments and chains rest on the last events of the
 * streams as they are seen then, and an event never changes. Under the lock remain what concurrent appends could have
 * changed (guards, and the unique keys of commands, claims and (stream, version)) and the rows themselves.
 *
 * `prev`, version, position, commitment and time are made here; the caller has no say in them. The body's other
 * members that stand in the row too must be those of the row.
 *
 * Errors: 23514 a limit is broken or a body does not fit its row; 23505 or ES409 the log is not in the state that the
 * call needs. Returns the position before the call, its recorded_at and the version that each part found.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await importFunction(db);
  await sql`
    REVOKE ALL ON FUNCTION es.import FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION es.import TO es_writer;
  `.execute(db);
}

// Held to generic plans of index look-ups for the same reason as es.append.
const importFunction = (db: Kysely<unknown>) =>
  sql`
    CREATE FUNCTION es.import(
      ids uuid[], fingerprints bytea[], notes text[],
      streams text[],
      part_command integer[], part_stream integer[], part_expected integer[], part_count integer[],
      types text[], schemas integer[], salts bytea[],
      before_prev text[], before_version text[], after_version text[],
      claims jsonb,
      OUT base bigint, OUT at timestamptz, OUT bases integer[])
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
    SET lock_timeout = '2s'
    SET plan_cache_mode = force_generic_plan
    SET enable_seqscan = off
    SET enable_hashjoin = off
    SET enable_mergejoin = off
    AS $$
    #variable_conflict use_column
    DECLARE
      command_total integer := cardinality(ids);
      stream_total integer := cardinality(streams);
      part_total integer := cardinality(part_command);
      event_total integer := cardinality(types);
      counts integer[] := array_fill(0, ARRAY[command_total]);
      is_new boolean[] := array_fill(false, ARRAY[stream_total]);
      is_seen boolean[] := array_fill(false, ARRAY[stream_total]);
      is_written boolean[] := array_fill(false, ARRAY[stream_total]);
      guards integer[] := array_fill(NULL::integer, ARRAY[stream_total]);
      versions integer[] := array_fill(0, ARRAY[stream_total]);
      chain bytea[] := array_fill(NULL::bytea, ARRAY[stream_total]);
      event_versions integer[] := '{}';
      event_commands uuid[] := '{}';
      event_streams text[] := '{}';
      commitments bytea[] := '{}';
      bodies text[] := '{}';
      r record;
      c integer;
      x integer;
      e integer := 0;
      stream text;
      body text;
    BEGIN
      FOR p IN 1 .. part_total LOOP
        c := part_command[p];
        x := part_stream[p];
        counts[c] := counts[c] + part_count[p];
        IF c < part_command[greatest(p - 1, 1)] OR part_count[p] < 0 OR counts[c] > 200 THEN
          RAISE EXCEPTION 'part % of the call is out of order, or makes a command of more than 200 events', p
            USING ERRCODE = 'check_violation';
        END IF;
        IF NOT is_seen[x] THEN
          is_seen[x] := true;
          is_new[x] := part_expected[p] = 0;
        END IF;
      END LOOP;
      IF event_total > 10000 OR event_total <> (SELECT coalesce(sum(n), 0) FROM unnest(counts) AS n) THEN
        RAISE EXCEPTION '% events are not those of the parts, or more than 10000', event_total
          USING ERRCODE = 'check_violation';
      END IF;

      FOR r IN
        SELECT i.i, h.version, h.commitment
        FROM generate_series(1, stream_total) AS i(i)
        CROSS JOIN LATERAL (
          SELECT e.version, e.commitment FROM es.events e
          WHERE e.stream = streams[i.i] ORDER BY e.version DESC LIMIT 1
        ) h
        WHERE NOT is_new[i.i]
      LOOP
        versions[r.i] := r.version;
        chain[r.i] := r.commitment;
      END LOOP;

      bases := '{}';
      FOR p IN 1 .. part_total LOOP
        c := part_command[p];
        x := part_stream[p];
        bases[p] := versions[x];
        IF part_expected[p] >= 0 AND part_expected[p] <> versions[x] THEN
          RAISE EXCEPTION 'a stream is not at the version that a command expects' USING ERRCODE = 'ES409';
        END IF;
        IF part_count[p] = 0 THEN
          IF part_expected[p] >= 0 AND NOT is_written[x] THEN
            guards[x] := versions[x];
          END IF;
          CONTINUE;
        END IF;
        is_written[x] := true;
        stream := streams[x];
        FOR i IN 1 .. part_count[p] LOOP
          e := e + 1;
          versions[x] := versions[x] + 1;
          body := before_prev[e]
            || CASE WHEN chain[x] IS NULL THEN 'null' ELSE '"' || encode(chain[x], 'base64') || '"' END
            || before_version[e] || versions[x] || after_version[e];
          IF (octet_length(salts[e]) = 16 AND octet_length(body) <= 65536
              AND strpos(before_version[e], ',"stream":"' || stream || '",') > 0
              AND strpos(before_version[e], ',"type":"' || types[e] || '",') > 0
              AND strpos(before_version[e], ',"schema":' || schemas[e] || ',') > 0) IS NOT TRUE THEN
            RAISE EXCEPTION 'event % of the call has a salt of other than 16 bytes, a body of over 64 KiB or one that does not fit its row', e
              USING ERRCODE = 'check_violation';
          END IF;
          chain[x] := sha256(salts[e] || convert_to(body, 'UTF8'));
          event_versions[e] := versions[x];
          event_commands[e] := ids[c];
          event_streams[e] := stream;
          commitments[e] := chain[x];
          bodies[e] := body;
        END LOOP;
      END LOOP;

      UPDATE es.log_head h
      SET position = h.position + event_total, recorded_at = greatest(clock_timestamp(), h.recorded_at)
      WHERE h.singleton
      RETURNING h.position - event_total, h.recorded_at INTO STRICT base, at;

      IF EXISTS (
        SELECT FROM generate_series(1, stream_total) AS i(i)
        WHERE guards[i.i] <> coalesce(
          (SELECT e.version FROM es.events e WHERE e.stream = streams[i.i] ORDER BY e.version DESC LIMIT 1), 0)
      ) THEN
        RAISE EXCEPTION 'a stream is not at the version that a command rests on' USING ERRCODE = 'ES409';
      END IF;
      IF claims IS NOT NULL AND EXISTS (
        SELECT FROM jsonb_to_recordset(claims) AS n(k text, s jsonb)
        JOIN es.claims k ON k.key = n.k
        WHERE NOT n.s ? k.holder
      ) THEN
        RAISE EXCEPTION 'a claim is held by another stream' USING ERRCODE = 'ES409';
      END IF;

      -- Commands first: a repeated call fails here, before it has written an event.
      INSERT INTO es.commands (command_id, fingerprint, first_position, last_position, recorded_at, note)
      SELECT ids[n.i], fingerprints[n.i], CASE WHEN n.count > 0 THEN base + n.upto - n.count + 1 END, base + n.upto,
             at, notes[n.i]
      FROM (
        SELECT i, count, sum(count) OVER (ORDER BY i) AS upto FROM unnest(counts) WITH ORDINALITY AS given(count, i)
      ) n;
      IF claims IS NOT NULL THEN
        INSERT INTO es.claims (key, holder, command_id)
        SELECT n.k, n.h, ids[n.c]
        FROM jsonb_to_recordset(claims) AS n(c integer, k text, h text)
        WHERE NOT EXISTS (SELECT FROM es.claims k WHERE k.key = n.k);
      END IF;
      IF event_total > 0 THEN
        INSERT INTO es.events
          (position, recorded_at, version, schema_version, command_id, stream, type, salt, commitment, body)
        SELECT base + i, at, event_versions[i], schemas[i], event_commands[i], event_streams[i], types[i], salts[i],
               commitments[i], bodies[i]
        FROM generate_series(1, event_total) AS i;
        PERFORM pg_notify('es_appended', '');
      END IF;
    END $$;
  `.execute(db);
