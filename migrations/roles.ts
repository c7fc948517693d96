import type pg from 'pg';

// Roles belong to the cluster, not to the database: a restored or moved database may find them missing, and two
// databases of one cluster may be migrated at the same time. So they are ensured at each run, by existence.
const GROUPS = ['es_owner', 'es_writer', 'es_projector', 'es_notifier', 'es_reader', 'tracker_app'] as const;
const APP_GROUPS = ['es_writer', 'es_projector', 'es_notifier', 'es_reader'] as const;

const RACE_LOST = new Set(['23505', '42710', 'XX000']);

/**
 * Makes the roles that are missing, and lets the connected user act as `es_owner`, who owns every object.
 * The user needs CREATEROLE, or the roles and the membership in es_owner must have been given to it before.
 */
export async function ensureRoles(client: pg.ClientBase): Promise<void> {
  for (const role of GROUPS) await unlessDone(client, roleMissing(role), createRole(role));
  for (const role of APP_GROUPS) await unlessDone(client, notMember('tracker_app', role), grant(role));
  await unlessDone(
    client,
    "SELECT NOT pg_has_role(current_user, 'es_owner', 'USAGE') AS missing",
    'GRANT es_owner TO CURRENT_USER',
  );
  await client.query(`DO $$ BEGIN
    IF NOT has_database_privilege('es_owner', current_database(), 'CREATE') THEN
      EXECUTE format('GRANT CREATE, CONNECT ON DATABASE %I TO es_owner', current_database());
    END IF;
  END $$`);
}

const roleMissing = (role: string) =>
  `SELECT NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${role}') AS missing`;

const createRole = (role: string) =>
  `CREATE ROLE ${role} NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS INHERIT`;

const notMember = (member: string, role: string) =>
  `SELECT NOT EXISTS (SELECT FROM pg_auth_members WHERE member = '${member}'::regrole AND roleid = '${role}'::regrole) AS missing`;

const grant = (role: string) => `GRANT ${role} TO tracker_app`;

async function unlessDone(client: pg.ClientBase, check: string, statement: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const { rows } = await client.query<{ missing: boolean }>(check);
    if (rows[0]?.missing !== true) return;
    try {
      await client.query(statement);
      return;
    } catch (error) {
      // Another database of this cluster made the same role in between: look again.
      const code = (error as { code?: string }).code ?? '';
      if (attempt >= 5 || !RACE_LOST.has(code)) throw error;
    }
  }
}
