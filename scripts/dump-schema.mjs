// Writes migrations/schema.sql from a fresh install: run it after adding a migration.
import '../test/support/typescript-hooks.mjs';
import { writeFileSync } from 'node:fs';

const { acquireCluster, releaseCluster } = await import('../test/support/cluster.ts');
const { cloneDatabase } = await import('../test/support/database.ts');
const { dumpSchema } = await import('../test/support/schema-dump.ts');

await acquireCluster();
const db = await cloneDatabase();
try {
  const client = await db.ownerPool().connect();
  writeFileSync(new URL('../migrations/schema.sql', import.meta.url), await dumpSchema(client));
  client.release();
} finally {
  await db.drop();
  await releaseCluster();
}
