import { APP_ROLE } from '#platform';
import { createPostgresBackend, withBackend } from 'bullmq';
import { bullQueues } from './bull-queues.js';
import type { DeliveryJob, JobQueues, OnQueueError } from './job-queue.js';
import { JOB_OPTIONS, WORKER_OPTIONS } from './settings.js';

const { Queue, Worker } = withBackend(createPostgresBackend);

const ADDING_CONNECTIONS = 2;
const WORKING_CONNECTIONS = 4;

/**
 * Queues in the product's own database, in the schema `bullmq` that a migration has made. BullMQ keeps a small
 * pool an end of a queue, and a connection of its own for each worker to be woken by. A job lost with the last
 * commits of a crashed server is added again from the rows, so these connections do not wait for the disk.
 */
export function postgresQueues(url: string, onError: OnQueueError): JobQueues {
  const connection = (max: number) => ({
    connectionString: url,
    application_name: 'job-queue',
    max,
    keepAlive: true,
    connectionTimeoutMillis: 5_000,
    schema: 'bullmq',
    options: `-c timezone=UTC -c role=${APP_ROLE} -c synchronous_commit=off`,
  });
  return bullQueues(
    {
      backend: 'postgres',
      openQueue: (name) =>
        new Queue<DeliveryJob>(name, {
          connection: connection(ADDING_CONNECTIONS),
          defaultJobOptions: JOB_OPTIONS,
        }),
      openWorker: (name, concurrency, handler) =>
        new Worker<DeliveryJob, void>(name, (job) => handler(job.data), {
          connection: connection(WORKING_CONNECTIONS),
          concurrency,
          ...WORKER_OPTIONS,
        }),
      close: async () => undefined,
    },
    onError,
  );
}
