-- Written by `node scripts/dump-schema.mjs`; compared with a fresh install in the tests.

-- Tables

CREATE TABLE access.access_event (
  id uuid NOT NULL,
  at timestamp with time zone NOT NULL DEFAULT now(),
  type text NOT NULL,
  by_id uuid,
  by_role text,
  about uuid,
  details jsonb NOT NULL,
  CONSTRAINT access_event_pk PRIMARY KEY (id)
);
ALTER TABLE access.access_event OWNER TO es_owner;

CREATE TABLE access.actor (
  id uuid NOT NULL,
  name text NOT NULL,
  role text NOT NULL,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  disabled_at timestamp with time zone,
  scoped boolean NOT NULL DEFAULT false,
  CONSTRAINT actor_pk PRIMARY KEY (id),
  CONSTRAINT actor_role CHECK ((role = ANY (ARRAY['staff'::text, 'approver'::text, 'stakeholder'::text, 'auditor'::text, 'admin'::text, 'operator'::text])))
);
ALTER TABLE access.actor OWNER TO es_owner;

CREATE TABLE access.api_key (
  id uuid NOT NULL,
  actor_id uuid NOT NULL,
  hash bytea NOT NULL,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  expires_at timestamp with time zone,
  revoked_at timestamp with time zone,
  label text NOT NULL DEFAULT ''::text,
  grants text[],
  CONSTRAINT api_key_actor FOREIGN KEY (actor_id) REFERENCES access.actor(id),
  CONSTRAINT api_key_hash UNIQUE (hash),
  CONSTRAINT api_key_hash_length CHECK ((octet_length(hash) = 32)),
  CONSTRAINT api_key_pk PRIMARY KEY (id)
);
ALTER TABLE access.api_key OWNER TO es_owner;

CREATE TABLE access.external_identity (
  issuer text COLLATE "C" NOT NULL,
  subject text COLLATE "C" NOT NULL,
  actor_id uuid NOT NULL,
  CONSTRAINT external_identity_actor FOREIGN KEY (actor_id) REFERENCES access.actor(id),
  CONSTRAINT external_identity_pk PRIMARY KEY (issuer, subject)
);
ALTER TABLE access.external_identity OWNER TO es_owner;

CREATE TABLE access.local_account (
  actor_id uuid NOT NULL,
  email text NOT NULL,
  email_key text COLLATE "C" NOT NULL,
  password_hash text,
  totp_secret bytea,
  totp_pending bytea,
  totp_last_step bigint,
  CONSTRAINT local_account_actor FOREIGN KEY (actor_id) REFERENCES access.actor(id),
  CONSTRAINT local_account_email UNIQUE (email_key),
  CONSTRAINT local_account_pk PRIMARY KEY (actor_id)
);
ALTER TABLE access.local_account OWNER TO es_owner;

CREATE TABLE access.one_time_link (
  hash bytea NOT NULL,
  purpose text NOT NULL,
  actor_id uuid,
  expires_at timestamp with time zone NOT NULL,
  used_at timestamp with time zone,
  CONSTRAINT one_time_link_actor FOREIGN KEY (actor_id) REFERENCES access.actor(id),
  CONSTRAINT one_time_link_pk PRIMARY KEY (hash),
  CONSTRAINT one_time_link_purpose CHECK ((purpose = ANY (ARRAY['setup'::text, 'password'::text])))
);
ALTER TABLE access.one_time_link OWNER TO es_owner;

CREATE TABLE access.proposal (
  id uuid NOT NULL,
  command text NOT NULL,
  kind text NOT NULL,
  record_id uuid NOT NULL,
  input jsonb NOT NULL,
  hash bytea NOT NULL,
  proposed_by uuid NOT NULL,
  proposed_by_role text NOT NULL,
  proposed_at timestamp with time zone NOT NULL DEFAULT now(),
  expires_at timestamp with time zone NOT NULL,
  decision text,
  decided_by uuid,
  decided_at timestamp with time zone,
  reason text,
  CONSTRAINT proposal_decided_by FOREIGN KEY (decided_by) REFERENCES access.actor(id),
  CONSTRAINT proposal_decision CHECK ((decision = ANY (ARRAY['approved'::text, 'rejected'::text, 'withdrawn'::text]))),
  CONSTRAINT proposal_four_eyes CHECK (((decision <> 'approved'::text) OR (decided_by <> proposed_by))),
  CONSTRAINT proposal_hash_length CHECK ((octet_length(hash) = 32)),
  CONSTRAINT proposal_kind CHECK ((kind = ANY (ARRAY['agreement'::text, 'project'::text, 'collection'::text]))),
  CONSTRAINT proposal_pk PRIMARY KEY (id),
  CONSTRAINT proposal_proposed_by FOREIGN KEY (proposed_by) REFERENCES access.actor(id)
);
ALTER TABLE access.proposal OWNER TO es_owner;

