import { sql, type Kysely } from 'kysely';

/**
 * Who may act, and with which keys. A key is 256 random bits, so its plain SHA-256 is as hard to reverse as the
 * key is to guess. Nothing is deleted: events name the actor for ever.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE access.actor (
      id uuid CONSTRAINT actor_pk PRIMARY KEY,
      name text NOT NULL,
      role text NOT NULL CONSTRAINT actor_role
        CHECK (role IN ('staff', 'approver', 'stakeholder', 'auditor', 'admin', 'operator')),
      created_at timestamptz NOT NULL DEFAULT now(),
      disabled_at timestamptz
    );

    CREATE TABLE access.api_key (
      id uuid CONSTRAINT api_key_pk PRIMARY KEY,
      actor_id uuid NOT NULL CONSTRAINT api_key_actor REFERENCES access.actor,
      hash bytea NOT NULL CONSTRAINT api_key_hash UNIQUE CONSTRAINT api_key_hash_length CHECK (octet_length(hash) = 32),
      created_at timestamptz NOT NULL DEFAULT now(),
      expires_at timestamptz,
      revoked_at timestamptz
    );
    CREATE INDEX api_key_by_actor ON access.api_key (actor_id);

    REVOKE UPDATE, DELETE ON access.actor, access.api_key FROM tracker_app;
    GRANT UPDATE (name, role, disabled_at) ON access.actor TO tracker_app;
    GRANT UPDATE (expires_at, revoked_at) ON access.api_key TO tracker_app;
  `.execute(db);
}
