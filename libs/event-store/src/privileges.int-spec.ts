import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createPool } from '#platform';
import type pg from 'pg';
import { cloneDatabase, type TestDatabase } from '../../../test/support/database.js';
import { appendTo, newStream, openStore } from '../../../test/support/log.js';

let db: TestDatabase;
let app: pg.Pool;
let owner: pg.Pool;

beforeAll(async () => {
  db = await cloneDatabase();
  app = db.appPool();
  owner = db.ownerPool();
  const { store, stop } = openStore(db);
  await store.append(appendTo(newStream()));
  await stop();
});
afterAll(async () => {
  await db.drop();
});

const codeOf = async (pool: pg.Pool, statement: string): Promise<string> => {
  try {
    await pool.query(statement);
    return 'done';
  } catch (error) {
    return (error as pg.DatabaseError).code ?? 'no code';
  }
};

const DENIED = '42501';
const columns =
  'position, recorded_at, version, schema_version, command_id, stream, type, salt, commitment, body';
const forged = (position: string, recordedAt: string) =>
  `INSERT INTO es.events (${columns}) VALUES (${position}, ${recordedAt}, 1, 1, gen_random_uuid(), 's', 'Counted', '\\x00', '\\x00', '{}')`;

describe('the product’s role', () => {
  it.each([
    ['change an event', `UPDATE es.events SET body = '{}'`],
    ['remove an event', 'DELETE FROM es.events'],
    ['empty the log', 'TRUNCATE es.events'],
    ['insert an event at a position of its choice', forged('99', 'now()')],
    ['insert a backdated event', forged('2', `'2001-01-01'`)],
    ['move the counter', 'UPDATE es.log_head SET position = 0'],
    ['set the log’s clock', `UPDATE es.log_head SET recorded_at = '2001-01-01'`],
    ['lock the counter row', 'SELECT * FROM es.log_head FOR UPDATE'],
    ['lock the table', 'DO $$ BEGIN LOCK TABLE es.events IN EXCLUSIVE MODE; END $$'],
    ['forget a command', 'DELETE FROM es.commands'],
    ['give itself a claim', `INSERT INTO es.claims VALUES ('k', 's', gen_random_uuid())`],
    ['change the table', 'ALTER TABLE es.events ADD COLUMN x integer'],
    ['switch the trigger off', 'ALTER TABLE es.events DISABLE TRIGGER events_refuse_change'],
    ['drop the table', 'DROP TABLE es.events'],
    ['make a table in the log’s schema', 'CREATE TABLE es.other (n integer)'],
    ['replace the append function', 'DROP FUNCTION es.append'],
    ['renew the epoch', 'SELECT es.renew_epoch()'],
    ['become the owner', 'SET ROLE es_owner'],
    ['silence triggers', 'SET session_replication_role = replica'],
  ])('cannot %s', async (_what, statement) => {
    expect(await codeOf(app, statement)).toBe(DENIED);
  });

  it('reads the log', async () => {
    expect(await codeOf(app, 'SELECT * FROM es.events ORDER BY position')).toBe('done');
  });

  it('appends, and the position and the time are the database’s whatever it says', async () => {
    const { rows } = await app.query<{ at: Date; base: bigint }>(
      `SELECT base, at FROM es.append(
         ARRAY[gen_random_uuid()], ARRAY['\\x01'::bytea], ARRAY[NULL], ARRAY['counter-x'], '{1}', '{1}', '{-1}', '{1}',
         '{Counted}', '{1}', ARRAY['\\x00112233445566778899aabbccddeeff'::bytea],
         ARRAY['{"prev":'], ARRAY[',"recorded_at":"2001-01-01","position":1,"version":'], ARRAY['}'], NULL, true)`,
    );
    expect(rows[0]?.base).toBe(1n);
    expect(Date.now() - (rows[0]?.at.getTime() ?? 0)).toBeLessThan(60_000);
  });
});

describe('even a superuser', () => {
  it.each([
    ['UPDATE', `UPDATE es.events SET body = '{}'`],
    ['DELETE', 'DELETE FROM es.events'],
    ['TRUNCATE', 'TRUNCATE es.events'],
    ['DELETE of commands', 'DELETE FROM es.commands'],
    ['DELETE of the counter', 'DELETE FROM es.log_head'],
  ])('is told so by the trigger at %s, also with ordinary triggers silenced', async (_what, statement) => {
    const client = await owner.connect();
    try {
      await expect(client.query(statement)).rejects.toMatchObject({ code: DENIED, message: /append-only/ });
      await client.query('SET session_replication_role = replica');
      await expect(client.query(statement)).rejects.toMatchObject({ code: DENIED, message: /append-only/ });
    } finally {
      client.release(true);
    }
  });
});

it('a login that is a member of nothing has no way in', async () => {
  await owner.query(`DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'tracker_test_stranger') THEN
      CREATE ROLE tracker_test_stranger LOGIN PASSWORD 'stranger';
    END IF; END $$`);
  const url = new URL(db.url);
  url.username = 'tracker_test_stranger';
  url.password = 'stranger';
  const stranger = createPool({ url: url.href, applicationName: 'stranger', role: null });
  try {
    expect(await codeOf(stranger, 'SELECT * FROM es.events')).toBe(DENIED);
    expect(await codeOf(stranger, 'SELECT * FROM es.log_head')).toBe(DENIED);
  } finally {
    await stranger.end();
  }
});
