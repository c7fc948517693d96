import { newId } from '#platform';
import {
  QueueUnavailable,
  type DeliveryJob,
  type JobHandler,
  type JobQueue,
  type JobQueues,
  type JobWorker,
  type OnQueueError,
} from './job-queue.js';
import { ANSWER_TIMEOUT } from './settings.js';

interface NewJob {
  readonly name: string;
  readonly data: DeliveryJob;
  readonly opts: { readonly jobId: string };
}

/** What is used of BullMQ's Queue, whatever it stands on. */
interface BullQueue {
  addBulk(jobs: NewJob[]): Promise<unknown>;
  getWaitingCount(): Promise<number>;
  close(): Promise<void>;
  disconnect(): Promise<void>;
  on(event: 'error', listener: (error: Error) => void): unknown;
}

interface BullWorker {
  close(force?: boolean): Promise<void>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'failed', listener: (job: unknown, error: Error) => void): unknown;
}

/** How one backend makes its ends of a queue, and what it closes last. */
export interface BullBackend {
  readonly backend: JobQueues['backend'];
  openQueue(name: string): BullQueue;
  openWorker(name: string, concurrency: number, handler: JobHandler): BullWorker;
  close(): Promise<void>;
}

/** Queues and workers over one backend of BullMQ. */
export function bullQueues(backend: BullBackend, onError: OnQueueError): JobQueues {
  const queues = new Map<string, { readonly bull: BullQueue; readonly queue: JobQueue }>();
  return {
    backend: backend.backend,
    queue(name) {
      const known = queues.get(name);
      if (known !== undefined) return known.queue;
      const bull = backend.openQueue(name);
      bull.on('error', (error) => onError(name, error));
      const queue = jobQueue(name, bull);
      queues.set(name, { bull, queue });
      return queue;
    },
    work(name, concurrency, handler) {
      const bull = backend.openWorker(name, concurrency, handler);
      bull.on('error', (error) => onError(name, error));
      bull.on('failed', (_job, error) => onError(name, error));
      return jobWorker(bull);
    },
    async close() {
      await Promise.all([...queues.values()].map(({ bull }) => closeQueue(bull)));
      await backend.close();
    },
  };
}

function jobQueue(name: string, bull: BullQueue): JobQueue {
  return {
    name,
    // A random id for each job: BullMQ drops an added job in silence when one with its id is kept, were it failed.
    add: async (batches) => {
      if (batches.length === 0) return;
      const jobs = batches.map((ids) => ({
        name: 'deliver',
        data: { ids },
        opts: { jobId: `b-${newId()}` },
      }));
      await answerOf(name, bull.addBulk(jobs));
    },
    waiting: () => answerOf(name, bull.getWaitingCount()),
  };
}

const jobWorker = (bull: BullWorker): JobWorker => ({ close: (force = false) => bull.close(force) });

/** A queue whose server is away does not answer the goodbye either. */
async function closeQueue(bull: BullQueue): Promise<void> {
  await answerOf('closing', bull.close()).catch(() => bull.disconnect().catch(() => undefined));
}

async function answerOf<T>(name: string, answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), ANSWER_TIMEOUT);
  });
  try {
    return await Promise.race([answer, timeout]);
  } catch (cause) {
    throw new QueueUnavailable(name, { cause });
  } finally {
    clearTimeout(timer);
  }
}
