// Appends of the log against pgbench's plain INSERT on the same server in the same run: `npm run bench append`.
import { appendTo, newStream, openStore } from './support/log.mjs';
import { alternate, median, perSecond, ratio } from './support/measure.mjs';
import { findTool, pgbenchRate, preparePlainTable } from './support/pgbench.mjs';
import { machine, report, times } from './support/report.mjs';
import { durability, startServer } from './support/server.mjs';

const CASES = [
  { work: '1 event, new stream', inFlight: 1, events: 1, goal: 0.6 },
  { work: '1 event, new stream', inFlight: 32, events: 1, goal: 1.5 },
  { work: '1 event, new stream', inFlight: 128, events: 1, goal: 2.5 },
  { work: '5 events, new stream', inFlight: 32, events: 5, goal: 1.0 },
];

export async function run({ rounds, seconds, json }) {
  const pgbench = findTool('pgbench');
  if (pgbench === undefined) {
    console.log(
      'pgbench is absent (Debian: apt-get install postgresql-contrib): the log is measured without a base.',
    );
  }
  const server = await startServer();
  const { store, close } = openStore(server.url);
  try {
    await preparePlainTable(server);
    await perSecond(32, 1, () => store.append(appendTo(newStream(), 'none')));
    const rows = [];
    for (const one of CASES)
      rows.push(await measure({ ...one, rounds, seconds, pgbench, url: server.url, store }));
    report({
      title: 'Appending',
      facts: [
        machine(),
        await durability(server),
        `${rounds} rounds of ${seconds} s each way, in turn; medians`,
      ],
      columns: ['work', 'in flight', 'pgbench events/s', 'log events/s', 'ratio', 'goal'],
      rows,
      json,
    });
  } finally {
    await close();
    await server.stop();
  }
}

async function measure({ work, inFlight, events, goal, rounds, seconds, pgbench, url, store }) {
  const ways = {
    log: async () =>
      events *
      (await perSecond(inFlight, seconds, () => store.append(appendTo(newStream(), 'none', events)))),
  };
  if (pgbench !== undefined) {
    ways.plain = async () => events * (await pgbenchRate(pgbench, url, { inFlight, seconds, events }));
  }
  const rates = await alternate(rounds, ways);
  return {
    work,
    'in flight': inFlight,
    'log events/s': median(rates.log),
    ...(rates.plain === undefined
      ? {}
      : {
          'pgbench events/s': median(rates.plain),
          ratio: times(ratio(rates.log, rates.plain)),
          goal: `>= ${goal} x`,
        }),
    rounds: rates,
  };
}