CREATE TABLE access.refused_command (
  id uuid NOT NULL,
  refused_at timestamp with time zone NOT NULL DEFAULT now(),
  actor_id uuid NOT NULL,
  actor_role text NOT NULL,
  command text NOT NULL,
  record text,
  code text NOT NULL,
  fields text[] NOT NULL,
  command_id uuid,
  correlation_id uuid NOT NULL,
  CONSTRAINT refused_command_pk PRIMARY KEY (id)
);
ALTER TABLE access.refused_command OWNER TO es_owner;

CREATE TABLE access.scope (
  actor_id uuid NOT NULL,
  kind text NOT NULL,
  record_id uuid NOT NULL,
  CONSTRAINT scope_actor FOREIGN KEY (actor_id) REFERENCES access.actor(id),
  CONSTRAINT scope_kind CHECK ((kind = ANY (ARRAY['agreement'::text, 'project'::text, 'collection'::text]))),
  CONSTRAINT scope_pk PRIMARY KEY (actor_id, kind, record_id)
);
ALTER TABLE access.scope OWNER TO es_owner;

CREATE TABLE access.session (
  id uuid NOT NULL,
  hash bytea NOT NULL,
  actor_id uuid NOT NULL,
  by_provider boolean NOT NULL,
  started_at timestamp with time zone NOT NULL DEFAULT now(),
  last_seen_at timestamp with time zone NOT NULL DEFAULT now(),
  expires_at timestamp with time zone NOT NULL,
  stepped_up_at timestamp with time zone NOT NULL DEFAULT now(),
  ended_at timestamp with time zone,
  browser text NOT NULL,
  address text NOT NULL,
  CONSTRAINT session_actor FOREIGN KEY (actor_id) REFERENCES access.actor(id),
  CONSTRAINT session_hash UNIQUE (hash),
  CONSTRAINT session_hash_length CHECK ((octet_length(hash) = 32)),
  CONSTRAINT session_pk PRIMARY KEY (id)
);
ALTER TABLE access.session OWNER TO es_owner;

CREATE TABLE access.sign_in_failure (
  key text COLLATE "C" NOT NULL,
  points integer NOT NULL DEFAULT 0,
  expire bigint,
  CONSTRAINT sign_in_failure_pk PRIMARY KEY (key)
);
ALTER TABLE access.sign_in_failure OWNER TO es_owner;

CREATE TABLE es.claims (
  key text COLLATE "C" NOT NULL,
  holder text COLLATE "C" NOT NULL,
  command_id uuid NOT NULL,
  CONSTRAINT claims_key PRIMARY KEY (key)
);
ALTER TABLE es.claims OWNER TO es_owner;

CREATE TABLE es.commands (
  command_id uuid NOT NULL,
  fingerprint bytea NOT NULL,
  first_position bigint,
  last_position bigint NOT NULL,
  recorded_at timestamp with time zone NOT NULL,
  note text COLLATE "C",
  CONSTRAINT commands_id PRIMARY KEY (command_id)
);
ALTER TABLE es.commands OWNER TO es_owner;

CREATE TABLE es.events (
  "position" bigint NOT NULL,
  recorded_at timestamp with time zone NOT NULL,
  version integer NOT NULL,
  schema_version integer NOT NULL,
  command_id uuid NOT NULL,
  stream text COLLATE "C" NOT NULL,
  type text COLLATE "C" NOT NULL,
  salt bytea NOT NULL,
  commitment bytea NOT NULL,
  body text COLLATE "C" NOT NULL,
  CONSTRAINT events_position PRIMARY KEY ("position"),
  CONSTRAINT events_stream_version UNIQUE (stream, version)
);
ALTER TABLE es.events OWNER TO es_owner;

CREATE TABLE es.log_head (
  singleton boolean NOT NULL DEFAULT true,
  "position" bigint NOT NULL DEFAULT 0,
  recorded_at timestamp with time zone NOT NULL DEFAULT '-infinity'::timestamp with time zone,
  epoch uuid NOT NULL DEFAULT gen_random_uuid(),
  CONSTRAINT log_head_singleton PRIMARY KEY (singleton)
) WITH (fillfactor=10);
ALTER TABLE es.log_head OWNER TO es_owner;

CREATE TABLE es.segment (
  first_position bigint NOT NULL,
  last_position bigint NOT NULL,
  table_name text COLLATE "C" NOT NULL,
  closed_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT segment_first PRIMARY KEY (first_position)
);
ALTER TABLE es.segment OWNER TO es_owner;

