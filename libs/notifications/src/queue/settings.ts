import type { DefaultJobOptions } from 'bullmq';

const DAY_SECONDS = 86_400;

/** The braces are a hash tag: on a Redis Cluster all keys of one queue must lie in one slot. */
export const PREFIX = '{notif}';

/**
 * Three tries, for trouble of the machinery only: what a mail server says decides the next attempt in the row. A
 * finished job is removed at once, a failed one is kept to be looked at and for nothing else.
 */
export const JOB_OPTIONS: DefaultJobOptions = {
  attempts: 3,
  backoff: { type: 'exponential', delay: 1_000, jitter: 0.5 },
  removeOnComplete: true,
  removeOnFail: { age: 7 * DAY_SECONDS, count: 10_000 },
};

/** Rows are claimed, so a job may run twice: a stalled one is repeated more often than BullMQ would by default. */
export const WORKER_OPTIONS = {
  lockDuration: 60_000,
  stalledInterval: 30_000,
  maxStalledCount: 10,
} as const;

/** Milliseconds after which the queue counts as out of reach. */
export const ANSWER_TIMEOUT = 5_000;
