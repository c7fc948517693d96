import { sql, type Kysely } from 'kysely';

/**
 * Imported tables: who gave which file when, and what became of each row. What a row recorded is in the log; here is
 * what a person needs to see it row by row, to go on after a break, and to take it all back.
 *
 * Whether a batch is being worked on is not written here: its worker holds an advisory lock, which ends with it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE registry.import_batch (
      id uuid CONSTRAINT import_batch_pk PRIMARY KEY,
      kind text NOT NULL CONSTRAINT import_batch_kind CHECK (kind IN ('agreements', 'projects', 'milestones')),
      dry_run boolean NOT NULL,
      file_name text NOT NULL,
      format text NOT NULL CONSTRAINT import_batch_format CHECK (format IN ('csv', 'xlsx')),
      sha256 bytea NOT NULL CONSTRAINT import_batch_sha256 CHECK (octet_length(sha256) = 32),
      bytes integer NOT NULL,
      rows integer NOT NULL,
      actor_id text NOT NULL,
      actor_role text NOT NULL,
      position bigint,
      started_at timestamptz NOT NULL DEFAULT now(),
      finished_at timestamptz,
      retract_reason text,
      retract_reason_code text,
      retract_actor_id text,
      retract_actor_role text,
      retract_started_at timestamptz,
      retracted_at timestamptz,
      CONSTRAINT import_batch_dry_run CHECK (NOT dry_run OR (position IS NULL AND retract_started_at IS NULL))
    );
    COMMENT ON COLUMN registry.import_batch.position IS 'of the last event that the batch recorded';

    -- The same file given again goes on where it was left; once it was taken back it is a new batch.
    CREATE UNIQUE INDEX import_batch_of_file ON registry.import_batch (sha256, kind, actor_id)
      WHERE NOT dry_run AND retract_started_at IS NULL;

    CREATE TABLE registry.import_row (
      batch_id uuid NOT NULL CONSTRAINT import_row_batch REFERENCES registry.import_batch,
      row integer NOT NULL,
      verdict text NOT NULL CONSTRAINT import_row_verdict CHECK (verdict IN ('accepted', 'duplicate', 'rejected')),
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
      taken_back text CONSTRAINT import_row_taken_back CHECK (taken_back IN ('voided', 'retracted', 'left')),
      taken_back_code text,
      taken_back_message text,
      CONSTRAINT import_row_pk PRIMARY KEY (batch_id, row)
    );
    COMMENT ON COLUMN registry.import_row.version IS 'of the record after the row';
    COMMENT ON COLUMN registry.import_row.likeness IS
      'digests of the keys that the log holds for a record of this likeness that was taken back';
    CREATE INDEX import_row_by_record ON registry.import_row (batch_id, record_id) WHERE verdict = 'accepted';
    CREATE INDEX import_row_voided ON registry.import_row (record_id) WHERE taken_back = 'voided';
    CREATE INDEX import_row_by_likeness ON registry.import_row USING gin (likeness) WHERE likeness IS NOT NULL;

    GRANT SELECT, INSERT, UPDATE ON registry.import_batch, registry.import_row TO tracker_app;
    GRANT DELETE ON registry.import_row TO tracker_app;
  `.execute(db);
}
