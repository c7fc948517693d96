// News for very many: planned, queued and handed to a channel that does nothing, and mail over real SMTP on the
// loopback, with news for one person in the middle: `npm run bench notify [-- --rounds 3]`.
import { spawnSync } from 'node:child_process';
import { median } from './support/measure.mjs';
import { openNotifications } from './support/notifications.mjs';
import { openRedis } from './support/redis.mjs';
import { machine, report } from './support/report.mjs';
import { durability, startServer } from './support/server.mjs';

const MANY = 100_000;
const MAILS = 4_000;
const TARGETS = { planned: 5, done: 30, p95: 2, rss: 400 };

export async function run({ rounds, json }) {
  const server = await startServer();
  const hasRedis = spawnSync('redis-server', ['--version']).status === 0;
  const redis = hasRedis ? await openRedis() : undefined;
  if (!hasRedis) console.log('redis-server is absent: only the queue on Postgres is measured.');
  const queues = [{ queue: 'Postgres', redisUrl: undefined }];
  if (redis !== undefined) queues.push({ queue: 'Redis', redisUrl: redis.url });
  try {
    const rows = [];
    for (const one of queues) {
      rows.push(await fanOut(server, one, Math.min(rounds, 3)));
      rows.push(await realMail(server, one));
    }
    report({
      title: 'Telling people',
      facts: [
        machine(),
        await durability(server),
        `targets for ${MANY} recipients: planned <= ${TARGETS.planned} s, null channel done <= ${TARGETS.done} s, p95 for one recipient meanwhile <= ${TARGETS.p95} s, RSS < ${TARGETS.rss} MB, 0 lost, 0 doubled`,
        `null channel: medians of ${Math.min(rounds, 3)} rounds`,
      ],
      columns: ['work', 'planned s', 'done s', 'a second', 'p95 of one ms', 'RSS MB', 'lost', 'doubled'],
      rows,
      json,
    });
  } finally {
    await redis?.stop();
    await server.stop();
  }
}

async function fanOut(server, { queue, redisUrl }, rounds) {
  const measured = [];
  for (let round = 0; round < rounds; round += 1) {
    const bench = await openNotifications(server, { redisUrl, nullChannel: true });
    try {
      measured.push(await bench.tellMany(MANY, { oneEvery: 200 }));
    } finally {
      await bench.stop();
    }
  }
  const of = (name) => median(measured.map((one) => one[name]));
  return {
    work: `${MANY} recipients, null channel, jobs on ${queue}`,
    'planned s': of('planned').toFixed(1),
    'done s': of('done').toFixed(1),
    'a second': MANY / of('done'),
    'p95 of one ms': of('p95'),
    'RSS MB': of('rss'),
    lost: Math.max(...measured.map(({ lost }) => lost)),
    doubled: Math.max(...measured.map(({ doubled }) => doubled)),
  };
}

async function realMail(server, { queue, redisUrl }) {
  const bench = await openNotifications(server, { redisUrl, nullChannel: false });
  try {
    const one = await bench.tellMany(MAILS, {});
    return {
      work: `${MAILS} mails over SMTP on the loopback, jobs on ${queue}`,
      'planned s': one.planned.toFixed(1),
      'done s': one.done.toFixed(1),
      'a second': MAILS / one.done,
      'RSS MB': one.rss,
      lost: one.lost,
      doubled: one.doubled,
    };
  } finally {
    await bench.stop();
  }
}
