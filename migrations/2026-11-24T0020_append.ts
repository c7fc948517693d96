import { sql, type Kysely } from 'kysely';

/**
 * `es.append`: the only way into the log. One call takes a batch of commands and answers each.
 *
 * Arguments are arrays that refer to each other by index from 1; a command id or claimed key stands in a batch
 * only once (the caller sees to it).
 * - a command: `ids`, `fingerprints`, `notes` (JSON text or null);
 * - `streams`: each stream of the batch once;
 * - a part, in order of commands, is what a command does to one stream: `part_command`, `part_stream`,
 *   `part_expected` (version; 0 none, -1 any), `part_count` (events; 0 is a guard);
 * - an event, in order of parts: `types`, `schemas`, `salts`, and the canonical body cut at the two values known
 *   only here: `before_prev`, the previous commitment, `before_version`, the version, `after_version`;
 * - `claims`: null, or `[{c, k, h, s}]`: command, key, stream to hold it, all streams of the command;
 * - `notify`: whether to tell listeners; a caller that says no tells them soon after.
 *
 * Returns the position before the batch, its recorded_at, the version each part found, and for the commands that
 * were not appended `[{i, kind, ...}]`: duplicate, mismatch, claimed or conflict. All others were.
 *
 * Everything is decided under the lock of the counter row: what is read after it cannot change before commit,
 * and positions become visible in their order. What is visible at position n has everything before n.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await appendFunction(db);
  await sql`
    REVOKE ALL ON FUNCTION es.append FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION es.append TO es_writer;
  `.execute(db);
}

// The planner is held to generic plans of index look-ups: planning costs more than such a statement, and a plan
// made while the tables were small stays in use as they grow.
const appendFunction = (db: Kysely<unknown>) =>
  sql`
    CREATE FUNCTION es.append(
      ids uuid[], fingerprints bytea[], notes text[],
      streams text[],
      part_command integer[], part_stream integer[], part_expected integer[], part_count integer[],
      types text[], schemas integer[], salts bytea[],
      before_prev text[], before_version text[], after_version text[],
      claims jsonb,
      notify boolean,
      OUT base bigint, OUT at timestamptz, OUT bases integer[], OUT refusals jsonb)
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
      refused boolean[] := array_fill(false, ARRAY[command_total]);
      first_positions bigint[] := '{}';
      last_positions bigint[] := '{}';
      planned integer[] := array_fill(0, ARRAY[stream_total]);
      written integer[];
      chain bytea[] := array_fill(NULL::bytea, ARRAY[stream_total]);
      positions bigint[] := '{}';
      event_versions integer[] := '{}';
      event_commands integer[] := '{}';
      event_streams integer[] := '{}';
      commitments bytea[] := '{}';
      bodies text[] := '{}';
      r record;
      c integer;
      x integer;
      e integer := 0;
      appended integer := 0;
      body text;
    BEGIN
      UPDATE es.log_head h
      SET position = h.position + event_total, recorded_at = greatest(clock_timestamp(), h.recorded_at)
      WHERE h.singleton
      RETURNING h.position - event_total, h.recorded_at INTO STRICT base, at;

      FOR r IN
        SELECT i.i, k.fingerprint, k.first_position, k.last_position, k.note
        FROM generate_series(1, command_total) AS i(i)
        JOIN es.commands k ON k.command_id = ids[i.i]
      LOOP
        refused[r.i] := true;
        refusals := coalesce(refusals, '[]') || CASE WHEN r.fingerprint = fingerprints[r.i]
          THEN jsonb_build_object('i', r.i, 'kind', 'duplicate', 'first', r.first_position::text,
                                  'last', r.last_position::text, 'note', r.note)
          ELSE jsonb_build_object('i', r.i, 'kind', 'mismatch') END;
      END LOOP;

      IF claims IS NOT NULL THEN
        FOR r IN
          SELECT n.c, n.k, k.holder
          FROM jsonb_to_recordset(claims) AS n(c integer, k text, s jsonb)
          JOIN es.claims k ON k.key = n.k
          WHERE NOT n.s ? k.holder
          ORDER BY n.c, n.k
        LOOP
          CONTINUE WHEN refused[r.c];
          refused[r.c] := true;
          refusals := coalesce(refusals, '[]')
            || jsonb_build_object('i', r.c, 'kind', 'claimed', 'key', r.k, 'holder', r.holder);
        END LOOP;
      END IF;

      FOR r IN
        SELECT i.i, h.version, h.commitment
        FROM generate_series(1, stream_total) AS i(i)
        CROSS JOIN LATERAL (
          SELECT e.version, e.commitment FROM es.events e
          WHERE e.stream = streams[i.i] ORDER BY e.version DESC LIMIT 1
        ) h
      LOOP
        planned[r.i] := r.version;
        chain[r.i] := r.commitment;
      END LOOP;
      written := planned;

      bases := '{}';
      FOR p IN 1 .. part_total LOOP
        c := part_command[p];
        x := part_stream[p];
        bases[p] := planned[x];
        CONTINUE WHEN refused[c];
        IF part_expected[p] >= 0 AND part_expected[p] <> planned[x] THEN
          refused[c] := true;
          refusals := coalesce(refusals, '[]')
            || jsonb_build_object('i', c, 'kind', 'conflict', 'stream', streams[x], 'actual', planned[x]);
          -- All or nothing: what its earlier parts had planned is taken back.
          FOR q IN REVERSE p - 1 .. 1 LOOP
            EXIT WHEN part_command[q] <> c;
            planned[part_stream[q]] := planned[part_stream[q]] - part_count[q];
          END LOOP;
        ELSE
          planned[x] := planned[x] + part_count[p];
        END IF;
      END LOOP;

      FOR p IN 1 .. part_total LOOP
        c := part_command[p];
        IF refused[c] THEN
          e := e + part_count[p];
          CONTINUE;
        END IF;
        x := part_stream[p];
        last_positions[c] := base + appended;
        FOR i IN 1 .. part_count[p] LOOP
          e := e + 1;
          appended := appended + 1;
          written[x] := written[x] + 1;
          body := before_prev[e]
            || CASE WHEN chain[x] IS NULL THEN 'null' ELSE '"' || encode(chain[x], 'base64') || '"' END
            || before_version[e] || written[x] || after_version[e];
          IF octet_length(salts[e]) <> 16 OR octet_length(body) > 65536 THEN
            RAISE EXCEPTION 'event % of the batch has a salt of other than 16 bytes or a body of over 64 KiB', e
              USING ERRCODE = 'program_limit_exceeded';
          END IF;
          chain[x] := sha256(salts[e] || convert_to(body, 'UTF8'));
          positions[e] := base + appended;
          event_versions[e] := written[x];
          event_commands[e] := c;
          event_streams[e] := x;
          commitments[e] := chain[x];
          bodies[e] := body;
          last_positions[c] := base + appended;
          IF first_positions[c] IS NULL THEN
            first_positions[c] := base + appended;
          END IF;
        END LOOP;
      END LOOP;

      IF appended > 0 THEN
        INSERT INTO es.events
          (position, recorded_at, version, schema_version, command_id, stream, type, salt, commitment, body)
        SELECT positions[i], at, event_versions[i], schemas[i], ids[event_commands[i]],
               streams[event_streams[i]], types[i], salts[i], commitments[i], bodies[i]
        FROM generate_series(1, event_total) AS i
        WHERE positions[i] IS NOT NULL;
        IF notify THEN
          PERFORM pg_notify('es_appended', '');
        END IF;
      END IF;
      IF appended < event_total THEN
        UPDATE es.log_head h SET position = base + appended WHERE h.singleton;
      END IF;
      INSERT INTO es.commands (command_id, fingerprint, first_position, last_position, recorded_at, note)
      SELECT ids[i], fingerprints[i], first_positions[i], coalesce(last_positions[i], base), at, notes[i]
      FROM generate_series(1, command_total) AS i
      WHERE NOT refused[i];
      IF claims IS NOT NULL THEN
        INSERT INTO es.claims (key, holder, command_id)
        SELECT n.k, n.h, ids[n.c]
        FROM jsonb_to_recordset(claims) AS n(c integer, k text, h text)
        WHERE NOT refused[n.c] AND NOT EXISTS (SELECT FROM es.claims k WHERE k.key = n.k);
      END IF;
    END $$;
  `.execute(db);
