// A process that loads and may be killed: node import-worker.mjs '{"url","file","chunkEvents"}'. The file holds the
// requests as JSON. Prints the command id of each answer as soon as it is given.
import './typescript-hooks.mjs';
import { readFileSync } from 'node:fs';

const { createCatalogue, EventStore } = await import('#event-store');
const { connectDedicated, createPool } = await import('#platform');

const { url, file, chunkEvents } = JSON.parse(process.argv[2]);
const pool = createPool({ url, applicationName: 'spec-import', max: 4 });
const store = new EventStore({
  pool,
  connectListener: () => connectDedicated({ url, applicationName: 'spec-import-listener' }),
  catalogue: createCatalogue([{ type: 'Counted', schemaVersion: 1 }]),
});
const requests = JSON.parse(readFileSync(file, 'utf8'));
let n = 0;
for await (const { kind } of store.importAppends(requests, { chunkEvents })) {
  process.stdout.write(`${kind} ${requests[n].commandId}\n`);
  n += 1;
}
await store.close();
await pool.end();
