// Loading many new streams by importAppends, against COPY of the same rows into a table of the same columns and keys,
// and against append, one after the other and with 128 in flight: `npm run bench import`.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { appendTo, newStream, openStore } from './support/log.mjs';
import { alternate, median, ratio } from './support/measure.mjs';
import { machine, report, times } from './support/report.mjs';
import { durability, startServer } from './support/server.mjs';

const EVENTS = 40_000;
const CASES = [
  { work: 'a command of 1 event, new stream', events: 1 },
  { work: 'a command of 5 events, new stream', events: 5 },
  { work: 'a command of 50 events, new stream', events: 50 },
];

export async function run({ rounds, json }) {
  const server = await startServer();
  const { store, close } = openStore(server.url);
  const folder = mkdtempSync(join(tmpdir(), 'agreement-tracker-copy-'));
  chmodSync(folder, 0o777);
  try {
    await server.query('CREATE TABLE plain_events (LIKE es.events INCLUDING ALL)');
    const ways = (events) => ({
      copy: () => copyRate(server, store, join(folder, 'rows'), events),
      one: () => appendRate(store, events, 1),
      append: () => appendRate(store, events, 128),
      import: () => importRate(store, events),
    });
    await importRate(store, 5);
    const rows = [];
    for (const { work, events } of CASES) {
      const rates = await alternate(rounds, ways(events));
      rows.push({
        work,
        'COPY events/s': median(rates.copy),
        'append, 1 in flight': median(rates.one),
        'append, 128 in flight': median(rates.append),
        'import events/s': median(rates.import),
        'of COPY': times(ratio(rates.import, rates.copy)),
        'of append, 1 in flight': times(ratio(rates.import, rates.one)),
        'of append, 128 in flight': times(ratio(rates.import, rates.append)),
        rounds: rates,
      });
    }
    const facts = [
      machine(),
      await durability(server),
      `${rounds} rounds of ${EVENTS} events each way, in turn; medians`,
      'COPY: the server reads a file; the same rows, columns and keys, without commands, checks or canonical form',
      'import: chunks of 2,000 events, checked and made canonical as by append; 1 in flight: 4,000 events',
    ];
    const columns = Object.keys(rows[0]).filter((column) => column !== 'rounds');
    report({ title: 'Loading', facts, columns, rows, json });
  } finally {
    await close();
    rmSync(folder, { recursive: true, force: true });
    await server.stop();
  }
}

const requests = (events, count = EVENTS) =>
  Array.from({ length: count / events }, () => appendTo(newStream(), 'none', events));

const rate = (began, count = EVENTS) => count / ((performance.now() - began) / 1000);

async function importRate(store, events) {
  const given = requests(events);
  const began = performance.now();
  for await (const { kind } of store.importAppends(given)) {
    if (kind !== 'appended') throw new Error(`an import was answered with ${kind}`);
  }
  return rate(began);
}

async function appendRate(store, events, inFlight) {
  const count = inFlight === 1 ? EVENTS / 10 : EVENTS;
  const given = requests(events, count).values();
  const began = performance.now();
  await Promise.all(
    Array.from({ length: inFlight }, async () => {
      for (const request of given) await store.append(request);
    }),
  );
  return rate(began, count);
}

/** The rows that an import of the same shape has just brought, copied out and in again. */
async function copyRate({ query }, store, file, events) {
  const before = await store.head();
  await importRate(store, events);
  await query(`COPY (SELECT * FROM es.events WHERE position > ${before} ORDER BY position) TO '${file}'`);
  await query('TRUNCATE plain_events');
  const began = performance.now();
  await query(`COPY plain_events FROM '${file}'`);
  return rate(began);
}
