// Commands over HTTP at 64 connections against a bare Fastify with one INSERT, each server in a process of its own:
// `npm run bench http`.
import { randomUUID } from 'node:crypto';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { alternate, median, perSecond, ratio } from './support/measure.mjs';
import { preparePlainTable } from './support/pgbench.mjs';
import { machine, report, times } from './support/report.mjs';
import { durability, startServer } from './support/server.mjs';

const CONNECTIONS = 64;
const BODY = {
  asOf: '2026',
  sources: [{ publisher: 'Akimat of Zhambyl region', title: 'Works go on', class: 'press' }],
};

export async function run({ rounds, seconds, json }) {
  const server = await startServer();
  await preparePlainTable(server);
  const api = await serve('api-server', server.url);
  const bare = await serve('bare-server', server.url);
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  try {
    const command = (path, body) =>
      post({ agent, port: api.port, path }, body, {
        authorization: `Bearer ${api.key}`,
        'idempotency-key': randomUUID(),
      });
    const register = () => command('/api/projects', { titles: { en: `Plant ${randomUUID()}` } });
    const plants = await Promise.all(Array.from({ length: CONNECTIONS }, register));
    let next = 0;
    const ways = {
      bare: () => post({ agent, port: bare.port, path: '/events' }, BODY),
      confirm: () => command(`/api/projects/${plants[(next += 1) % CONNECTIONS].id}/confirm-status`, BODY),
      register,
    };
    const rate = (way) => () => perSecond(CONNECTIONS, seconds, ways[way]);
    for (const way of Object.keys(ways)) await rate(way)();
    const rates = await alternate(rounds, {
      bare: rate('bare'),
      confirm: rate('confirm'),
      register: rate('register'),
    });
    const row = (work, way, goal = '') => ({
      work,
      'requests/s (median)': median(rates[way]),
      'least to most': `${Math.round(Math.min(...rates[way]))} to ${Math.round(Math.max(...rates[way]))}`,
      'of bare': times(ratio(rates[way], rates.bare)),
      goal,
      rounds: rates[way],
    });
    const rows = [
      row('bare Fastify + one INSERT', 'bare'),
      row('command on a record that is there (confirm-status)', 'confirm', '>= 1.2 x'),
      row('command that makes a record, its number and its claims', 'register'),
    ];
    const facts = [machine(), await durability(server), `${rounds} rounds of ${seconds} s each way, in turn`];
    report({ title: 'Commands over HTTP', facts, columns: Object.keys(rows[0]).slice(0, -1), rows, json });
  } finally {
    agent.destroy();
    await api.stop();
    await bare.stop();
    await server.stop();
  }
}

async function serve(program, url) {
  const child = fork(new URL(`./support/${program}.mjs`, import.meta.url), [url]);
  const [told] = await once(child, 'message');
  return {
    ...told,
    stop: async () => {
      child.send('stop');
      await once(child, 'exit');
    },
  };
}

function post({ agent, port, path }, body, headers = {}) {
  const text = JSON.stringify(body);
  const length = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
  return new Promise((resolve, reject) => {
    const asked = request(
      { agent, host: '127.0.0.1', port, path, method: 'POST', headers: { ...length, ...headers } },
      (response) => {
        let answer = '';
        response.setEncoding('utf8').on('data', (part) => (answer += part));
        response.on('end', () =>
          response.statusCode < 300 ? resolve(JSON.parse(answer)) : reject(new Error(answer)),
        );
      },
    );
    asked.on('error', reject).end(text);
  });
}
