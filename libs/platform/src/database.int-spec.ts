import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { cloneDatabase, type TestDatabase } from '../../../test/support/database.js';

let db: TestDatabase;
beforeAll(async () => {
  db = await cloneDatabase();
});
afterAll(() => db.drop());

it('a connection cut while it is out of the pool fails the next statement, and ends no process', async () => {
  const pool = db.appPool();
  const client = await pool.connect();
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const cut = new Promise((resolve) => client.once('end', resolve));
  await db.ownerPool().query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
  await cut;
  await expect(client.query('SELECT 1')).rejects.toThrow(/not queryable|terminated/);
  client.release(true);
  expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
});
