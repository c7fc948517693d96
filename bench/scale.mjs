// How cost grows with the log: append, stream read and tail read at 100 k, 1 M and, with `--events 10000000`, 10 M
// events, as ratios to the first: `npm run bench scale`.
import { appendTo, newStream, openStore } from './support/log.mjs';
import { alternate, median, perSecond, ratio } from './support/measure.mjs';
import { machine, report, times } from './support/report.mjs';
import { durability, startServer } from './support/server.mjs';

const SIZES = [100_000, 1_000_000, 10_000_000];
const STREAM = 100;
const TAIL = 500;

// Events as long as real ones; streams named in no order, since ids of records come from their commands.
const FILL = `INSERT INTO es.events
    (position, recorded_at, version, schema_version, command_id, stream, type, salt, commitment, body)
  SELECT n, now(), (n - 1) % ${STREAM} + 1, 1, gen_random_uuid(), 'agreement-' || md5((n - 1) / ${STREAM} || ''),
    'ConstructionStarted', decode(md5(n::text), 'hex'), sha256(n::text::bytea), $3::text || n || '"}}'
  FROM generate_series($1::bigint, $2::bigint) AS n`;

export async function run({ rounds, seconds, events, json }) {
  const most = Math.max(events, SIZES[1]);
  const server = await startServer(['max_wal_size=8GB']);
  try {
    const rows = [];
    let filled = 0;
    for (const size of SIZES.filter((one) => one <= most)) {
      await fill(server, filled + 1, size);
      filled = size;
      rows.push({ size, rates: await measure(server, { size, rounds, seconds }) });
    }
    const [first] = rows;
    const names = ['append', 'stream', 'tail'];
    const table = names.map((name) => ({
      work: WORK[name],
      ...Object.fromEntries(rows.map(({ size, rates }) => [label(size), median(rates[name])])),
      ...Object.fromEntries(
        rows
          .slice(1)
          .map(({ size, rates }) => [
            `${label(size)} / ${label(first.size)}`,
            times(ratio(rates[name], first.rates[name])),
          ]),
      ),
      goal: '>= 0.8 x at 10 M',
      rounds: rows.map(({ rates }) => rates[name]),
    }));
    const facts = [machine(), await durability(server), `${rounds} rounds of ${seconds} s each way, in turn`];
    const columns = Object.keys(table[0]).filter((column) => column !== 'rounds');
    report({ title: 'Growth', facts, columns, rows: table, json });
  } finally {
    await server.stop();
  }
}

const WORK = {
  append: 'append of 1 event, 32 in flight (appends/s)',
  stream: `read of a stream of ${STREAM} events, any of all (events/s)`,
  tail: `read of the last ${TAIL} events (events/s)`,
};

const label = (size) => (size >= 1_000_000 ? `${size / 1_000_000} M` : `${size / 1_000} k`);

async function fill({ query }, from, to) {
  const actor =
    '{"actor":{"id":"a5b7f3f0-51c4-4fd1-9ad8-ff2c9e8f5c11","role":"staff"},"backfill":false,"basis":"reported"';
  const body = `${actor},"data":{"note":"${'x'.repeat(420)}"},"id":"0193a3f0-0000-7000-8000-000000000000","prev":null,"v":1,"x":{"n":"`;
  const { rows } = await query('SELECT coalesce(max(position), 0)::text AS last FROM es.events');
  // What was appended while measuring the size before stays; positions go on behind it.
  const start = Math.max(from, Number(rows[0].last) + 1);
  await query(FILL, [start, to, body]);
  await query('UPDATE es.log_head SET position = (SELECT max(position) FROM es.events)');
  await query('VACUUM (ANALYZE) es.events');
  await query('CHECKPOINT');
}

async function measure(server, { size, rounds, seconds }) {
  const { store, close } = openStore(server.url);
  const { rows } = await server.query(
    `SELECT DISTINCT stream FROM (SELECT stream FROM es.events WHERE version = ${STREAM} AND position <= $1
       ORDER BY md5(position::text) LIMIT 2000) AS picked`,
    [size],
  );
  const streams = rows.map(({ stream }) => stream);
  let next = 0;
  const ways = {
    append: () => perSecond(32, seconds, () => store.append(appendTo(newStream(), 'none'))),
    stream: async () =>
      STREAM *
      (await perSecond(4, seconds, async () => {
        let last = 0;
        for await (const { version } of store.readStream(streams[(next += 1) % streams.length]))
          last = version;
        if (last !== STREAM) throw new Error(`a stream ended at ${last}`);
      })),
    tail: async () => {
      const head = await store.head();
      return TAIL * (await perSecond(1, seconds, () => store.readAfter(head - BigInt(TAIL), TAIL)));
    },
  };
  await ways.append();
  try {
    return await alternate(rounds, ways);
  } finally {
    await close();
  }
}