CREATE TABLE notify.delivery (
  id uuid NOT NULL,
  notification_id uuid,
  recipient_id uuid NOT NULL,
  channel text NOT NULL,
  endpoint_id uuid,
  lane text NOT NULL,
  state text NOT NULL,
  reason text,
  hold_reason text,
  decided_by text NOT NULL,
  gen integer NOT NULL DEFAULT 0,
  attempt integer NOT NULL DEFAULT 0,
  fence integer NOT NULL DEFAULT 0,
  claimed_at timestamp with time zone,
  lease_until timestamp with time zone,
  next_at timestamp with time zone NOT NULL DEFAULT now(),
  enqueued_at timestamp with time zone,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  accepted_at timestamp with time zone,
  provider_ref text,
  template_version integer,
  locale text,
  body_hash bytea,
  replayed_at timestamp with time zone,
  replayed_by uuid,
  digest_window_id uuid,
  CONSTRAINT delivery_digest_window FOREIGN KEY (digest_window_id) REFERENCES notify.digest_window(id),
  CONSTRAINT delivery_lane CHECK ((lane = ANY (ARRAY['direct'::text, 'bulk'::text]))),
  CONSTRAINT delivery_notification FOREIGN KEY (notification_id) REFERENCES notify.notification(id),
  CONSTRAINT delivery_of_one CHECK ((num_nonnulls(notification_id, digest_window_id) = 1)),
  CONSTRAINT delivery_once UNIQUE NULLS NOT DISTINCT (notification_id, recipient_id, channel, endpoint_id, digest_window_id),
  CONSTRAINT delivery_pk PRIMARY KEY (id),
  CONSTRAINT delivery_state CHECK ((state = ANY (ARRAY['planned'::text, 'sending'::text, 'accepted'::text, 'delivered'::text, 'bounced'::text, 'held'::text, 'dead'::text, 'suppressed'::text, 'superseded'::text, 'cancelled'::text, 'unknown'::text])))
) WITH (fillfactor=70);
ALTER TABLE notify.delivery OWNER TO es_owner;

CREATE TABLE notify.delivery_attempt (
  delivery_id uuid NOT NULL,
  gen integer NOT NULL,
  attempt integer NOT NULL,
  started_at timestamp with time zone NOT NULL,
  ended_at timestamp with time zone NOT NULL,
  outcome text NOT NULL,
  code text,
  latency_ms integer,
  note text,
  CONSTRAINT attempt_delivery FOREIGN KEY (delivery_id) REFERENCES notify.delivery(id),
  CONSTRAINT attempt_outcome CHECK ((outcome = ANY (ARRAY['accepted'::text, 'retry'::text, 'dead'::text, 'lost'::text, 'suppressed'::text]))),
  CONSTRAINT attempt_pk PRIMARY KEY (delivery_id, gen, attempt)
);
ALTER TABLE notify.delivery_attempt OWNER TO es_owner;

CREATE TABLE notify.digest_item (
  delivery_id uuid NOT NULL,
  window_id uuid NOT NULL,
  CONSTRAINT digest_item_delivery FOREIGN KEY (delivery_id) REFERENCES notify.delivery(id),
  CONSTRAINT digest_item_pk PRIMARY KEY (delivery_id),
  CONSTRAINT digest_item_window FOREIGN KEY (window_id) REFERENCES notify.digest_window(id)
);
ALTER TABLE notify.digest_item OWNER TO es_owner;

CREATE TABLE notify.digest_window (
  id uuid NOT NULL,
  recipient_id uuid NOT NULL,
  channel text NOT NULL,
  frequency text NOT NULL,
  opened_at timestamp with time zone NOT NULL DEFAULT now(),
  closes_at timestamp with time zone NOT NULL,
  state text NOT NULL DEFAULT 'open'::text,
  closed_at timestamp with time zone,
  CONSTRAINT digest_window_closed CHECK (((state = 'open'::text) = (closed_at IS NULL))),
  CONSTRAINT digest_window_frequency CHECK ((frequency = ANY (ARRAY['daily'::text, 'weekly'::text]))),
  CONSTRAINT digest_window_pk PRIMARY KEY (id),
  CONSTRAINT digest_window_state CHECK ((state = ANY (ARRAY['open'::text, 'closed'::text, 'empty'::text])))
);
ALTER TABLE notify.digest_window OWNER TO es_owner;

CREATE TABLE notify.inbox (
  delivery_id uuid NOT NULL,
  user_id uuid NOT NULL,
  notification_id uuid NOT NULL,
  "position" bigint NOT NULL,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  read_at timestamp with time zone,
  CONSTRAINT inbox_delivery FOREIGN KEY (delivery_id) REFERENCES notify.delivery(id),
  CONSTRAINT inbox_notification FOREIGN KEY (notification_id) REFERENCES notify.notification(id),
  CONSTRAINT inbox_pk PRIMARY KEY (delivery_id)
);
ALTER TABLE notify.inbox OWNER TO es_owner;

CREATE TABLE notify.leader (
  name text COLLATE "C" NOT NULL,
  holder uuid NOT NULL,
  beat_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT leader_pk PRIMARY KEY (name)
);
ALTER TABLE notify.leader OWNER TO es_owner;

CREATE TABLE notify.membership (
  member text COLLATE "C" NOT NULL,
  collection text COLLATE "C" NOT NULL,
  CONSTRAINT membership_pk PRIMARY KEY (member, collection)
);
ALTER TABLE notify.membership OWNER TO es_owner;

