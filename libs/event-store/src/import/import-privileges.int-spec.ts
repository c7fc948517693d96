import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#platform';
import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { cloneDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { newStream } from '../../../../test/support/log.js';

let db: TestDatabase;
let app: pg.Pool;
let owner: pg.Pool;
beforeAll(async () => {
  db = await cloneDatabase();
  app = db.appPool();
  owner = db.ownerPool();
});
afterAll(async () => {
  await db.drop();
});

interface Call {
  readonly streams: readonly string[];
  readonly commands: number;
  readonly partCommands: readonly number[];
  readonly counts: readonly number[];
  readonly types: readonly string[];
  readonly salts: readonly Buffer[];
  readonly beforePrev: string;
  readonly beforeVersion: string;
}

/** Calls the function as it stands: one stream, one command, unless `part` says otherwise. */
function call(on: pg.Pool | pg.ClientBase, part: Partial<Call> = {}): Promise<pg.QueryResult> {
  const { streams = [newStream()], commands = 1, counts = [1], partCommands = counts.map(() => 1) } = part;
  const total = counts.reduce((sum, count) => sum + Math.max(0, count), 0);
  const { types = Array.from({ length: total }, () => 'Counted') } = part;
  const { salts = types.map(() => randomBytes(16)), beforePrev = '{"prev":' } = part;
  const { beforeVersion = `,"schema":1,"stream":"${streams[0]}","type":"Counted","v":1,"version":` } = part;
  const each = <T>(value: T) => types.map(() => value);
  return on.query(
    'SELECT base, at, bases FROM es.import($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,NULL)',
    [
      Array.from({ length: commands }, () => newId()),
      Array.from({ length: commands }, () => randomBytes(32)),
      Array.from({ length: commands }, () => null),
      streams,
      partCommands,
      counts.map(() => 1),
      counts.map(() => -1),
      counts,
      types,
      each(1),
      salts,
      each(beforePrev),
      each(beforeVersion),
      each('}'),
    ],
  );
}

const size = async (): Promise<number> => {
  const { rows } = await owner.query<{ n: bigint }>(
    'SELECT (SELECT count(*) FROM es.events) + (SELECT count(*) FROM es.commands) + (SELECT position FROM es.log_head) AS n',
  );
  return Number(rows[0]?.n);
};

describe('the function', () => {
  it('takes a call that is sound', async () => {
    const stream = newStream();
    await call(app, { streams: [stream], counts: [2] });
    const { rows } = await app.query(
      'SELECT version, body::json ->> $2 AS prev FROM es.events WHERE stream = $1',
      [stream, 'prev'],
    );
    expect(rows).toMatchObject([{ version: 1, prev: null }, { version: 2 }]);
  });

  const other = `,"schema":1,"stream":"counter-other","type":"Counted","v":1,"version":`;
  it.each<[string, Partial<Call>]>([
    ['a body that names another stream', { beforeVersion: other }],
    ['a body of another type', { types: ['Renamed'] }],
    ['a body that names none', { beforeVersion: ',"version":' }],
    ['a salt of 15 bytes', { salts: [randomBytes(15)] }],
    ['a body of more than 64 KiB', { beforePrev: `{"data":"${'x'.repeat(66_000)}","prev":` }],
    ['201 events in a command', { counts: [201] }],
    ['201 events in two parts of a command', { counts: [200, 1] }],
    [
      'more than 10,000 events',
      {
        counts: Array.from({ length: 51 }, () => 200),
        commands: 51,
        partCommands: Array.from({ length: 51 }, (_, n) => n + 1),
      },
    ],
    ['fewer events than the parts say', { counts: [2], types: ['Counted'] }],
    ['parts out of order', { counts: [1, 1], commands: 2, partCommands: [2, 1] }],
    ['a part of less than no events', { counts: [1, -1] }],
  ])('refuses %s, and writes nothing of the call', async (_what, part) => {
    const before = await size();
    await expect(call(app, part)).rejects.toMatchObject({ code: '23514' });
    expect(await size()).toBe(before);
  });

  it('makes prev, version, position, commitment and time itself: there is no argument for them', async () => {
    const { rows } = await owner.query<{ names: string[] }>(
      "SELECT proargnames AS names FROM pg_proc WHERE oid = 'es.import'::regproc",
    );
    const names = (rows[0]?.names ?? []).join(' ');
    expect(names).toContain('before_prev');
    for (const name of [/\bprevs?\b/, /\bversions?\b/, /position/, /commitment/, /recorded/]) {
      expect(names.replaceAll(/before_prev|before_version|after_version/g, '')).not.toMatch(name);
    }
  });

  it('looks at nothing that a caller put in its way', async () => {
    const client = await app.connect();
    try {
      await client.query(
        'CREATE TEMP TABLE log_head (position bigint, recorded_at timestamptz, singleton boolean)',
      );
      await client.query('CREATE TEMP TABLE events (stream text, version integer, commitment bytea)');
      await client.query('SET search_path = pg_temp, public');
      const stream = newStream();
      await call(client, { streams: [stream] });
      const { rows } = await owner.query('SELECT version FROM es.events WHERE stream = $1', [stream]);
      expect(rows).toEqual([{ version: 1 }]);
      expect((await client.query('SELECT * FROM pg_temp.events')).rows).toEqual([]);
    } finally {
      client.release(true);
    }
    const { rows } = await owner.query<{ config: string[] }>(
      "SELECT proconfig AS config FROM pg_proc WHERE oid = 'es.import'::regproc AND prosecdef",
    );
    expect(rows[0]?.config).toContain('search_path=pg_catalog, pg_temp');
  });
});

describe('roles', () => {
  it.each([
    ['es_writer', true],
    ['es_projector', false],
    ['es_notifier', false],
    ['es_reader', false],
    ['public', false],
  ])('%s may call it: %s', async (role, may) => {
    const { rows } = await owner.query<{ may: boolean }>(
      "SELECT has_function_privilege($1, 'es.import'::regproc, 'EXECUTE') AS may",
      [role],
    );
    expect(rows[0]?.may).toBe(may);
  });

  it('gives the product no way to insert an event itself', async () => {
    await expect(app.query('INSERT INTO es.events SELECT * FROM es.events')).rejects.toMatchObject({
      code: '42501',
    });
    await expect(app.query('COPY es.events FROM STDIN')).rejects.toMatchObject({ code: '42501' });
  });
});
