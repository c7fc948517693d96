// The first question for what was recorded a month after a start, against counting the log: `npm run bench activity --
// --events 300000`.
import { systemClock } from '#platform';
import { RegisterQueries, registerProjection } from '#projections';
import { fill } from './support/catch-up.mjs';
import { openStore } from './support/log.mjs';
import { alternate, median, ratio } from './support/measure.mjs';
import { livesOfPlants, registerCatalogue } from './support/register-log.mjs';
import { machine, report, times } from './support/report.mjs';
import { durability, startServer } from './support/server.mjs';

const COUNT = `SELECT to_char(recorded_at AT TIME ZONE 'UTC' + interval '5 hours', 'YYYY-MM') AS month,
    count(*) FILTER (WHERE body::json ->> 'visibility' = 'public')::int AS seen_by_all, count(*)::int AS seen_by_staff
  FROM es.all_events GROUP BY 1 ORDER BY 1`;

export async function run({ rounds, events, json }) {
  const server = await startServer();
  const { store, close } = openStore(server.url, { catalogue: registerCatalogue() });
  try {
    for await (const { kind } of store.importAppends(livesOfPlants(events))) {
      if (kind !== 'appended') throw new Error(`an import was answered with ${kind}`);
    }
    const position = await store.head();
    const { seconds: filled, pool } = await fill({
      ...{ url: server.url, store, projection: registerProjection, position },
    });
    await server.query('VACUUM ANALYZE');
    const seconds = (work) => async () => {
      const began = performance.now();
      await work();
      return (performance.now() - began) / 1000;
    };
    const first = () => new RegisterQueries({ pool, store, clock: systemClock }).activity('public');
    const taken = await alternate(rounds, {
      counted: seconds(() => pool.query(COUNT)),
      asked: seconds(first),
    });
    await pool.end();
    const rows = [
      ['counting the log', 'counted'],
      ['the first question after a start', 'asked'],
    ].map(([work, name]) => ({
      work,
      'ms (median)': (median(taken[name]) * 1000).toFixed(1),
      'x counting': times(ratio(taken[name], taken.counted)),
      rounds: taken[name],
    }));
    const facts = [
      machine(),
      await durability(server),
      `${events} events, register filled in ${filled.toFixed(1)} s; ${rounds} rounds, in turn`,
    ];
    report({ title: 'Activity', facts, columns: ['work', 'ms (median)', 'x counting'], rows, json });
  } finally {
    await close();
    await server.stop();
  }
}