CREATE TABLE notify.notification (
  id uuid NOT NULL,
  event_id uuid NOT NULL,
  rule_id text COLLATE "C" NOT NULL,
  "position" bigint NOT NULL,
  stream text COLLATE "C" NOT NULL,
  stream_version integer NOT NULL,
  event_class text NOT NULL,
  severity text NOT NULL,
  critical boolean NOT NULL,
  params jsonb NOT NULL,
  scopes text[] NOT NULL,
  actor_id text NOT NULL,
  corrects_event_id uuid,
  recorded_at timestamp with time zone NOT NULL,
  planned_at timestamp with time zone NOT NULL DEFAULT now(),
  suppressed text,
  lane text NOT NULL DEFAULT 'direct'::text,
  fanout_after uuid,
  fanout_done boolean NOT NULL,
  CONSTRAINT notification_lane CHECK ((lane = ANY (ARRAY['direct'::text, 'bulk'::text]))),
  CONSTRAINT notification_once UNIQUE (event_id, rule_id),
  CONSTRAINT notification_pk PRIMARY KEY (id)
);
ALTER TABLE notify.notification OWNER TO es_owner;

CREATE TABLE notify.preference (
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  scope text COLLATE "C" NOT NULL,
  channel text NOT NULL,
  level text,
  updated_at timestamp with time zone NOT NULL DEFAULT now(),
  frequency text,
  CONSTRAINT preference_frequency CHECK ((frequency = ANY (ARRAY['at-once'::text, 'daily'::text, 'weekly'::text]))),
  CONSTRAINT preference_level CHECK ((level = ANY (ARRAY['on'::text, 'off'::text, 'stop'::text]))),
  CONSTRAINT preference_once UNIQUE (user_id, scope, channel),
  CONSTRAINT preference_pk PRIMARY KEY (id),
  CONSTRAINT preference_recipient FOREIGN KEY (user_id) REFERENCES notify.recipient(user_id) ON DELETE CASCADE,
  CONSTRAINT preference_says_something CHECK (((level IS NOT NULL) OR (frequency IS NOT NULL)))
);
ALTER TABLE notify.preference OWNER TO es_owner;

CREATE TABLE notify.recipient (
  user_id uuid NOT NULL,
  email text,
  locale text NOT NULL DEFAULT 'en'::text,
  time_zone text NOT NULL DEFAULT 'Asia/Almaty'::text,
  notify_own boolean NOT NULL DEFAULT false,
  link_key bytea NOT NULL,
  updated_at timestamp with time zone NOT NULL DEFAULT now(),
  digest_hour smallint NOT NULL DEFAULT 9,
  digest_weekday smallint NOT NULL DEFAULT 1,
  quiet_from smallint,
  quiet_to smallint,
  CONSTRAINT recipient_digest_hour CHECK (((digest_hour >= 0) AND (digest_hour <= 23))),
  CONSTRAINT recipient_digest_weekday CHECK (((digest_weekday >= 1) AND (digest_weekday <= 7))),
  CONSTRAINT recipient_link_key CHECK ((octet_length(link_key) = 32)),
  CONSTRAINT recipient_locale CHECK ((locale = ANY (ARRAY['en'::text, 'kk'::text, 'ru'::text, 'zh'::text]))),
  CONSTRAINT recipient_pk PRIMARY KEY (user_id),
  CONSTRAINT recipient_quiet CHECK ((((quiet_from IS NULL) = (quiet_to IS NULL)) AND (quiet_from <> quiet_to))),
  CONSTRAINT recipient_quiet_from CHECK (((quiet_from >= 0) AND (quiet_from <= 23))),
  CONSTRAINT recipient_quiet_to CHECK (((quiet_to >= 0) AND (quiet_to <= 23)))
);
ALTER TABLE notify.recipient OWNER TO es_owner;

CREATE TABLE notify.subscription (
  name text COLLATE "C" NOT NULL,
  "position" bigint NOT NULL,
  epoch uuid NOT NULL,
  live_since timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT subscription_pk PRIMARY KEY (name)
);
ALTER TABLE notify.subscription OWNER TO es_owner;

CREATE TABLE notify.suppression (
  address_hash bytea NOT NULL,
  scope text COLLATE "C" NOT NULL DEFAULT 'all'::text,
  reason text NOT NULL,
  until timestamp with time zone,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT suppression_pk PRIMARY KEY (address_hash, scope)
);
ALTER TABLE notify.suppression OWNER TO es_owner;

