import type { ChannelName } from '#contracts';
import type { FailPoint } from '#platform';
import type pg from 'pg';
import { queueName, type Channel } from '../channels/channel.js';
import { LANES, type Lane } from '../planner/plan.js';
import type { JobQueue, JobQueues } from '../queue/job-queue.js';

/** One queue and the rows that go into it. */
export interface RelayTarget {
  readonly channel: ChannelName;
  readonly lane: Lane;
  readonly queue: JobQueue;
  /** Jobs its workers do at a time. */
  readonly concurrency: number;
}

/** The queues of one channel, one a lane. */
export const targetsOf = (channel: Channel, queues: JobQueues): RelayTarget[] =>
  LANES.map((lane) => ({
    channel: channel.name,
    lane,
    queue: queues.queue(queueName(channel.name, lane)),
    concurrency: channel.concurrency[lane],
  }));

export interface RelayOptions {
  readonly pool: Pick<pg.Pool, 'query'>;
  readonly targets: readonly RelayTarget[];
  /** Seconds after which a row whose job no worker has begun is added again. */
  readonly requeueSeconds: number;
  readonly failPoint: FailPoint;
}

interface DueRow {
  readonly id: string;
  readonly fence: number;
}

const MOST_WAITING = 20;
const MOST_IDS = 100;

const DUE = `
  SELECT id, fence FROM notify.delivery
  WHERE channel = $1 AND lane = $2 AND state IN ('planned', 'sending') AND hold_reason IS NULL AND next_at <= now()
    AND (lease_until IS NULL OR lease_until < now())
    AND (enqueued_at IS NULL OR enqueued_at < now() - $3 * interval '1 second')
  ORDER BY next_at, id LIMIT $4`;

// A worker may have claimed a row in between: then its fence has moved on, or it is locked just now, and either way
// there is nothing to note. So the relay never waits for a worker; workers wait for it.
const ENQUEUED = `
  WITH handed AS (
    SELECT d.id FROM notify.delivery d JOIN unnest($1::uuid[], $2::integer[]) AS added(id, fence) USING (id)
    WHERE d.fence = added.fence AND d.state IN ('planned', 'sending')
    ORDER BY d.id FOR UPDATE OF d SKIP LOCKED
  )
  UPDATE notify.delivery d SET enqueued_at = now() FROM handed WHERE d.id = handed.id`;

/**
 * Hands due rows to the queues, a small window at a time: the queue is a cache of what is due, and what it loses is
 * added again from the rows. Two relays at once only add jobs twice, which the claim of the rows makes harmless.
 */
export class Relay {
  constructor(private readonly options: RelayOptions) {}

  /**
   * One turn over all queues.
   * @returns how many rows were handed over, and whether some queue was filled to its window and more may be due.
   * @throws QueueUnavailable
   */
  async turn(): Promise<{ readonly rows: number; readonly more: boolean }> {
    let rows = 0;
    let more = false;
    for (const target of this.options.targets) {
      const free = MOST_WAITING - (await target.queue.waiting());
      if (free <= 0) {
        more = true;
        continue;
      }
      const due = await this.#due(target, free * MOST_IDS);
      if (due.length === 0) continue;
      await this.#handOver(target, due);
      rows += due.length;
      more ||= due.length === free * MOST_IDS;
    }
    return { rows, more };
  }

  async #due({ channel, lane }: RelayTarget, limit: number): Promise<DueRow[]> {
    const values = [channel, lane, this.options.requeueSeconds, limit];
    const { rows } = await this.options.pool.query<DueRow>({ name: 'due', text: DUE, values });
    return rows;
  }

  async #handOver(target: RelayTarget, due: readonly DueRow[]): Promise<void> {
    const { pool, failPoint } = this.options;
    failPoint('relay-before-add');
    await target.queue.add(batchesOf(due, target.concurrency));
    failPoint('relay-after-add');
    const values = [due.map(({ id }) => id), due.map(({ fence }) => fence)];
    await pool.query({ name: 'enqueued', text: ENQUEUED, values });
  }
}

/** Few rows are spread over all workers, many go in batches of 100. */
export function batchesOf(due: readonly { readonly id: string }[], concurrency: number): string[][] {
  const size = Math.min(MOST_IDS, Math.ceil(due.length / concurrency));
  const batches: string[][] = [];
  for (let start = 0; start < due.length; start += size) {
    batches.push(due.slice(start, start + size).map(({ id }) => id));
  }
  return batches;
}
