import { sql, type Kysely } from 'kysely';

/**
 * Mail once a day or a week instead of at once. A delivery that waits is `held` and an item of a window; when the
 * window closes, one delivery of the window itself is planned, and its items share what becomes of that one.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await wishes(db);
  await windows(db);
}

const wishes = (db: Kysely<unknown>) =>
  sql`
    ALTER TABLE notify.recipient
      ADD COLUMN digest_hour smallint NOT NULL DEFAULT 9
        CONSTRAINT recipient_digest_hour CHECK (digest_hour BETWEEN 0 AND 23),
      ADD COLUMN digest_weekday smallint NOT NULL DEFAULT 1
        CONSTRAINT recipient_digest_weekday CHECK (digest_weekday BETWEEN 1 AND 7),
      ADD COLUMN quiet_from smallint CONSTRAINT recipient_quiet_from CHECK (quiet_from BETWEEN 0 AND 23),
      ADD COLUMN quiet_to smallint CONSTRAINT recipient_quiet_to CHECK (quiet_to BETWEEN 0 AND 23),
      ADD CONSTRAINT recipient_quiet CHECK ((quiet_from IS NULL) = (quiet_to IS NULL) AND quiet_from <> quiet_to);
    COMMENT ON COLUMN notify.recipient.digest_weekday IS '1 is Monday, 7 is Sunday.';

    ALTER TABLE notify.watch
      ADD COLUMN frequency text CONSTRAINT watch_frequency CHECK (frequency IN ('at-once', 'daily', 'weekly'));
    COMMENT ON COLUMN notify.watch.frequency IS 'How often by mail; null: as the preferences say.';

    ALTER TABLE notify.preference
      ALTER COLUMN level DROP NOT NULL,
      ADD COLUMN frequency text CONSTRAINT preference_frequency CHECK (frequency IN ('at-once', 'daily', 'weekly')),
      ADD CONSTRAINT preference_says_something CHECK (level IS NOT NULL OR frequency IS NOT NULL);
    COMMENT ON COLUMN notify.preference.frequency IS 'How often by mail; null: not chosen here.';
  `.execute(db);

// Digests have no notification of their own: the key that keeps a delivery from being planned twice gets the window.
const windows = (db: Kysely<unknown>) =>
  sql`
    CREATE TABLE notify.digest_window (
      id uuid CONSTRAINT digest_window_pk PRIMARY KEY,
      recipient_id uuid NOT NULL,
      channel text NOT NULL,
      frequency text NOT NULL CONSTRAINT digest_window_frequency CHECK (frequency IN ('daily', 'weekly')),
      opened_at timestamptz NOT NULL DEFAULT now(),
      closes_at timestamptz NOT NULL,
      state text NOT NULL DEFAULT 'open' CONSTRAINT digest_window_state CHECK (state IN ('open', 'closed', 'empty')),
      closed_at timestamptz,
      CONSTRAINT digest_window_closed CHECK ((state = 'open') = (closed_at IS NULL))
    );
    CREATE UNIQUE INDEX digest_window_open ON notify.digest_window (recipient_id, channel, frequency) WHERE state = 'open';
    CREATE INDEX digest_window_due ON notify.digest_window (closes_at, id) WHERE state = 'open';

    CREATE TABLE notify.digest_item (
      delivery_id uuid CONSTRAINT digest_item_pk PRIMARY KEY
        CONSTRAINT digest_item_delivery REFERENCES notify.delivery,
      window_id uuid NOT NULL CONSTRAINT digest_item_window REFERENCES notify.digest_window
    );
    CREATE INDEX digest_item_by_window ON notify.digest_item (window_id);

    ALTER TABLE notify.delivery
      ALTER COLUMN notification_id DROP NOT NULL,
      ADD COLUMN digest_window_id uuid CONSTRAINT delivery_digest_window REFERENCES notify.digest_window,
      ADD CONSTRAINT delivery_of_one CHECK (num_nonnulls(notification_id, digest_window_id) = 1),
      DROP CONSTRAINT delivery_once,
      ADD CONSTRAINT delivery_once UNIQUE NULLS NOT DISTINCT
        (notification_id, recipient_id, channel, endpoint_id, digest_window_id);
    COMMENT ON COLUMN notify.delivery.digest_window_id IS 'The window whose digest this is; null: one notice.';
  `.execute(db);
