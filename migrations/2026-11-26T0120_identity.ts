import { sql, type Kysely } from 'kysely';

/**
 * How people prove who they are, what their rights are limited to, and what happened to their identities. Secrets are
 * kept as hashes (sessions, links, passwords) or sealed with a key that is not in the database (second factor).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await accounts(db);
  await sessions(db);
  await events(db);
  await proposals(db);
}

const accounts = (db: Kysely<unknown>) =>
  sql`
    ALTER TABLE access.actor ADD COLUMN scoped boolean NOT NULL DEFAULT false;
    COMMENT ON COLUMN access.actor.scoped IS 'Rights reach the records of access.scope only; false: all records';
    GRANT UPDATE (scoped) ON access.actor TO tracker_app;

    CREATE TABLE access.scope (
      actor_id uuid NOT NULL CONSTRAINT scope_actor REFERENCES access.actor,
      kind text NOT NULL CONSTRAINT scope_kind CHECK (kind IN ('agreement', 'project', 'collection')),
      record_id uuid NOT NULL,
      CONSTRAINT scope_pk PRIMARY KEY (actor_id, kind, record_id)
    );

    CREATE TABLE access.local_account (
      actor_id uuid CONSTRAINT local_account_pk PRIMARY KEY CONSTRAINT local_account_actor REFERENCES access.actor,
      email text NOT NULL,
      email_key text COLLATE "C" NOT NULL CONSTRAINT local_account_email UNIQUE,
      password_hash text,
      totp_secret bytea,
      totp_pending bytea,
      totp_last_step bigint
    );
    COMMENT ON COLUMN access.local_account.password_hash IS 'argon2id; null until a link was used';
    COMMENT ON COLUMN access.local_account.totp_last_step IS 'A code counts once: later steps only';

    CREATE TABLE access.external_identity (
      issuer text COLLATE "C" NOT NULL,
      subject text COLLATE "C" NOT NULL,
      actor_id uuid NOT NULL CONSTRAINT external_identity_actor REFERENCES access.actor,
      CONSTRAINT external_identity_pk PRIMARY KEY (issuer, subject)
    );
    CREATE INDEX external_identity_by_actor ON access.external_identity (actor_id);

    CREATE TABLE access.one_time_link (
      hash bytea CONSTRAINT one_time_link_pk PRIMARY KEY,
      purpose text NOT NULL CONSTRAINT one_time_link_purpose CHECK (purpose IN ('setup', 'password')),
      actor_id uuid CONSTRAINT one_time_link_actor REFERENCES access.actor,
      expires_at timestamptz NOT NULL,
      used_at timestamptz
    );

    ALTER TABLE access.api_key ADD COLUMN label text NOT NULL DEFAULT '', ADD COLUMN grants text[];
    COMMENT ON COLUMN access.api_key.grants IS 'null: whatever its owner may do';

    CREATE TABLE access.sign_in_failure (
      key text COLLATE "C" CONSTRAINT sign_in_failure_pk PRIMARY KEY,
      points integer NOT NULL DEFAULT 0,
      expire bigint
    );

    REVOKE DELETE ON access.local_account, access.external_identity, access.one_time_link FROM tracker_app;
    REVOKE UPDATE ON access.scope, access.external_identity, access.one_time_link FROM tracker_app;
    GRANT UPDATE (used_at) ON access.one_time_link TO tracker_app;
  `.execute(db);

const sessions = (db: Kysely<unknown>) =>
  sql`
    CREATE TABLE access.session (
      id uuid CONSTRAINT session_pk PRIMARY KEY,
      hash bytea NOT NULL CONSTRAINT session_hash UNIQUE CONSTRAINT session_hash_length CHECK (octet_length(hash) = 32),
      actor_id uuid NOT NULL CONSTRAINT session_actor REFERENCES access.actor,
      by_provider boolean NOT NULL,
      started_at timestamptz NOT NULL DEFAULT now(),
      last_seen_at timestamptz NOT NULL DEFAULT now(),
      expires_at timestamptz NOT NULL,
      stepped_up_at timestamptz NOT NULL DEFAULT now(),
      ended_at timestamptz,
      browser text NOT NULL,
      address text NOT NULL
    );
    CREATE INDEX session_by_actor ON access.session (actor_id, started_at);
    REVOKE DELETE, UPDATE ON access.session FROM tracker_app;
    GRANT UPDATE (hash, last_seen_at, stepped_up_at, ended_at) ON access.session TO tracker_app;
  `.execute(db);

const events = (db: Kysely<unknown>) =>
  sql`
    CREATE TABLE access.access_event (
      id uuid CONSTRAINT access_event_pk PRIMARY KEY,
      at timestamptz NOT NULL DEFAULT now(),
      type text NOT NULL,
      by_id uuid,
      by_role text,
      about uuid,
      details jsonb NOT NULL
    );
    CREATE INDEX access_event_by ON access.access_event (by_id, id);
    CREATE INDEX access_event_about ON access.access_event (about, id);
    REVOKE ALL ON access.access_event FROM tracker_app;
    GRANT SELECT, INSERT (id, type, by_id, by_role, about, details) ON access.access_event TO tracker_app;

    REVOKE INSERT ON access.refused_command FROM tracker_app;
    GRANT INSERT (id, actor_id, actor_role, command, record, code, fields, command_id, correlation_id)
      ON access.refused_command TO tracker_app;

    CREATE TRIGGER access_event_refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON access.access_event
      FOR EACH STATEMENT EXECUTE FUNCTION es.refuse_change();
    ALTER TABLE access.access_event ENABLE ALWAYS TRIGGER access_event_refuse_change;
    CREATE TRIGGER refused_command_refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON access.refused_command
      FOR EACH STATEMENT EXECUTE FUNCTION es.refuse_change();
    ALTER TABLE access.refused_command ENABLE ALWAYS TRIGGER refused_command_refuse_change;
  `.execute(db);

const proposals = (db: Kysely<unknown>) =>
  sql`
    CREATE TABLE access.proposal (
      id uuid CONSTRAINT proposal_pk PRIMARY KEY,
      command text NOT NULL,
      kind text NOT NULL CONSTRAINT proposal_kind CHECK (kind IN ('agreement', 'project', 'collection')),
      record_id uuid NOT NULL,
      input jsonb NOT NULL,
      hash bytea NOT NULL CONSTRAINT proposal_hash_length CHECK (octet_length(hash) = 32),
      proposed_by uuid NOT NULL CONSTRAINT proposal_proposed_by REFERENCES access.actor,
      proposed_by_role text NOT NULL,
      proposed_at timestamptz NOT NULL DEFAULT now(),
      expires_at timestamptz NOT NULL,
      decision text CONSTRAINT proposal_decision CHECK (decision IN ('approved', 'rejected', 'withdrawn')),
      decided_by uuid CONSTRAINT proposal_decided_by REFERENCES access.actor,
      decided_at timestamptz,
      reason text,
      CONSTRAINT proposal_four_eyes CHECK (decision <> 'approved' OR decided_by <> proposed_by)
    );
    CREATE INDEX proposal_open ON access.proposal (id) WHERE decision IS NULL;
    REVOKE DELETE, UPDATE ON access.proposal FROM tracker_app;
    GRANT UPDATE (input, hash, decision, decided_by, decided_at, reason) ON access.proposal TO tracker_app;
  `.execute(db);
