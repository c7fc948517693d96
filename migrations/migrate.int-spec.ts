import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { assertMigrated, migrate } from '#migrations';
import { emptyDatabase, type TestDatabase } from '../test/support/database.js';

let db: TestDatabase;
beforeAll(async () => {
  db = await emptyDatabase();
});
afterAll(async () => {
  await db.drop();
});

it('applies each migration once when several processes start together', async () => {
  const results = await Promise.all([1, 2, 3, 4].map(() => migrate({ url: db.ownerUrl })));
  const applied = results.map((result) => result.applied.length);
  expect(applied.filter((count) => count > 0)).toHaveLength(1);
  const { rows } = await db.ownerPool().query<{ name: string }>('SELECT name FROM migrations.applied');
  expect(rows).toHaveLength(Math.max(...applied));
  await expect(assertMigrated({ url: db.ownerUrl })).resolves.toBeUndefined();
});
