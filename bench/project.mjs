// Catching up with a log that is there: a status table against one SQL statement, and the register in batches and from
// whole streams against COPY of the same events: `npm run bench project -- --events 200000`.
import { registerProjection } from '#projections';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catchUp } from './support/catch-up.mjs';
import { openStore } from './support/log.mjs';
import { alternate, median, ratio } from './support/measure.mjs';
import { livesOfPlants, registerCatalogue } from './support/register-log.mjs';
import { machine, report, times } from './support/report.mjs';
import { durability, startServer } from './support/server.mjs';
import { STATUS_BY_SQL, statusProjection } from './support/status-projection.mjs';

/** `only`: which of the ways below; all unless it is given. */
export async function run({ rounds, events, json, only }) {
  const server = await startServer();
  const { store, close } = openStore(server.url, { catalogue: registerCatalogue() });
  const folder = mkdtempSync(join(tmpdir(), 'agreement-tracker-project-'));
  chmodSync(folder, 0o777);
  try {
    for await (const { kind } of store.importAppends(livesOfPlants(events))) {
      if (kind !== 'appended') throw new Error(`an import was answered with ${kind}`);
    }
    const file = join(folder, 'events');
    await server.query(`COPY (SELECT * FROM es.events ORDER BY position) TO '${file}'`);
    await server.query('CREATE TABLE plain_events (LIKE es.events INCLUDING ALL)');
    await server.query(
      'CREATE TABLE plain_status (stream text PRIMARY KEY, status text, version int, events int)',
    );
    const position = await store.head();
    const reach = (projection, options) => catchUp({ url: server.url, store, projection, position, options });
    const timed = async (empty, statement) => {
      await server.query(empty);
      const began = performance.now();
      await server.query(statement);
      return (performance.now() - began) / 1000;
    };
    const ways = {
      copy: () => timed('TRUNCATE plain_events', `COPY plain_events FROM '${file}'`),
      sql: () => timed('TRUNCATE plain_status', STATUS_BY_SQL),
      status: () => reach(statusProjection('bench_status')),
      batches: () => reach(registerProjection, { buildFrom: Number.MAX_SAFE_INTEGER }),
      streams: () => reach(registerProjection, { buildFrom: 1 }),
    };
    const wanted = only ?? Object.keys(ways);
    const seconds = await alternate(rounds, Object.fromEntries(wanted.map((name) => [name, ways[name]])));
    const row = (work, name, base) => ({
      work,
      'seconds (median)': median(seconds[name]).toFixed(2),
      'least to most': `${Math.min(...seconds[name]).toFixed(2)} to ${Math.max(...seconds[name]).toFixed(2)}`,
      'events/s': events / median(seconds[name]),
      'x the time of': base === undefined ? '' : `${base}: ${times(ratio(seconds[name], seconds[base]))}`,
      rounds: seconds[name],
    });
    const rows = [
      ['COPY of the events into a table like the log', 'copy'],
      ['status table by one SQL statement', 'sql'],
      ['status table by the projection runner', 'status', 'sql'],
      ['register, in batches', 'batches', 'copy'],
      ['register, from whole streams (goal: 20 x COPY at most)', 'streams', 'copy'],
    ]
      .filter(([, name]) => wanted.includes(name))
      .map((line) => row(...line));
    const facts = [
      machine(),
      await durability(server),
      `${events} events, ${rounds} rounds, in turn; medians`,
    ];
    const columns = Object.keys(rows[0]).filter((column) => column !== 'rounds');
    report({ title: 'Projecting', facts, columns, rows, json });
  } finally {
    await close();
    rmSync(folder, { recursive: true, force: true });
    await server.stop();
  }
}
