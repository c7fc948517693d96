/** What a job says: which deliveries are due. Ids only: the queue holds no personal data and no truth. */
export interface DeliveryJob {
  readonly ids: readonly string[];
}

/** The queue could not be reached in time. The rows stay due and are added at a later turn. */
export class QueueUnavailable extends Error {
  readonly code = 'QUEUE_UNAVAILABLE';
  constructor(queue: string, options?: ErrorOptions) {
    super(`the job queue ${queue} cannot be reached; deliveries wait in the database`, options);
    this.name = 'QueueUnavailable';
  }
}

/** The adding end of one queue. */
export interface JobQueue {
  readonly name: string;
  /**
   * Adds one job a batch of ids.
   * @throws QueueUnavailable when this takes longer than some seconds or fails.
   */
  add(batches: readonly (readonly string[])[]): Promise<void>;
  /**
   * Jobs that no worker has begun.
   * @throws QueueUnavailable
   */
  waiting(): Promise<number>;
}

/** Handles one job. Throwing means trouble of the machinery: the queue tries again, the rows are not touched. */
export type JobHandler = (job: DeliveryJob) => Promise<void>;

/** The working end of one queue. */
export interface JobWorker {
  /** Waits until the jobs under way have ended; with `force` it leaves them to the queue's own repetition. */
  close(force?: boolean): Promise<void>;
}

/** All queues of one process, on Redis or on Postgres. */
export interface JobQueues {
  readonly backend: 'redis' | 'postgres';
  queue(name: string): JobQueue;
  work(name: string, concurrency: number, handler: JobHandler): JobWorker;
  /** Ends queues and connections. Workers must have been closed before. */
  close(): Promise<void>;
}

/** Told of trouble of a queue or worker: `where` is the queue's name. */
export type OnQueueError = (where: string, error: Error) => void;