CREATE TABLE notify.watch (
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  scope text COLLATE "C" NOT NULL,
  label text NOT NULL,
  channels text[] NOT NULL,
  event_classes text[],
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  frequency text,
  CONSTRAINT watch_channels CHECK ((cardinality(channels) > 0)),
  CONSTRAINT watch_frequency CHECK ((frequency = ANY (ARRAY['at-once'::text, 'daily'::text, 'weekly'::text]))),
  CONSTRAINT watch_once UNIQUE (scope, user_id),
  CONSTRAINT watch_pk PRIMARY KEY (id),
  CONSTRAINT watch_recipient FOREIGN KEY (user_id) REFERENCES notify.recipient(user_id) ON DELETE CASCADE
);
ALTER TABLE notify.watch OWNER TO es_owner;

CREATE TABLE registry.import_batch (
  id uuid NOT NULL,
  kind text NOT NULL,
  dry_run boolean NOT NULL,
  file_name text NOT NULL,
  format text NOT NULL,
  sha256 bytea NOT NULL,
  bytes integer NOT NULL,
  rows integer NOT NULL,
  actor_id text NOT NULL,
  actor_role text NOT NULL,
  "position" bigint,
  started_at timestamp with time zone NOT NULL DEFAULT now(),
  finished_at timestamp with time zone,
  retract_reason text,
  retract_reason_code text,
  retract_actor_id text,
  retract_actor_role text,
  retract_started_at timestamp with time zone,
  retracted_at timestamp with time zone,
  stop_asked_at timestamp with time zone,
  CONSTRAINT import_batch_dry_run CHECK (((NOT dry_run) OR (("position" IS NULL) AND (retract_started_at IS NULL)))),
  CONSTRAINT import_batch_format CHECK ((format = ANY (ARRAY['csv'::text, 'xlsx'::text]))),
  CONSTRAINT import_batch_kind CHECK ((kind = ANY (ARRAY['agreements'::text, 'projects'::text, 'milestones'::text]))),
  CONSTRAINT import_batch_pk PRIMARY KEY (id),
  CONSTRAINT import_batch_sha256 CHECK ((octet_length(sha256) = 32))
);
ALTER TABLE registry.import_batch OWNER TO es_owner;

CREATE TABLE registry.import_row (
  batch_id uuid NOT NULL,
  "row" integer NOT NULL,
  verdict text NOT NULL,
  record_kind text,
  record_id uuid,
  public_id text,
  version integer,
  event_ids uuid[] NOT NULL,
  likeness text[],
  duplicate_row integer,
  duplicate_id uuid,
  duplicate_public_id text,
  errors jsonb NOT NULL,
  warnings jsonb NOT NULL,
  taken_back text,
  taken_back_code text,
  taken_back_message text,
  CONSTRAINT import_row_batch FOREIGN KEY (batch_id) REFERENCES registry.import_batch(id),
  CONSTRAINT import_row_pk PRIMARY KEY (batch_id, "row"),
  CONSTRAINT import_row_taken_back CHECK ((taken_back = ANY (ARRAY['voided'::text, 'retracted'::text, 'left'::text]))),
  CONSTRAINT import_row_verdict CHECK ((verdict = ANY (ARRAY['accepted'::text, 'duplicate'::text, 'rejected'::text])))
);
ALTER TABLE registry.import_row OWNER TO es_owner;

CREATE TABLE registry.public_id_counter (
  prefix text COLLATE "C" NOT NULL,
  year integer NOT NULL,
  last integer NOT NULL,
  CONSTRAINT public_id_counter_from_1 CHECK ((last > 0)),
  CONSTRAINT public_id_counter_pk PRIMARY KEY (prefix, year)
);
ALTER TABLE registry.public_id_counter OWNER TO es_owner;

CREATE TABLE views.cursor_key (
  key bytea NOT NULL
);
ALTER TABLE views.cursor_key OWNER TO es_owner;

CREATE TABLE views.generation (
  projection text NOT NULL,
  generation integer NOT NULL,
  version integer NOT NULL,
  "position" bigint NOT NULL DEFAULT 0,
  built bigint NOT NULL DEFAULT 0,
  fence bigint NOT NULL DEFAULT 0,
  holder text,
  lease_until timestamp with time zone,
  parked jsonb,
  created_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(),
  updated_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(),
  epoch uuid NOT NULL,
  CONSTRAINT generation_pkey PRIMARY KEY (projection, generation),
  CONSTRAINT generation_projection_fkey FOREIGN KEY (projection) REFERENCES views.projection(name)
);
ALTER TABLE views.generation OWNER TO es_owner;

CREATE TABLE views.projection (
  name text NOT NULL,
  live_generation integer NOT NULL,
  last_generation integer NOT NULL,
  CONSTRAINT projection_pkey PRIMARY KEY (name)
);
ALTER TABLE views.projection OWNER TO es_owner;

CREATE TABLE views.skipped (
  projection text NOT NULL,
  "position" bigint NOT NULL,
  decided_by text NOT NULL,
  reason text NOT NULL,
  decided_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT skipped_pkey PRIMARY KEY (projection, "position")
);
ALTER TABLE views.skipped OWNER TO es_owner;

-- Indexes

