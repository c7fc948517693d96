import type { Logger } from '#platform';
import type { Flusher } from '../digest/flusher.js';
import type { Notifier } from '../planner/notifier.js';
import { QueueUnavailable } from '../queue/job-queue.js';
import type { Relay } from '../relay/relay.js';
import { keepGoing } from './keep-going.js';
import { Wake } from './wake.js';

export interface DispatcherOptions {
  readonly notifier: Notifier;
  readonly relay: Relay;
  readonly flusher: Flusher;
  readonly logger: Logger;
  /** Woken when rows may have become due, or a worker has done a job. */
  readonly relayWake: Wake;
  readonly fanOutWake: Wake;
  /** Seconds between looks for due rows when nothing wakes the relay. */
  readonly relaySeconds: number;
}

const WITH_MORE = 50;
const QUEUE_AWAY = 2_000;
const FAN_OUT_NET = 5_000;
const BETWEEN_DIGESTS = 2_000;

/** The loops of the leading process. One that fails is started again and does not stop the others. */
export class Dispatcher {
  constructor(private readonly options: DispatcherOptions) {}

  /** Runs until the signal aborts. */
  async run(signal: AbortSignal): Promise<void> {
    const { logger, notifier } = this.options;
    await Promise.all([
      keepGoing({ name: 'the notifier', logger, signal }, () => notifier.follow(signal)),
      keepGoing({ name: 'the fan-out', logger, signal }, () => this.#fanOut(signal)),
      keepGoing({ name: 'the digests', logger, signal }, () => this.#digests(signal)),
      keepGoing({ name: 'the relay', logger, signal }, () => this.#relay(signal)),
    ]);
  }

  async #fanOut(signal: AbortSignal): Promise<void> {
    const { notifier, fanOutWake } = this.options;
    while (!signal.aborted) {
      if (!(await notifier.continueFanOut())) await fanOutWake.wait(FAN_OUT_NET, signal);
    }
  }

  async #digests(signal: AbortSignal): Promise<void> {
    const sleep = new Wake();
    while (!signal.aborted) {
      if (!(await this.options.flusher.turn())) await sleep.wait(BETWEEN_DIGESTS, signal);
    }
  }

  async #relay(signal: AbortSignal): Promise<void> {
    const { relayWake, relaySeconds } = this.options;
    while (!signal.aborted) {
      const found = await this.#turn();
      const idle = relaySeconds * 1_000;
      await relayWake.wait(found === undefined ? QUEUE_AWAY : found.more ? WITH_MORE : idle, signal);
    }
  }

  /** Undefined while the queue is away. */
  async #turn(): Promise<{ readonly more: boolean } | undefined> {
    const { relay, logger } = this.options;
    try {
      return await relay.turn();
    } catch (error) {
      if (!(error instanceof QueueUnavailable)) throw error;
      logger.warn({ err: error }, 'due deliveries wait for the job queue: is Redis running and reachable?');
      return undefined;
    }
  }
}
