import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LATEST_SCHEMA_VERSION } from 'bullmq';
import { cloneDatabase, type TestDatabase } from '../test/support/database.js';

let db: TestDatabase;
beforeAll(async () => {
  db = await cloneDatabase();
});
afterAll(() => db.drop());

describe('a migrated database', () => {
  it("has the queue's tables in their latest version, readable by the product", async () => {
    const { rows } = await db
      .appPool()
      .query<{ version: number }>('SELECT max(version) AS version FROM bullmq.migration');
    expect(rows).toEqual([{ version: LATEST_SCHEMA_VERSION }]);
  });

  it('keeps the product from dropping the tables of the queue and from changing recorded attempts', async () => {
    const pool = db.appPool();
    await expect(pool.query('DROP TABLE bullmq.job')).rejects.toThrow('must be owner');
    await expect(pool.query('UPDATE notify.delivery_attempt SET code = NULL')).rejects.toThrow(
      'permission denied',
    );
  });
});
