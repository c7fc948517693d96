// From the answer of an append to the register that shows it, 100 appends a second, the projection in a process of its
// own: `npm run bench lag`.
import { createPool, newId } from '#platform';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { openStore } from './support/log.mjs';
import { recorded, registerCatalogue } from './support/register-log.mjs';
import { machine, report } from './support/report.mjs';
import { durability, startServer } from './support/server.mjs';

const PLANTS = 50;
const EVERY = 10;

export async function run({ rounds, seconds, json }) {
  const server = await startServer();
  const { store, close } = openStore(server.url, { catalogue: registerCatalogue() });
  const watch = createPool({ url: server.url, applicationName: 'bench-watch', max: 1 });
  const runner = fork(new URL('./support/projector.mjs', import.meta.url), [server.url]);
  try {
    await once(runner, 'message');
    const plants = Array.from({ length: PLANTS }, () => `project-${newId()}`);
    for (const [n, plant] of plants.entries()) {
      const publicId = `PRJ-2026-${1000 + n}`;
      const stage = { deliveryMode: 'build', initialStage: 'Announced', openingBalance: false };
      await store.append(
        recorded(plant, 'ProjectRegistered', { publicId, titles: { en: `Plant ${n}` }, ...stage }),
      );
    }
    const lagOf = async (n) => {
      const data = { kind: 'physical', percent: '40', asOf: '2026-11' };
      const { position } = await store.append(recorded(plants[n % PLANTS], 'ProgressReported', data));
      const answered = performance.now();
      await reached(watch, position);
      return performance.now() - answered;
    };
    for (let n = 0; n < 100; n += 1) await lagOf(n);
    const lags = [];
    const until = performance.now() + rounds * seconds * 1000;
    for (let n = 0; performance.now() < until; n += 1) {
      const begun = performance.now();
      lags.push(await lagOf(n));
      await pause(Math.max(0, EVERY - (performance.now() - begun)));
    }
    lags.sort((a, b) => a - b);
    const at = (share) => lags[Math.min(lags.length - 1, Math.floor(lags.length * share))].toFixed(1);
    const rows = [
      {
        work: 'append answered -> register shows it',
        ...{ 'p50 ms': at(0.5), 'p95 ms': at(0.95), 'p99 ms': at(0.99), 'most ms': at(1) },
        ...{ appends: lags.length, goal: 'p50 <= 5 ms, p99 <= 50 ms' },
      },
    ];
    const facts = [machine(), await durability(server), 'seen by a reader that asks without a pause'];
    report({ title: 'Lag', facts, columns: Object.keys(rows[0]), rows, json });
  } finally {
    runner.send('stop');
    await once(runner, 'exit');
    await watch.end();
    await close();
    await server.stop();
  }
}

async function reached(watch, position) {
  const text = `SELECT position FROM views.generation WHERE projection = 'register'`;
  for (;;) {
    const { rows } = await watch.query({ name: 'bench-position', text });
    if (rows[0].position >= position) return;
  }
}
