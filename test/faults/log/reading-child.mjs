// Reads a whole log in a process of its own: node reading-child.mjs '{"url","way","stream","count"}'. Prints how many
// events it read, their bytes, and the memory it took at most, as one line of JSON.
import '../../support/typescript-hooks.mjs';

const { createCatalogue, EventStore } = await import('#event-store');
const { connectDedicated, createPool } = await import('#platform');

const { url, way, stream, count } = JSON.parse(process.argv[2]);
const pool = createPool({ url, applicationName: 'spec-reading', max: 2 });
const store = new EventStore({
  pool,
  connectListener: () => connectDedicated({ url, applicationName: 'spec-reading-listener' }),
  catalogue: createCatalogue([{ type: 'Counted', schemaVersion: 1 }]),
});

async function* subscribed() {
  const ended = new AbortController();
  let read = 0;
  for await (const page of store.subscribe(0n, { signal: ended.signal })) {
    yield* page;
    read += page.length;
    if (read >= count) ended.abort();
  }
}

async function* paged() {
  for (let position = 0n; ;) {
    const page = await store.readAfter(position, 5_000);
    if (page.length === 0) return;
    yield* page;
    position = page.at(-1).position;
  }
}

const kept = [];
async function* hoarded() {
  for await (const event of paged()) {
    kept.push(event);
    yield event;
  }
}

const ways = {
  subscribe: subscribed,
  readAfter: paged,
  readStream: () => store.readStream(stream),
  hoard: hoarded,
};

await store.head();
const megabytes = (kilobytes) => Math.round(kilobytes / 1_024);
const before = megabytes(process.resourceUsage().maxRSS);
let read = 0;
let ordered = true;
for await (const event of ways[way]()) {
  read += 1;
  ordered &&= event.version === read && event.data.n === read;
}
const peak = megabytes(process.resourceUsage().maxRSS);
await store.close();
await pool.end();
process.stdout.write(JSON.stringify({ read, ordered, before, peak }));
