// Reading: the whole log, parsed, against COPY of its bytes; a stream of 1,000 events: `npm run bench read`.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { appendTo, newStream, openStore } from './support/log.mjs';
import { alternate, median, ratio } from './support/measure.mjs';
import { findTool } from './support/pgbench.mjs';
import { machine, report, times } from './support/report.mjs';
import { durability, startServer } from './support/server.mjs';

const LONG = 1_000;
const COPY = `COPY (SELECT position, stream, version, type, schema_version, body, command_id, recorded_at
  FROM es.events ORDER BY position) TO`.replaceAll('\n', ' ');
const psql = findTool('psql');

export async function run({ rounds, events, json }) {
  const server = await startServer();
  const { store, close } = openStore(server.url);
  try {
    const requests = Array.from({ length: events / 5 }, () => appendTo(newStream(), 'none', 5));
    for await (const { kind } of store.importAppends(requests)) {
      if (kind !== 'appended') throw new Error(`an import was answered with ${kind}`);
    }
    const long = newStream();
    for (let n = 0; n < LONG / 100; n += 1) await store.append(appendTo(long, 'any', 100));
    const head = Number(await store.head());
    const timed = async (count, work) => {
      const began = performance.now();
      await work();
      return count / ((performance.now() - began) / 1000);
    };
    const rates = await alternate(rounds, {
      copy: () => timed(head, () => copyBytes(server)),
      pages: () => timed(head, () => readPages(store)),
      subscription: () => timed(head, () => readSubscription(store, head)),
      stream: () => timed(20 * LONG, () => readStreams(store, long, 20)),
    });
    const row = (work, way, base, goal = '') => ({
      work,
      'events/s (median)': median(rates[way]),
      'least to most': `${Math.round(Math.min(...rates[way]))} to ${Math.round(Math.max(...rates[way]))}`,
      'of COPY': base === undefined ? '' : times(ratio(rates[way], rates[base])),
      goal,
      rounds: rates[way],
    });
    const rows = [
      row(`COPY of the same columns ${psql === undefined ? 'within the server' : 'to psql'}`, 'copy'),
      row('whole log by pages of 5,000, parsed', 'pages', 'copy', '>= 0.6 x'),
      row('whole log by a subscription, parsed', 'subscription', 'copy', '>= 0.6 x'),
      row('stream of 1,000 events', 'stream'),
    ];
    const facts = [machine(), await durability(server), `${head} events, ${rounds} rounds, in turn`];
    report({ title: 'Reading', facts, columns: Object.keys(rows[0]).slice(0, -1), rows, json });
  } finally {
    await close();
    await server.stop();
  }
}

/** The bytes alone, read by a client that does nothing with them. */
const copyBytes = ({ url, query }) =>
  psql === undefined
    ? query(`${COPY} '/dev/null'`)
    : promisify(execFile)(psql, ['-c', `${COPY} STDOUT`, '-o', '/dev/null', url]);

async function readPages(store) {
  for (let after = 0n; ;) {
    const page = await store.readAfter(after, 5_000);
    if (page.length === 0) return;
    after = page.at(-1).position;
  }
}

async function readSubscription(store, head) {
  const { signal } = new AbortController();
  let read = 0;
  for await (const page of store.subscribe(0n, { signal, limit: 5_000 })) {
    read += page.length;
    if (read >= head) return;
  }
}

async function readStreams(store, stream, repeats) {
  for (let n = 0; n < repeats; n += 1) {
    let seen = 0;
    for await (const event of store.readStream(stream)) seen = event.version;
    if (seen !== LONG) throw new Error(`the stream ended at ${seen}`);
  }
}
