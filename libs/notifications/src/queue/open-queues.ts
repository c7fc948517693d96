import type { JobQueues, OnQueueError } from './job-queue.js';
import { postgresQueues } from './postgres-queues.js';
import { redisQueues } from './redis-queues.js';

export interface QueueAddresses {
  /** Absent: the database moves the jobs. */
  readonly redisUrl: string | undefined;
  readonly databaseUrl: string;
}

/** The queues on Redis where one is configured, else on Postgres: same behaviour, held by one suite of tests. */
export const openQueues = (addresses: QueueAddresses, onError: OnQueueError): JobQueues =>
  addresses.redisUrl === undefined
    ? postgresQueues(addresses.databaseUrl, onError)
    : redisQueues(addresses.redisUrl, onError);
