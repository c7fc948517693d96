import type { Channel } from '../channels/channel.js';
import { queueName } from '../channels/channel.js';
import { LANES, type Lane } from '../planner/plan.js';
import type { JobQueues, JobWorker } from '../queue/job-queue.js';
import type { Deliverer } from './deliver.js';

export interface ChannelWorkersOptions {
  readonly queues: JobQueues;
  readonly channel: Channel;
  readonly deliverer: Deliverer;
  /** Told after each job: there is room in the queue again. */
  readonly onJob: () => void;
}

/** The workers of one channel, one a lane. */
export class ChannelWorkers {
  readonly #lanes = new Map<Lane, { worker: JobWorker; lastJobAt: number }>();
  readonly #jobs = { direct: 0, bulk: 0 };
  #running = 0;

  constructor(private readonly options: ChannelWorkersOptions) {
    for (const lane of LANES) this.#lanes.set(lane, this.#open(lane));
  }

  get channel(): Channel {
    return this.options.channel;
  }

  /** Milliseconds since a worker of this lane was made or began its last job. */
  idleFor(lane: Lane): number {
    return performance.now() - (this.#lanes.get(lane)?.lastJobAt ?? 0);
  }

  /** Jobs begun in this lane since the start. */
  jobs(lane: Lane): number {
    return this.#jobs[lane];
  }

  /** Jobs under way. */
  get running(): number {
    return this.#running;
  }

  /** Puts a new worker in the place of one that has gone deaf. */
  async recreate(lane: Lane): Promise<void> {
    const old = this.#lanes.get(lane);
    this.#lanes.set(lane, this.#open(lane));
    await old?.worker.close(true);
  }

  /** Rows not yet begun are let go; waits for those under way. */
  async close(force: boolean): Promise<void> {
    this.options.deliverer.stop();
    await Promise.all([...this.#lanes.values()].map(({ worker }) => worker.close(force)));
  }

  #open(lane: Lane): { worker: JobWorker; lastJobAt: number } {
    const { queues, channel, deliverer, onJob } = this.options;
    const opened = { lastJobAt: performance.now() };
    const worker = queues.work(queueName(channel.name, lane), channel.concurrency[lane], async (job) => {
      opened.lastJobAt = performance.now();
      this.#jobs[lane] += 1;
      this.#running += 1;
      try {
        await deliverer.deliver(job);
      } finally {
        this.#running -= 1;
      }
      onJob();
    });
    return Object.assign(opened, { worker });
  }
}
