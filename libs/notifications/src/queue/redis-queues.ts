import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { bullQueues } from './bull-queues.js';
import type { DeliveryJob, JobQueues, OnQueueError } from './job-queue.js';
import { JOB_OPTIONS, PREFIX, WORKER_OPTIONS } from './settings.js';

/**
 * Queues on Redis. Adding fails at once while Redis is away, because the rows wait in the database anyway;
 * workers wait for Redis without end and go on by themselves.
 */
export function redisQueues(url: string, onError: OnQueueError): JobQueues {
  const producer = new Redis(url, { enableOfflineQueue: false, maxRetriesPerRequest: 1 });
  const consumer = new Redis(url, { maxRetriesPerRequest: null });
  producer.on('error', (error) => onError('redis', error));
  consumer.on('error', (error) => onError('redis', error));
  return bullQueues(
    {
      backend: 'redis',
      openQueue: (name) =>
        new Queue<DeliveryJob>(name, {
          connection: producer,
          prefix: PREFIX,
          defaultJobOptions: JOB_OPTIONS,
        }),
      openWorker: (name, concurrency, handler) =>
        new Worker<DeliveryJob, void>(name, (job) => handler(job.data), {
          connection: consumer,
          prefix: PREFIX,
          concurrency,
          ...WORKER_OPTIONS,
        }),
      close: async () => {
        producer.disconnect();
        consumer.disconnect();
      },
    },
    onError,
  );
}
