// The portfolio's figures and a page of its list as they were, against the same of the present, over a large register:
// `npm run bench as-of` (1 M events unless --events says otherwise).
import { registerQueryShape } from '#contracts';
import { systemClock } from '#platform';
import { RegisterQueries, registerProjection } from '#projections';
import { fill } from './support/catch-up.mjs';
import { openStore } from './support/log.mjs';
import { alternate, median, ratio } from './support/measure.mjs';
import { livesOfPlants, registerCatalogue } from './support/register-log.mjs';
import { machine, report, times } from './support/report.mjs';
import { durability, startServer } from './support/server.mjs';

const DEFAULT = 1_000_000;
const VIEWER = 'public';
// The facts of the log are of 2026-03: by the first day all had happened, by the second none.
const [AFTER_ALL, BEFORE_ALL] = ['2026-06-01', '2026-01-01'];

export async function run({ rounds, events: given, json }) {
  const events = given === 200_000 ? DEFAULT : given;
  const server = await startServer();
  const { store, close } = openStore(server.url, { catalogue: registerCatalogue() });
  try {
    for await (const { kind } of store.importAppends(livesOfPlants(events))) {
      if (kind !== 'appended') throw new Error(`an import was answered with ${kind}`);
    }
    const head = await store.head();
    const { seconds: filled, pool } = await fill({
      ...{ url: server.url, store, projection: registerProjection, position: head },
    });
    await server.query('VACUUM ANALYZE');
    const queries = new RegisterQueries({ pool, store, clock: systemClock });
    const query = registerQueryShape.parse({ limit: 50 });
    const list = { aggregate: 'project', query, viewer: VIEWER };
    const at = (knownAt, validAt) => queries.moment({ knownAt, validAt });
    const seconds = (work) => async () => {
      const began = performance.now();
      await work();
      return (performance.now() - began) / 1000;
    };
    const then = (knownAt, validAt) =>
      seconds(async () => queries.summaryThen(VIEWER, await at(knownAt, validAt)));
    const listed = (knownAt) => seconds(async () => queries.listThen(list, await at(knownAt)));
    const ways = {
      live: seconds(() => queries.summary(VIEWER)),
      head: then(head),
      half: then(head / 2n),
      'after all': then(head, AFTER_ALL),
      'before all': then(head, BEFORE_ALL),
      'live list': seconds(() => queries.list(list)),
      'list at half': listed(head / 2n),
    };
    const taken = await alternate(rounds, ways);
    const row = (work, name, base) => ({
      work,
      'ms (median)': median(taken[name]) * 1000,
      'least to most': `${Math.round(Math.min(...taken[name]) * 1000)} to ${Math.round(Math.max(...taken[name]) * 1000)}`,
      'x the time of': base === undefined ? '' : `${base}: ${times(ratio(taken[name], taken[base]))}`,
      rounds: taken[name],
    });
    const rows = [
      row("the portfolio's figures now", 'live'),
      row('as known at the last position', 'head', 'live'),
      row('as known at half of the log', 'half', 'live'),
      row('as of a day by which all had happened', 'after all', 'live'),
      row('as of a day by which nothing had: all folded anew', 'before all', 'live'),
      row('a page of 50 projects now', 'live list'),
      row('the same as known at half of the log', 'list at half', 'live list'),
    ];
    const { rows: sizes } = await pool.query(
      "SELECT count(*)::int AS lines, pg_total_relation_size('views.line_history_g1') / count(*) AS bytes FROM views.line_history",
    );
    await pool.end();
    const facts = [
      machine(),
      await durability(server),
      `${events} events, filled in ${filled.toFixed(1)} s; ${sizes[0].lines} lines of history, ${sizes[0].bytes} bytes each with indexes`,
      `${rounds} rounds, in turn; medians`,
    ];
    const columns = Object.keys(rows[0]).filter((column) => column !== 'rounds');
    report({ title: 'As of', facts, columns, rows, json });
  } finally {
    await close();
    await server.stop();
  }
}
