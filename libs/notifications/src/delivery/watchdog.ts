import type { ChannelName } from '#contracts';
import type { Logger } from '#platform';
import type pg from 'pg';
import { LANES, type Lane } from '../planner/plan.js';
import type { JobQueues } from '../queue/job-queue.js';
import { queueName } from '../channels/channel.js';
import type { ChannelWorkers } from './channel-workers.js';

export interface WatchdogOptions {
  readonly pool: Pick<pg.Pool, 'query'>;
  readonly queues: JobQueues;
  readonly workers: readonly ChannelWorkers[];
  readonly logger: Logger;
  /** Milliseconds that a row may be due, and a worker without a job, before that is called deaf. */
  readonly patience: number;
  /** A new worker stayed deaf too: the process should end with an exit code, to be started again. */
  readonly onUnhealthy: (reason: string) => void;
}

const OVERDUE = `
  SELECT channel, lane FROM notify.delivery
  WHERE state IN ('planned', 'sending') AND hold_reason IS NULL
    AND next_at < now() - $1 * interval '1 millisecond'
    AND (lease_until IS NULL OR lease_until < now() - $1 * interval '1 millisecond')
  GROUP BY channel, lane ORDER BY channel, lane`;

/**
 * A running process is not a working one: a worker may have lost its queue without noticing. Where rows are long
 * due, the queue holds jobs and this process's worker takes none, the worker is made anew, and the second time the
 * process is given up.
 */
export class Watchdog {
  /** Jobs that a worker had done when it was made anew. */
  readonly #recreated = new Map<string, number>();

  constructor(private readonly options: WatchdogOptions) {}

  /** One look at all channels. */
  async look(): Promise<void> {
    const { pool, workers, patience } = this.options;
    const { rows } = await pool.query<{ channel: ChannelName; lane: Lane }>(OVERDUE, [patience]);
    const overdue = new Set(rows.map(({ channel, lane }) => `${channel} ${lane}`));
    for (const channelWorkers of workers) {
      for (const lane of LANES) {
        const key = `${channelWorkers.channel.name} ${lane}`;
        const isDeaf = overdue.has(key) && channelWorkers.idleFor(lane) > patience;
        if (isDeaf && (await this.#hasJobs(channelWorkers, lane))) await this.#act(key, channelWorkers, lane);
      }
    }
  }

  async #act(key: string, workers: ChannelWorkers, lane: Lane): Promise<void> {
    const { logger, onUnhealthy } = this.options;
    if (this.#recreated.get(key) === workers.jobs(lane)) {
      onUnhealthy(`the worker of ${key} takes no jobs although deliveries are overdue`);
      return;
    }
    this.#recreated.set(key, workers.jobs(lane));
    logger.error({ worker: key }, 'a worker takes no jobs although deliveries are overdue: it is made anew');
    await workers.recreate(lane);
  }

  /** A queue that is away is waited for, not a reason to start again. */
  async #hasJobs(workers: ChannelWorkers, lane: Lane): Promise<boolean> {
    try {
      return (await this.options.queues.queue(queueName(workers.channel.name, lane)).waiting()) > 0;
    } catch {
      return false;
    }
  }
}
