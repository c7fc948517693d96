// A second process that appends: node append-worker.mjs '{"url","writers","appends","streams"}'. Prints the command
// ids it was given an answer for, and their positions, as one line of JSON.
import './typescript-hooks.mjs';

const { createCatalogue, EventStore } = await import('#event-store');
const { connectDedicated, createPool } = await import('#platform');
const { appendPatiently, appendTo } = await import('./log.ts');

const { url, writers, appends, streams } = JSON.parse(process.argv[2]);
const pool = createPool({ url, applicationName: 'spec-log', max: 6 });
const store = new EventStore({
  pool,
  connectListener: () => connectDedicated({ url, applicationName: 'spec-log-listener' }),
  catalogue: createCatalogue([{ type: 'Counted', schemaVersion: 1 }]),
});
const answered = [];
await Promise.all(
  Array.from({ length: writers }, async (_, writer) => {
    for (let n = 0; n < appends; n += 1) {
      const request = appendTo(streams[(writer + n) % streams.length]);
      const result = await appendPatiently(store, request);
      answered.push([request.commandId, String(result.position)]);
    }
  }),
);
await store.close();
await pool.end();
process.stdout.write(JSON.stringify(answered));
