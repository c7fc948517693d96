// Slow commits: appends with commit_delay of 2 ms as a stand-in for network storage against the disk as it is, from one
// process and from two, and what one lock without batches comes to: `npm run bench durability`.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { appendTo, newStream, openStore } from './support/log.mjs';
import { alternate, median, perSecond, ratio, spread } from './support/measure.mjs';
import { machine, report, times } from './support/report.mjs';
import { durability, startServer } from './support/server.mjs';

const IN_FLIGHT = 128;
const DELAYED = ['commit_delay=2000', 'commit_siblings=0'];
const appender = fileURLToPath(new URL('./support/appender.mjs', import.meta.url));

export async function run({ rounds, seconds, json }) {
  const servers = { fast: await startServer(), slow: await startServer(DELAYED) };
  try {
    const ways = {};
    for (const [name, { url }] of Object.entries(servers)) {
      ways[`${name} one`] = () => processes(1, { url, seconds });
      ways[`${name} two`] = () => processes(2, { url, seconds });
      ways[`${name} many`] = () => processes(1, { url, seconds, inFlight: 4 * IN_FLIGHT });
      ways[`${name} single`] = () => singly({ url, seconds });
    }
    const rates = await alternate(rounds, ways);
    const row = (work, way, against, goal) => ({
      ...{ work, 'appends/s': spread(rates[way]) },
      ratio: `${times(ratio(rates[way], rates[against]))} of ${against}`,
      ...{ goal, rounds: rates[way] },
    });
    const rows = [
      row('one process, the disk as it is', 'fast one', 'fast one', ''),
      row('two processes', 'fast two', 'fast one', 'about 1.6 x'),
      row('one process, commits 2 ms longer', 'slow one', 'fast one', '>= 0.7 x'),
      row('two processes, commits 2 ms longer', 'slow two', 'fast two', '>= 0.7 x'),
      row(`one process, ${4 * IN_FLIGHT} in flight, commits 2 ms longer`, 'slow many', 'fast many', ''),
      row('control: an append a transaction', 'fast single', 'fast one', ''),
      row('control, commits 2 ms longer', 'slow single', 'fast single', 'hundreds a second'),
    ];
    const facts = [
      machine(),
      `as it is: ${await durability(servers.fast)}`,
      `longer: ${await durability(servers.slow)}`,
      `${IN_FLIGHT} in flight (two processes: half each), ${rounds} rounds of ${seconds} s, in turn`,
    ];
    report({ title: 'Slow commits', facts, columns: Object.keys(rows[0]).slice(0, -1), rows, json });
    if (median(rates['slow single']) > 1_000)
      console.log('\nThe control is too fast: commits were not slow.');
  } finally {
    await Promise.all(Object.values(servers).map(({ stop }) => stop()));
  }
}

async function processes(count, { url, seconds, inFlight = IN_FLIGHT }) {
  const children = Array.from({ length: count }, () =>
    fork(appender, [JSON.stringify({ url, seconds, inFlight: inFlight / count })]),
  );
  const rates = await Promise.all(children.map(async (child) => (await once(child, 'message'))[0]));
  return rates.reduce((sum, rate) => sum + rate, 0);
}

/** Every append a batch of its own, one after the other under the one lock. */
async function singly({ url, seconds }) {
  const { store, close } = openStore(url, { maxInFlight: 1 });
  try {
    return await perSecond(1, seconds, () => store.append(appendTo(newStream(), 'none')));
  } finally {
    await close();
  }
}
