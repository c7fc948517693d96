import { sql, type Kysely } from 'kysely';

/**
 * Who follows what, what is to be sent to whom, and what became of it. The rows are the truth; the queue that
 * moves them may be lost at any moment. Personal data (addresses, languages) is here only, never in the log.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await people(db);
  await notifications(db);
  await deliveries(db);
}

const people = (db: Kysely<unknown>) =>
  sql`
    CREATE TABLE notify.recipient (
      user_id uuid CONSTRAINT recipient_pk PRIMARY KEY,
      email text,
      locale text NOT NULL DEFAULT 'en' CONSTRAINT recipient_locale CHECK (locale IN ('en', 'kk', 'ru', 'zh')),
      time_zone text NOT NULL DEFAULT 'Asia/Almaty',
      notify_own boolean NOT NULL DEFAULT false,
      link_key bytea NOT NULL CONSTRAINT recipient_link_key CHECK (octet_length(link_key) = 32),
      updated_at timestamptz NOT NULL DEFAULT now()
    );
    COMMENT ON COLUMN notify.recipient.link_key IS 'Signs the unsubscribe links of this person; a new key ends all old links.';

    CREATE TABLE notify.watch (
      id uuid CONSTRAINT watch_pk PRIMARY KEY,
      user_id uuid NOT NULL CONSTRAINT watch_recipient REFERENCES notify.recipient ON DELETE CASCADE,
      scope text COLLATE "C" NOT NULL,
      label text NOT NULL,
      channels text[] NOT NULL CONSTRAINT watch_channels CHECK (cardinality(channels) > 0),
      event_classes text[],
      created_at timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT watch_once UNIQUE (scope, user_id)
    );
    CREATE INDEX watch_by_user ON notify.watch (user_id, created_at, id);
    COMMENT ON COLUMN notify.watch.scope IS 'kind:key, such as record:project-<uuid> or region:KZ-31';
    COMMENT ON COLUMN notify.watch.label IS 'The key as it was given: names of parties are compared without case.';
    COMMENT ON COLUMN notify.watch.event_classes IS 'Null: every class.';

    CREATE TABLE notify.preference (
      id uuid CONSTRAINT preference_pk PRIMARY KEY,
      user_id uuid NOT NULL CONSTRAINT preference_recipient REFERENCES notify.recipient ON DELETE CASCADE,
      scope text COLLATE "C" NOT NULL,
      channel text NOT NULL,
      level text NOT NULL CONSTRAINT preference_level CHECK (level IN ('on', 'off', 'stop')),
      updated_at timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT preference_once UNIQUE (user_id, scope, channel)
    );
    COMMENT ON COLUMN notify.preference.level IS 'stop: set by an unsubscribe link, wins over everything.';

    CREATE TABLE notify.suppression (
      address_hash bytea NOT NULL,
      scope text COLLATE "C" NOT NULL DEFAULT 'all',
      reason text NOT NULL,
      until timestamptz,
      created_at timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT suppression_pk PRIMARY KEY (address_hash, scope)
    );
  `.execute(db);

const notifications = (db: Kysely<unknown>) =>
  sql`
    CREATE TABLE notify.subscription (
      name text COLLATE "C" CONSTRAINT subscription_pk PRIMARY KEY,
      position bigint NOT NULL,
      epoch uuid NOT NULL,
      live_since timestamptz NOT NULL DEFAULT now()
    );

    CREATE TABLE notify.leader (
      name text COLLATE "C" CONSTRAINT leader_pk PRIMARY KEY,
      holder uuid NOT NULL,
      beat_at timestamptz NOT NULL DEFAULT now()
    );

    CREATE TABLE notify.membership (
      member text COLLATE "C" NOT NULL,
      collection text COLLATE "C" NOT NULL,
      CONSTRAINT membership_pk PRIMARY KEY (member, collection)
    );
    COMMENT ON TABLE notify.membership IS 'Streams of records and of the collections that hold them, at the subscription''s position.';

    CREATE TABLE notify.notification (
      id uuid CONSTRAINT notification_pk PRIMARY KEY,
      event_id uuid NOT NULL,
      rule_id text COLLATE "C" NOT NULL,
      position bigint NOT NULL,
      stream text COLLATE "C" NOT NULL,
      stream_version integer NOT NULL,
      event_class text NOT NULL,
      severity text NOT NULL,
      critical boolean NOT NULL,
      params jsonb NOT NULL,
      scopes text[] NOT NULL,
      actor_id text NOT NULL,
      corrects_event_id uuid,
      recorded_at timestamptz NOT NULL,
      planned_at timestamptz NOT NULL DEFAULT now(),
      suppressed text,
      lane text NOT NULL DEFAULT 'direct' CONSTRAINT notification_lane CHECK (lane IN ('direct', 'bulk')),
      fanout_after uuid,
      fanout_done boolean NOT NULL,
      CONSTRAINT notification_once UNIQUE (event_id, rule_id)
    );
    CREATE INDEX notification_by_stream ON notify.notification (stream, position);
    CREATE INDEX notification_unfinished ON notify.notification (position, id) WHERE NOT fanout_done;
    COMMENT ON COLUMN notify.notification.suppressed IS
      'Why nobody was told: import, migration, backfill, stale, internal. Such a row has no deliveries.';
    COMMENT ON COLUMN notify.notification.fanout_after IS 'The last recipient that has been planned.';
  `.execute(db);

// Room in the pages and few indexes: a delivery is updated three times in its life.
const deliveries = (db: Kysely<unknown>) =>
  sql`
    CREATE TABLE notify.delivery (
      id uuid CONSTRAINT delivery_pk PRIMARY KEY,
      notification_id uuid NOT NULL CONSTRAINT delivery_notification REFERENCES notify.notification,
      recipient_id uuid NOT NULL,
      channel text NOT NULL,
      endpoint_id uuid,
      lane text NOT NULL CONSTRAINT delivery_lane CHECK (lane IN ('direct', 'bulk')),
      state text NOT NULL CONSTRAINT delivery_state CHECK (state IN ('planned', 'sending', 'accepted', 'delivered',
        'bounced', 'held', 'dead', 'suppressed', 'superseded', 'cancelled', 'unknown')),
      reason text,
      hold_reason text,
      decided_by text NOT NULL,
      gen integer NOT NULL DEFAULT 0,
      attempt integer NOT NULL DEFAULT 0,
      fence integer NOT NULL DEFAULT 0,
      claimed_at timestamptz,
      lease_until timestamptz,
      next_at timestamptz NOT NULL DEFAULT now(),
      enqueued_at timestamptz,
      created_at timestamptz NOT NULL DEFAULT now(),
      accepted_at timestamptz,
      provider_ref text,
      template_version integer,
      locale text,
      body_hash bytea,
      replayed_at timestamptz,
      replayed_by uuid,
      CONSTRAINT delivery_once UNIQUE NULLS NOT DISTINCT (notification_id, recipient_id, channel, endpoint_id)
    ) WITH (fillfactor = 70);
    CREATE INDEX delivery_due ON notify.delivery (channel, lane, next_at, id)
      WHERE state IN ('planned', 'sending') AND hold_reason IS NULL;
    CREATE INDEX delivery_held ON notify.delivery (channel, hold_reason) WHERE hold_reason IS NOT NULL;
    CREATE INDEX delivery_dead ON notify.delivery (created_at, id) WHERE state = 'dead';
    CREATE INDEX delivery_by_recipient ON notify.delivery (recipient_id, created_at, id);
    CREATE INDEX delivery_by_age ON notify.delivery (created_at, id);

    CREATE TABLE notify.delivery_attempt (
      delivery_id uuid NOT NULL CONSTRAINT attempt_delivery REFERENCES notify.delivery,
      gen integer NOT NULL,
      attempt integer NOT NULL,
      started_at timestamptz NOT NULL,
      ended_at timestamptz NOT NULL,
      outcome text NOT NULL CONSTRAINT attempt_outcome CHECK (outcome IN ('accepted', 'retry', 'dead', 'lost', 'suppressed')),
      code text,
      latency_ms integer,
      note text,
      CONSTRAINT attempt_pk PRIMARY KEY (delivery_id, gen, attempt)
    );
    REVOKE UPDATE ON notify.delivery_attempt FROM es_notifier;

    CREATE TABLE notify.inbox (
      delivery_id uuid CONSTRAINT inbox_pk PRIMARY KEY CONSTRAINT inbox_delivery REFERENCES notify.delivery,
      user_id uuid NOT NULL,
      notification_id uuid NOT NULL CONSTRAINT inbox_notification REFERENCES notify.notification,
      position bigint NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      read_at timestamptz
    );
    CREATE INDEX inbox_by_user ON notify.inbox (user_id, position, delivery_id);
    CREATE INDEX inbox_unread ON notify.inbox (user_id) WHERE read_at IS NULL;
  `.execute(db);