CREATE INDEX access_event_about ON access.access_event USING btree (about, id);

CREATE INDEX access_event_by ON access.access_event USING btree (by_id, id);

CREATE INDEX api_key_by_actor ON access.api_key USING btree (actor_id);

CREATE INDEX external_identity_by_actor ON access.external_identity USING btree (actor_id);

CREATE INDEX proposal_open ON access.proposal USING btree (id) WHERE (decision IS NULL);

CREATE INDEX refused_command_by_actor ON access.refused_command USING btree (actor_id, id);

CREATE INDEX session_by_actor ON access.session USING btree (actor_id, started_at);

CREATE INDEX delivery_by_age ON notify.delivery USING btree (created_at, id);

CREATE INDEX delivery_by_recipient ON notify.delivery USING btree (recipient_id, created_at, id);

CREATE INDEX delivery_dead ON notify.delivery USING btree (created_at, id) WHERE (state = 'dead'::text);

CREATE INDEX delivery_due ON notify.delivery USING btree (channel, lane, next_at, id) WHERE ((state = ANY (ARRAY['planned'::text, 'sending'::text])) AND (hold_reason IS NULL));

CREATE INDEX delivery_held ON notify.delivery USING btree (channel, hold_reason) WHERE (hold_reason IS NOT NULL);

CREATE INDEX digest_item_by_window ON notify.digest_item USING btree (window_id);

CREATE INDEX digest_window_due ON notify.digest_window USING btree (closes_at, id) WHERE (state = 'open'::text);

CREATE UNIQUE INDEX digest_window_open ON notify.digest_window USING btree (recipient_id, channel, frequency) WHERE (state = 'open'::text);

CREATE INDEX inbox_by_user ON notify.inbox USING btree (user_id, "position", delivery_id);

CREATE INDEX inbox_unread ON notify.inbox USING btree (user_id) WHERE (read_at IS NULL);

CREATE INDEX notification_by_stream ON notify.notification USING btree (stream, "position");

CREATE INDEX notification_unfinished ON notify.notification USING btree ("position", id) WHERE (NOT fanout_done);

CREATE INDEX watch_by_user ON notify.watch USING btree (user_id, created_at, id);

CREATE UNIQUE INDEX import_batch_of_file ON registry.import_batch USING btree (sha256, kind, actor_id) WHERE ((NOT dry_run) AND (retract_started_at IS NULL));

CREATE INDEX import_row_by_likeness ON registry.import_row USING gin (likeness) WHERE (likeness IS NOT NULL);

CREATE INDEX import_row_by_record ON registry.import_row USING btree (batch_id, record_id) WHERE (verdict = 'accepted'::text);

CREATE INDEX import_row_voided ON registry.import_row USING btree (record_id) WHERE (taken_back = 'voided'::text);

-- Views

CREATE VIEW es.all_events AS
 SELECT "position",
    recorded_at,
    version,
    schema_version,
    command_id,
    stream,
    type,
    salt,
    commitment,
    body
   FROM es.events;

-- Functions

CREATE OR REPLACE FUNCTION es.append(ids uuid[], fingerprints bytea[], notes text[], streams text[], part_command integer[], part_stream integer[], part_expected integer[], part_count integer[], types text[], schemas integer[], salts bytea[], before_prev text[], before_version text[], after_version text[], claims jsonb, notify boolean, OUT base bigint, OUT at timestamp with time zone, OUT bases integer[], OUT refusals jsonb)
 RETURNS record
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET lock_timeout TO '2s'
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_seqscan TO 'off'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
AS $function$
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
          SELECT e.version, e.commitment FROM es.all_events e
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
    END $function$
;
ALTER FUNCTION es.append OWNER TO es_owner;

CREATE OR REPLACE FUNCTION es.close_segment()
 RETURNS text
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET lock_timeout TO '2s'
AS $function$
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
    END $function$
;
ALTER FUNCTION es.close_segment OWNER TO es_owner;

CREATE OR REPLACE FUNCTION es.import(ids uuid[], fingerprints bytea[], notes text[], streams text[], part_command integer[], part_stream integer[], part_expected integer[], part_count integer[], types text[], schemas integer[], salts bytea[], before_prev text[], before_version text[], after_version text[], claims jsonb, OUT base bigint, OUT at timestamp with time zone, OUT bases integer[])
 RETURNS record
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET lock_timeout TO '2s'
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_seqscan TO 'off'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
AS $function$
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
          SELECT e.version, e.commitment FROM es.all_events e
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
        IF NOT is_written[x] THEN guards[x] := versions[x]; END IF;
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
          (SELECT e.version FROM es.all_events e WHERE e.stream = streams[i.i] ORDER BY e.version DESC LIMIT 1), 0)
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
    END $function$
;
ALTER FUNCTION es.import OWNER TO es_owner;

