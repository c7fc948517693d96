// The log beside other event stores on the same server, where they do the same work: `npm run bench peers`. Each of
// them runs in a process of its own. Needs `npm ci --ignore-scripts` in bench/peers.
import { runCommand } from '#event-store';
import { newId } from '#platform';
import { createHash } from 'node:crypto';
import { appendTo, newEvent, newStream, openStore } from './support/log.mjs';
import { alternate, median, perSecond, ratio, spread } from './support/measure.mjs';
import { peerDatabases, peerRate, PEERS, peersInstalled } from './support/peers.mjs';
import { machine, report, times } from './support/report.mjs';
import { durability, startServer } from './support/server.mjs';

const LOADED = 100;
const STREAMS = 64;
const WORKS = [
  { work: 'append 1 event', job: { work: 'append', inFlight: 1, count: 2_000 }, goals: { emmett: 1.5 } },
  { work: 'append 1 event', job: { work: 'append', inFlight: 32, count: 6_000 }, goals: { emmett: 8 } },
  { work: 'append 1 event', job: { work: 'append', inFlight: 128, count: 6_000 }, goals: { emmett: 10 } },
  { work: 'append 5 events', job: { work: 'append', inFlight: 32, count: 1_500, events: 5 }, goals: {} },
  {
    work: `load ${LOADED} events, append 1 (cold)`,
    ours: 'cold',
    job: { work: 'load', inFlight: 32, count: 1_000, streams: STREAMS },
    goals: { castore: 1 },
  },
  {
    work: `load ${LOADED} events, append 1 (state cached)`,
    ours: 'cached',
    job: { work: 'load', inFlight: 32, count: 1_000, streams: STREAMS },
    goals: { castore: 10 },
  },
  {
    work: '32 writers on one stream',
    ours: 'hot',
    job: { work: 'hot', inFlight: 32, count: 400 },
    goals: { best: 6 },
  },
  {
    work: 'read a stream of 1,000',
    ours: 'read',
    job: { work: 'read', inFlight: 4, count: 150 },
    goals: { best: 1 },
  },
];

export async function run({ rounds, seconds, json }) {
  if (!peersInstalled()) {
    console.error(
      'The peers are not installed: run `npm ci --ignore-scripts` in bench/peers, then this again.',
    );
    process.exitCode = 2;
    return;
  }
  const server = await startServer();
  const logs = { cached: openStore(server.url), cold: openStore(server.url, { cachedStates: 0 }) };
  try {
    const databases = await peerDatabases(server);
    // Loads make streams longer: the cold ones are so many that they stay near their first length.
    const streams = {
      cached: await filled(logs.cached.store, STREAMS, LOADED),
      cold: await filled(logs.cached.store, 8 * STREAMS, LOADED),
    };
    const [long] = await filled(logs.cached.store, 1, 1_000);
    const own = ownWays({ logs, streams, long, seconds });
    const rows = [];
    for (const one of WORKS) {
      const rates = await alternate(rounds, {
        log: () => own[one.ours ?? 'append'](one.job),
        ...Object.fromEntries(
          PEERS.map((name) => [name, () => peerRate(name, { url: databases[name], ...one.job })]),
        ),
      });
      rows.push(rowOf(one, rates));
    }
    const facts = [machine(), await durability(server), `${rounds} rounds, in turn; medians, least to most`];
    const columns = ['work', 'in flight', ...PEERS, 'log', 'against', 'goal'];
    report({ title: 'Beside other event stores (events/s; loads: appends/s)', facts, columns, rows, json });
  } finally {
    await Promise.all(Object.values(logs).map(({ close }) => close()));
    await server.stop();
  }
}

function rowOf({ work, job, goals }, rates) {
  const best = PEERS.reduce((a, b) => (median(rates[a]) > median(rates[b]) ? a : b));
  const [base = 'best', goal] = Object.entries(goals)[0] ?? [];
  const peer = base === 'best' ? best : base;
  return {
    ...{ work, 'in flight': job.inFlight },
    ...Object.fromEntries([...PEERS, 'log'].map((name) => [name, spread(rates[name])])),
    against: `${times(ratio(rates.log, rates[peer]))} ${peer}`,
    goal: goal === undefined ? '' : `>= ${goal} x`,
    rounds: rates,
  };
}

const counter = { initial: 0, evolve: (count) => count + 1 };

/** Loads a stream, decides on it and appends one event. */
async function loadAndAppend(store, stream) {
  const commandId = newId();
  const { kind } = await runCommand(store, {
    commandId,
    fingerprint: createHash('sha256').update(commandId).digest('hex'),
    streams: { one: { stream, model: counter } },
    decide: ({ one }) => {
      if (one.state !== one.version)
        throw new Error(`${stream} was folded to ${one.state} at ${one.version}`);
      return { kind: 'accepted', events: { one: [newEvent()] } };
    },
  });
  if (kind !== 'appended') throw new Error(`a command was answered with ${kind}`);
}

function ownWays({ logs, streams, long, seconds }) {
  let next = 0;
  const loads = (store, of) => loadAndAppend(store, of[(next += 1) % of.length]);
  const hot = [newStream()];
  return {
    append: async ({ inFlight, events = 1 }) =>
      events *
      (await perSecond(inFlight, seconds, () =>
        logs.cached.store.append(appendTo(newStream(), 'none', events)),
      )),
    cold: ({ inFlight }) => perSecond(inFlight, seconds, () => loads(logs.cold.store, streams.cold)),
    cached: ({ inFlight }) => perSecond(inFlight, seconds, () => loads(logs.cached.store, streams.cached)),
    hot: ({ inFlight }) => perSecond(inFlight, seconds, () => loads(logs.cached.store, hot)),
    read: async ({ inFlight }) =>
      1_000 *
      (await perSecond(inFlight, seconds, async () => {
        let seen = 0;
        for await (const { version } of logs.cached.store.readStream(long)) seen = version;
        if (seen !== 1_000) throw new Error(`the stream ended at ${seen}`);
      })),
  };
}

async function filled(store, count, length) {
  const streams = Array.from({ length: count }, () => newStream());
  for (const stream of streams) {
    for (let n = 0; n < length; n += 100) await store.append(appendTo(stream, 'any', 100));
  }
  return streams;
}
