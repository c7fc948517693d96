import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { startAttacked, type Attacked } from '../support/attacked.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';

const DENIED = '42501';

let db: TestDatabase;
let api: Attacked;
let login: pg.Client;
beforeAll(async () => {
  db = await cloneDatabase();
  api = await startAttacked(db);
  await api.call('/api/projects', { as: 'staff', body: { titles: { en: 'A plant' } } });
  await api.call('/api/projects', { as: 'stakeholder', body: { titles: { en: 'A plant' } } });
  await api.expectUnharmed(1);
  // As the product's login: member of the product's role, inheriting nothing.
  login = new pg.Client({ connectionString: db.url, application_name: 'spec-attacker' });
  await login.connect();
});
afterAll(async () => {
  await login.end();
  await api.stop();
  await db.drop();
});

/** SQLSTATE of a statement as the product's role, or `done`. Nothing of it stays. */
async function stateOf(text: string): Promise<string> {
  await login.query('BEGIN');
  try {
    await login.query('SET LOCAL ROLE tracker_app');
    await login.query(text);
    return 'done';
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  } finally {
    await login.query('ROLLBACK');
  }
}

const EVENT_COLUMNS =
  '(position, recorded_at, version, schema_version, command_id, stream, type, salt, commitment, body)';
const forgedEvent = (position: number, at: string) => `
  INSERT INTO es.events ${EVENT_COLUMNS} SELECT ${position}, ${at}, 99, schema_version, gen_random_uuid(), stream, type,
    salt, commitment, body FROM es.events LIMIT 1`;

describe('whoever has the login of the product', () => {
  it.each([
    'UPDATE es.events SET body = body',
    'DELETE FROM es.events',
    'TRUNCATE es.events',
    'UPDATE es.commands SET note = note',
    'DELETE FROM es.commands',
    'TRUNCATE es.commands',
    'UPDATE es.log_head SET position = 0',
    'DELETE FROM es.log_head',
    forgedEvent(2, "now() - interval '1 year'"),
    forgedEvent(1_000_000, 'now()'),
    'ALTER TABLE es.events DISABLE TRIGGER ALL',
    'DROP TRIGGER events_refuse_change ON es.events',
    'CREATE OR REPLACE FUNCTION es.refuse_change() RETURNS trigger LANGUAGE sql AS $$SELECT NULL$$',
    'DROP TABLE es.events',
    "SET session_replication_role = 'replica'",
    'SET ROLE es_owner',
    'SET SESSION AUTHORIZATION tracker_test_owner',
    'GRANT es_owner TO tracker_app',
    'SELECT es.renew_epoch()',
    "COPY es.events TO PROGRAM 'cat'",
    "SELECT pg_read_file('postgresql.conf')",
  ])('cannot change the log, nor become who could: %s', async (text) => {
    expect(await stateOf(text)).toBe(DENIED);
  });

  it('has no right at all without the role of the product, so RESET ROLE leads nowhere', async () => {
    await login.query('RESET ROLE');
    for (const text of ['SELECT FROM es.events', 'SELECT FROM access.actor', 'SET ROLE es_owner']) {
      await expect(login.query(text)).rejects.toMatchObject({ code: DENIED });
    }
  });

  it('gives events no time and no position of its own: the function that appends takes neither', async () => {
    const { rows } = await db
      .ownerPool()
      .query<{ names: string[] }>(
        "SELECT proargnames[1:pronargs] AS names FROM pg_proc WHERE oid::regprocedure::text LIKE 'es.append(%'",
      );
    expect(rows[0]?.names).not.toHaveLength(0);
    expect(rows[0]?.names.filter((name) => /position|recorded|time|^at$/.test(name))).toEqual([]);
  });

  it.each([
    "UPDATE access.access_event SET type = 'SignedIn'",
    'DELETE FROM access.access_event',
    'TRUNCATE access.access_event',
    "INSERT INTO access.access_event (id, type, details, at) VALUES (gen_random_uuid(), 'SignedIn', '{}', now() - interval '1 day')",
    "UPDATE access.refused_command SET code = 'NONE'",
    'DELETE FROM access.refused_command',
    "INSERT INTO access.refused_command (id, refused_at, actor_id, actor_role, command, code, fields, correlation_id) VALUES (gen_random_uuid(), now() - interval '1 day', gen_random_uuid(), 'staff', 'x', 'x', '{}', gen_random_uuid())",
    'UPDATE access.api_key SET hash = hash',
    'DELETE FROM access.api_key',
    'DELETE FROM access.actor',
    'UPDATE access.session SET expires_at = expires_at',
    'UPDATE access.proposal SET proposed_by = decided_by',
    'DELETE FROM access.proposal',
  ])('cannot rewrite or backdate who did what: %s', async (text) => {
    expect(await stateOf(text)).toBe(DENIED);
  });

  it('cannot have a proposal approved by who made it', async () => {
    const [proposer] = [api.actorIds.staff];
    const insert = `INSERT INTO access.proposal
        (id, command, kind, record_id, input, hash, proposed_by, proposed_by_role, expires_at, decision, decided_by)
      VALUES (gen_random_uuid(), 'CancelProject', 'project', gen_random_uuid(), '{}', sha256('x'), '${proposer}', 'staff',
        now() + interval '1 day'`;
    expect(await stateOf(`${insert}, 'approved', '${proposer}')`)).toBe('23514');
    expect(await stateOf(`${insert}, 'approved', '${api.actorIds.approver}')`)).toBe('done');
  });

  it('is refused by psql alike', async () => {
    const found = await promisify(execFile)('psql', [
      ...['-X', '-v', 'VERBOSITY=sqlstate', '-d', db.url],
      ...['-c', 'SET ROLE tracker_app', '-c', 'UPDATE es.events SET body = body'],
    ]).catch((error: unknown) => error as { readonly code?: unknown; readonly stderr?: string });
    // Where psql is not installed, the driver alone has shown it.
    if (!('code' in found) || found.code !== 'ENOENT') expect(found.stderr).toContain(DENIED);
    expect(await stateOf('UPDATE es.events SET body = body')).toBe(DENIED);
  });
});

describe('triggers of the log', () => {
  it.each([
    ['UPDATE es.events SET body = body', 'es_owner'],
    ['DELETE FROM es.commands', 'es_owner'],
    ['TRUNCATE es.events CASCADE', 'es_owner'],
    ['DELETE FROM access.access_event', 'es_owner'],
  ])('refuse even the owner, in every replication role: %s', async (text, role) => {
    const client = await db.ownerPool().connect();
    try {
      await client.query("BEGIN; SET LOCAL session_replication_role = 'replica'");
      await client.query(`SET LOCAL ROLE ${role}`);
      await expect(client.query(text)).rejects.toMatchObject({ code: DENIED });
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
  });
});

describe('es_reader', () => {
  it.each([
    'INSERT INTO es.events SELECT * FROM es.events',
    'DELETE FROM es.events',
    'UPDATE es.log_head SET position = position',
    'SELECT FROM access.local_account',
    'SELECT FROM access.session',
    'SELECT FROM access.api_key',
  ])('reads the log and what is derived, and nothing else: %s', async (text) => {
    const client = await db.ownerPool().connect();
    try {
      await client.query('BEGIN; SET LOCAL ROLE es_reader');
      await client.query('SELECT count(*) FROM es.events');
      await expect(client.query(text)).rejects.toMatchObject({ code: DENIED });
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
  });
});
