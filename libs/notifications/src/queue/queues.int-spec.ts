import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { cloneDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { eventually } from '../../../../test/support/eventually.js';
import { describeWithRedis, startRedis, type TestRedis } from '../../../../test/support/redis.js';
import { QueueUnavailable, type JobQueues, type JobWorker } from './job-queue.js';
import { openQueues } from './open-queues.js';

const ignored = () => undefined;

/** What every backend must do, whatever it stands on. */
function queueContract(backend: JobQueues['backend'], newQueues: () => JobQueues): void {
  let queues: JobQueues;
  const workers: JobWorker[] = [];
  const work: JobQueues['work'] = (...args) => {
    const worker = queues.work(...args);
    workers.push(worker);
    return worker;
  };

  beforeAll(() => {
    queues = newQueues();
  });
  afterEach(async () => {
    await Promise.all(workers.splice(0).map((worker) => worker.close()));
  });
  afterAll(() => queues.close());

  it(`is the backend ${backend}`, () => expect(queues.backend).toBe(backend));

  it('hands every added batch to a worker, also when it was added before the worker came', async () => {
    const done: string[] = [];
    const queue = queues.queue('early');
    await queue.add([['a', 'b'], ['c']]);
    expect(await queue.waiting()).toBe(2);
    work('early', 2, async (job) => void done.push(...job.ids));
    await queue.add([['d']]);
    await eventually('all four are done', () => done.length === 4);
    expect(done.sort()).toEqual(['a', 'b', 'c', 'd']);
    expect(await queue.waiting()).toBe(0);
  });

  it('adds the same ids as often as it is asked to: no job is swallowed by an older one', async () => {
    let runs = 0;
    const queue = queues.queue('again');
    for (let round = 1; round <= 3; round += 1) {
      await queue.add([['same']]);
      if (round === 1) work('again', 1, async () => void (runs += 1));
      await eventually(`run ${round}`, () => runs === round);
    }
  });

  it('repeats a job whose handler failed, and is not stopped by it', async () => {
    const seen: string[] = [];
    const queue = queues.queue('failing');
    work('failing', 1, async ({ ids }) => {
      seen.push(...ids);
      if (ids[0] === 'bad' && seen.filter((id) => id === 'bad').length === 1) throw new Error('once');
    });
    await queue.add([['bad'], ['good']]);
    await eventually('the bad one ran twice', () => seen.filter((id) => id === 'bad').length === 2);
    expect(seen).toContain('good');
  });

  it('works on as many jobs at once as asked, and no more', async () => {
    let running = 0;
    let most = 0;
    const gate = Promise.withResolvers<void>();
    const queue = queues.queue('wide');
    work('wide', 3, async () => {
      running += 1;
      most = Math.max(most, running);
      await gate.promise;
      running -= 1;
    });
    await queue.add(Array.from({ length: 8 }, (_, index) => [`${index}`]));
    await eventually('three run', () => running === 3);
    gate.resolve();
    await eventually('all ended', async () => (await queue.waiting()) === 0 && running === 0);
    expect(most).toBe(3);
  });

  it('lets the jobs under way end before a worker is closed', async () => {
    let ended = false;
    const begun = Promise.withResolvers<void>();
    const gate = Promise.withResolvers<void>();
    const worker = queues.work('closing', 1, async () => {
      begun.resolve();
      await gate.promise;
      ended = true;
    });
    await queues.queue('closing').add([['x']]);
    await begun.promise;
    const closed = worker.close();
    gate.resolve();
    await closed;
    expect(ended).toBe(true);
  });
}

describe('job queues on Postgres', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await cloneDatabase();
  });
  afterAll(() => db.drop());

  describe('like every backend', () =>
    queueContract('postgres', () => openQueues({ redisUrl: undefined, databaseUrl: db.url }, ignored)));

  it('says so when the database cannot be reached', async () => {
    const queues = openQueues(
      { redisUrl: undefined, databaseUrl: 'postgres://nobody@127.0.0.1:1/none' },
      ignored,
    );
    await expect(queues.queue('gone').add([['a']])).rejects.toThrow(QueueUnavailable);
    await queues.close();
  });
});

describeWithRedis('job queues on Redis', () => {
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());

  describe('like every backend', () =>
    queueContract('redis', () => openQueues({ redisUrl: redis.url, databaseUrl: '' }, ignored)));

  it('says so at once while Redis is away, and its worker goes on when Redis is back and empty', async () => {
    const done: string[] = [];
    const queues = openQueues({ redisUrl: redis.url, databaseUrl: '' }, ignored);
    const queue = queues.queue('outage');
    const worker = queues.work('outage', 1, async ({ ids }) => void done.push(...ids));
    await queue.add([['before']]);
    await eventually('the first is done', () => done.length === 1);

    await redis.kill();
    await expect(queue.add([['during']])).rejects.toThrow(QueueUnavailable);
    await redis.restart({ empty: true });
    await eventually('it takes jobs again', () =>
      queue.add([['after']]).then(
        () => true,
        () => undefined,
      ),
    );
    await eventually('the worker goes on', () => done.includes('after'));
    await worker.close();
    await queues.close();
  });
});