CREATE OR REPLACE FUNCTION es.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
    BEGIN
      RAISE EXCEPTION '% on %.% refused: the log is append-only', tg_op, tg_table_schema, tg_table_name
        USING ERRCODE = 'insufficient_privilege';
    END $function$
;
ALTER FUNCTION es.refuse_change OWNER TO es_owner;

CREATE OR REPLACE FUNCTION es.renew_epoch()
 RETURNS uuid
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$UPDATE es.log_head SET epoch = gen_random_uuid() WHERE singleton RETURNING epoch$function$
;
ALTER FUNCTION es.renew_epoch OWNER TO es_owner;

CREATE OR REPLACE FUNCTION es.reopen_segment()
 RETURNS text
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET lock_timeout TO '2s'
AS $function$
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
    END $function$
;
ALTER FUNCTION es.reopen_segment OWNER TO es_owner;

CREATE OR REPLACE FUNCTION es.show_segments()
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
    BEGIN
      EXECUTE (
        SELECT 'CREATE OR REPLACE VIEW es.all_events AS '
          || coalesce(string_agg(format('SELECT * FROM es_archive.%I UNION ALL ', s.table_name), '' ORDER BY s.first_position), '')
          || 'SELECT * FROM es.events'
        FROM es.segment s);
    END $function$
;
ALTER FUNCTION es.show_segments OWNER TO es_owner;

CREATE OR REPLACE FUNCTION registry.take_public_numbers(of_prefix text, of_year integer, how_many integer)
 RETURNS integer
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
      INSERT INTO registry.public_id_counter AS c (prefix, year, last) VALUES (of_prefix, of_year, greatest(1, how_many))
      ON CONFLICT (prefix, year) DO UPDATE SET last = c.last + greatest(1, how_many)
      RETURNING last
    $function$
;
ALTER FUNCTION registry.take_public_numbers OWNER TO es_owner;

-- Triggers

CREATE TRIGGER access_event_refuse_change BEFORE DELETE OR UPDATE OR TRUNCATE ON access.access_event FOR EACH STATEMENT EXECUTE FUNCTION es.refuse_change(); -- always

CREATE TRIGGER refused_command_refuse_change BEFORE DELETE OR UPDATE OR TRUNCATE ON access.refused_command FOR EACH STATEMENT EXECUTE FUNCTION es.refuse_change(); -- always

CREATE TRIGGER commands_refuse_change BEFORE DELETE OR UPDATE OR TRUNCATE ON es.commands FOR EACH STATEMENT EXECUTE FUNCTION es.refuse_change(); -- always

CREATE TRIGGER events_refuse_change BEFORE DELETE OR UPDATE OR TRUNCATE ON es.events FOR EACH STATEMENT EXECUTE FUNCTION es.refuse_change(); -- always

CREATE TRIGGER log_head_refuse_removal BEFORE DELETE OR TRUNCATE ON es.log_head FOR EACH STATEMENT EXECUTE FUNCTION es.refuse_change(); -- always

-- Rights

