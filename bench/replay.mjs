// What the page of replay asks, anywhere in a long log, against reading as many rows by the index of positions:
// `npm run bench replay -- --events 1000000`.
import { systemClock } from '#platform';
import { RegisterQueries, registerProjection } from '#projections';
import { fill } from './support/catch-up.mjs';
import { openStore } from './support/log.mjs';
import { alternate, median, ratio } from './support/measure.mjs';
import { livesOfPlants, registerCatalogue } from './support/register-log.mjs';
import { machine, report, times } from './support/report.mjs';
import { durability, startServer } from './support/server.mjs';

const PAGE = 100;
const ASKED = 200;
const ROWS = `SELECT position, recorded_at, stream, version, type, body FROM es.all_events
  WHERE position > $1 ORDER BY position LIMIT ${PAGE}`;
const WORK = {
  rows: `${PAGE} rows by the index of positions`,
  log: `a page of ${PAGE} events of the whole log`,
  state: 'a record as it was known at a position',
  jump: 'the corrections next to a position',
};

export async function run({ rounds, events, json }) {
  const server = await startServer(['max_wal_size=8GB']);
  const { store, close } = openStore(server.url, { catalogue: registerCatalogue() });
  try {
    for await (const { kind } of store.importAppends(livesOfPlants(events))) {
      if (kind !== 'appended') throw new Error(`an import was answered with ${kind}`);
    }
    const position = await store.head();
    const { seconds, pool } = await fill({
      url: server.url,
      store,
      projection: registerProjection,
      position,
    });
    await server.query('VACUUM ANALYZE');
    const queries = new RegisterQueries({ pool, store, clock: systemClock });
    const { rows: records } = await pool.query(
      'SELECT id::text AS id, aggregate, position FROM views.record ORDER BY id LIMIT 5000',
    );
    const between = (from, to) => from + BigInt(Math.floor(Math.random() * Number(to - from)));
    const anywhere = () => between(0n, position);
    const state = async () => {
      const { id, aggregate, position: last } = records[Math.floor(Math.random() * records.length)];
      const knownAt = between(BigInt(last), position + 1n);
      const record = { aggregate, id, viewer: 'staff' };
      const found = await queries.asOf(record, { knownAt, validAt: undefined });
      if (found === undefined) throw new Error(`${id} was not known at ${knownAt}`);
    };
    const taken = await alternate(rounds, {
      rows: timesOf(() => pool.query({ name: 'rows', text: ROWS, values: [String(anywhere())] })),
      log: timesOf(() => store.readAfter(anywhere(), PAGE)),
      state: timesOf(state),
      jump: timesOf(() => queries.audit.nearestAmendments(anywhere())),
    });
    await pool.end();
    const at = (name, share) => median(taken[name].map((all) => all[Math.floor(all.length * share)]));
    const table = Object.entries(WORK).map(([name, work]) => ({
      work,
      'p50 (ms)': at(name, 0.5).toFixed(2),
      'p95 (ms)': at(name, 0.95).toFixed(2),
      'x rows (p50)': times(ratio([at(name, 0.5)], [at('rows', 0.5)])),
      rounds: taken[name].map((all) => all[Math.floor(all.length / 2)]),
    }));
    const facts = [
      machine(),
      await durability(server),
      `${events} events, register filled in ${seconds.toFixed(1)} s; ${ASKED} questions a round, ${rounds} rounds, in turn`,
    ];
    report({
      title: 'Replay',
      facts,
      columns: ['work', 'p50 (ms)', 'p95 (ms)', 'x rows (p50)'],
      rows: table,
      json,
    });
  } finally {
    await close();
    await server.stop();
  }
}

/** Milliseconds of each of many questions, one after the other, the shortest first. */
const timesOf = (ask) => async () => {
  const taken = [];
  for (let n = 0; n < ASKED; n += 1) {
    const began = performance.now();
    await ask();
    taken.push(performance.now() - began);
  }
  return taken.sort((a, b) => a - b);
};