GRANT EXECUTE ON FUNCTION es.append(uuid[],bytea[],text[],text[],integer[],integer[],integer[],integer[],text[],integer[],bytea[],text[],text[],text[],jsonb,boolean) TO es_writer;
GRANT EXECUTE ON FUNCTION es.import(uuid[],bytea[],text[],text[],integer[],integer[],integer[],integer[],text[],integer[],bytea[],text[],text[],text[],jsonb) TO es_writer;
GRANT EXECUTE ON FUNCTION registry.take_public_numbers(text,integer,integer) TO es_writer;
GRANT SELECT, USAGE ON NEW S IN access TO tracker_app;
GRANT SELECT, USAGE ON NEW S IN notify TO es_notifier;
GRANT SELECT, USAGE ON NEW S IN views TO es_projector;
GRANT DELETE, INSERT, SELECT, UPDATE ON NEW r IN access TO tracker_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON NEW r IN notify TO es_notifier;
GRANT SELECT ON NEW r IN notify TO es_reader;
GRANT SELECT ON NEW r IN views TO es_notifier;
GRANT DELETE, INSERT, SELECT, TRUNCATE, UPDATE ON NEW r IN views TO es_projector;
GRANT SELECT ON NEW r IN views TO es_reader;
GRANT USAGE ON SCHEMA access TO tracker_app;
GRANT USAGE ON SCHEMA es TO es_notifier;
GRANT USAGE ON SCHEMA es TO es_projector;
GRANT USAGE ON SCHEMA es TO es_reader;
GRANT USAGE ON SCHEMA es TO es_writer;
GRANT USAGE ON SCHEMA es_archive TO es_reader;
GRANT USAGE ON SCHEMA notify TO es_notifier;
GRANT USAGE ON SCHEMA notify TO es_reader;
GRANT USAGE ON SCHEMA registry TO es_writer;
GRANT USAGE ON SCHEMA views TO es_notifier;
GRANT CREATE, USAGE ON SCHEMA views TO es_projector;
GRANT USAGE ON SCHEMA views TO es_reader;
GRANT SELECT ON TABLE access.access_event TO tracker_app;
GRANT INSERT, SELECT ON TABLE access.actor TO tracker_app;
GRANT INSERT, SELECT ON TABLE access.api_key TO tracker_app;
GRANT INSERT, SELECT ON TABLE access.external_identity TO tracker_app;
GRANT INSERT, SELECT, UPDATE ON TABLE access.local_account TO tracker_app;
GRANT INSERT, SELECT ON TABLE access.one_time_link TO tracker_app;
GRANT INSERT, SELECT ON TABLE access.proposal TO tracker_app;
GRANT SELECT ON TABLE access.refused_command TO tracker_app;
GRANT DELETE, INSERT, SELECT ON TABLE access.scope TO tracker_app;
GRANT INSERT, SELECT ON TABLE access.session TO tracker_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE access.sign_in_failure TO tracker_app;
GRANT SELECT ON TABLE es.all_events TO es_notifier;
GRANT SELECT ON TABLE es.all_events TO es_projector;
GRANT SELECT ON TABLE es.all_events TO es_reader;
GRANT SELECT ON TABLE es.all_events TO es_writer;
GRANT SELECT ON TABLE es.claims TO es_reader;
GRANT SELECT ON TABLE es.claims TO es_writer;
GRANT SELECT ON TABLE es.commands TO es_reader;
GRANT SELECT ON TABLE es.commands TO es_writer;
GRANT SELECT ON TABLE es.events TO es_notifier;
GRANT SELECT ON TABLE es.events TO es_projector;
GRANT SELECT ON TABLE es.events TO es_reader;
GRANT SELECT ON TABLE es.events TO es_writer;
GRANT SELECT ON TABLE es.log_head TO es_notifier;
GRANT SELECT ON TABLE es.log_head TO es_projector;
GRANT SELECT ON TABLE es.log_head TO es_reader;
GRANT SELECT ON TABLE es.log_head TO es_writer;
GRANT SELECT ON TABLE es.segment TO es_notifier;
GRANT SELECT ON TABLE es.segment TO es_projector;
GRANT SELECT ON TABLE es.segment TO es_reader;
GRANT SELECT ON TABLE es.segment TO es_writer;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE notify.delivery TO es_notifier;
GRANT SELECT ON TABLE notify.delivery TO es_reader;
GRANT DELETE, INSERT, SELECT ON TABLE notify.delivery_attempt TO es_notifier;
GRANT SELECT ON TABLE notify.delivery_attempt TO es_reader;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE notify.digest_item TO es_notifier;
GRANT SELECT ON TABLE notify.digest_item TO es_reader;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE notify.digest_window TO es_notifier;
GRANT SELECT ON TABLE notify.digest_window TO es_reader;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE notify.inbox TO es_notifier;
GRANT SELECT ON TABLE notify.inbox TO es_reader;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE notify.leader TO es_notifier;
GRANT SELECT ON TABLE notify.leader TO es_reader;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE notify.membership TO es_notifier;
GRANT SELECT ON TABLE notify.membership TO es_reader;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE notify.notification TO es_notifier;
GRANT SELECT ON TABLE notify.notification TO es_reader;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE notify.preference TO es_notifier;
GRANT SELECT ON TABLE notify.preference TO es_reader;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE notify.recipient TO es_notifier;
GRANT SELECT ON TABLE notify.recipient TO es_reader;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE notify.subscription TO es_notifier;
GRANT SELECT ON TABLE notify.subscription TO es_reader;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE notify.suppression TO es_notifier;
GRANT SELECT ON TABLE notify.suppression TO es_reader;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE notify.watch TO es_notifier;
GRANT SELECT ON TABLE notify.watch TO es_reader;
GRANT INSERT, SELECT, UPDATE ON TABLE registry.import_batch TO tracker_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE registry.import_row TO tracker_app;
GRANT SELECT ON TABLE views.cursor_key TO es_notifier;
GRANT DELETE, INSERT, SELECT, TRUNCATE, UPDATE ON TABLE views.cursor_key TO es_projector;
GRANT SELECT ON TABLE views.cursor_key TO es_reader;
GRANT SELECT ON TABLE views.generation TO es_notifier;
GRANT DELETE, INSERT, SELECT, TRUNCATE, UPDATE ON TABLE views.generation TO es_projector;
GRANT SELECT ON TABLE views.generation TO es_reader;
GRANT SELECT ON TABLE views.projection TO es_notifier;
GRANT DELETE, INSERT, SELECT, TRUNCATE, UPDATE ON TABLE views.projection TO es_projector;
GRANT SELECT ON TABLE views.projection TO es_reader;
GRANT SELECT ON TABLE views.skipped TO es_notifier;
GRANT DELETE, INSERT, SELECT, TRUNCATE, UPDATE ON TABLE views.skipped TO es_projector;
GRANT SELECT ON TABLE views.skipped TO es_reader;
