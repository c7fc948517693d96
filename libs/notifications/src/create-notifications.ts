import type { EventStore } from '#event-store';
import {
  connectDedicated,
  createFailPoint,
  systemClock,
  type Clock,
  type Config,
  type FailPoint,
  type Logger,
} from '#platform';
import type pg from 'pg';
import type { Channel } from './channels/channel.js';
import { emailChannel } from './channels/email/email.js';
import { inAppChannel } from './channels/in-app.js';
import { ChannelWorkers } from './delivery/channel-workers.js';
import { closeWorkers } from './delivery/close-workers.js';
import { Deliverer } from './delivery/deliver.js';
import { alignHolds } from './delivery/holds.js';
import { Marks } from './delivery/marks.js';
import { Watchdog } from './delivery/watchdog.js';
import { Flusher } from './digest/flusher.js';
import { Dispatcher } from './dispatch/dispatcher.js';
import { keepGoing } from './dispatch/keep-going.js';
import { Leadership } from './dispatch/leadership.js';
import { Wake } from './dispatch/wake.js';
import { Notifier } from './planner/notifier.js';
import type { JobQueues } from './queue/job-queue.js';
import { openQueues } from './queue/open-queues.js';
import { Relay, targetsOf } from './relay/relay.js';

export type NotificationSettings = Pick<
  Config,
  | 'redisUrl'
  | 'smtpUrl'
  | 'mailFrom'
  | 'baseUrl'
  | 'notifyLeaseSeconds'
  | 'notifyRelaySeconds'
  | 'notifyRequeueSeconds'
>;

export interface NotificationsOptions {
  /** Connections as the product's role; the caller ends it after `stop`. */
  readonly pool: pg.Pool;
  /** The same database: for the lock of the leader, and for the job queue where no Redis is configured. */
  readonly databaseUrl: string;
  readonly store: EventStore;
  readonly config: NotificationSettings;
  readonly logger: Logger;
  readonly clock?: Clock;
  /** Default: none. */
  readonly failPoint?: FailPoint;
  /** A worker stays deaf after it was made anew: end the process with an exit code, so that it is started again. */
  readonly onUnhealthy?: (reason: string) => void;
  /** Default: the inbox and mail. */
  readonly channels?: readonly Channel[];
  /** Recipients planned in one transaction. Default 5,000. */
  readonly chunk?: number;
  /** Milliseconds between the leader's signs of life; after six missing ones another takes over. Default 5,000. */
  readonly beat?: number;
}

/** What tells people of the log: plans, hands over, delivers. */
export interface Notifications {
  /** Begins at the end of the log the first time, later where it stopped. */
  start(): Promise<void>;
  /** Lets what is under way end, at most 30 seconds, and closes queues and channels. The pool stays open. */
  stop(): Promise<void>;
}

const CHUNK = 5_000;
const BEAT = 5_000;
const WATCH_EVERY = 10_000;
const PATIENCE = 60_000;

/** Everything of one process, not yet started. */
export function createNotifications(options: NotificationsOptions): Notifications {
  const { config } = options;
  const channels = options.channels ?? [
    inAppChannel(),
    emailChannel({ smtpUrl: config.smtpUrl, mailFrom: config.mailFrom, baseUrl: config.baseUrl }),
  ];
  return new RunningNotifications(options, channels);
}

class RunningNotifications implements Notifications {
  readonly #stopped = new AbortController();
  readonly #relayWake = new Wake();
  readonly #fanOutWake = new Wake();
  readonly #marks: Marks;
  readonly #failPoint: FailPoint;
  #queues: JobQueues | undefined;
  #workers: ChannelWorkers[] = [];
  #running: Promise<void>[] = [];

  constructor(
    private readonly options: NotificationsOptions,
    private readonly channels: readonly Channel[],
  ) {
    this.#marks = new Marks(options.pool, options.logger);
    this.#failPoint = options.failPoint ?? createFailPoint(undefined);
  }

  async start(): Promise<void> {
    const { pool, config, databaseUrl, logger } = this.options;
    const notifier = this.#notifier();
    await notifier.checkpoint();
    for (const channel of this.channels) await alignHolds(pool, channel);
    const queues = openQueues({ redisUrl: config.redisUrl, databaseUrl }, (where, err) =>
      logger.warn({ err, queue: where }, 'trouble with the job queue; deliveries stay in the database'),
    );
    this.#queues = queues;
    const ready = this.channels.filter(({ holdReason }) => holdReason === null);
    this.#workers = ready.map((channel) => this.#workersOf(channel, queues));
    const relay = new Relay({
      pool,
      targets: ready.flatMap((channel) => targetsOf(channel, queues)),
      requeueSeconds: config.notifyRequeueSeconds,
      failPoint: this.#failPoint,
    });
    this.#running = [this.#lead(notifier, relay), this.#watch(queues)];
  }

  #flusher(): Flusher {
    const { pool, clock = systemClock } = this.options;
    return new Flusher({
      pool,
      clock,
      channels: this.channels,
      failPoint: this.#failPoint,
      onPlanned: () => this.#relayWake.wake(),
    });
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    await closeWorkers(this.#workers, this.#marks);
    await Promise.all(this.#running);
    await this.#queues?.close();
    await Promise.all(this.channels.map((channel) => channel.close()));
  }

  #notifier(): Notifier {
    const { pool, store, logger, clock = systemClock, chunk = CHUNK } = this.options;
    return new Notifier({
      pool,
      store,
      clock,
      logger,
      chunk,
      channels: this.channels,
      failPoint: this.#failPoint,
      onPlanned: () => {
        this.#relayWake.wake();
        this.#fanOutWake.wake();
      },
    });
  }

  #workersOf(channel: Channel, queues: JobQueues): ChannelWorkers {
    const { pool, config, logger } = this.options;
    const deliverer = new Deliverer({
      pool,
      channel,
      marks: this.#marks,
      leaseSeconds: config.notifyLeaseSeconds,
      logger,
      failPoint: this.#failPoint,
    });
    return new ChannelWorkers({ queues, channel, deliverer, onJob: () => this.#relayWake.wake() });
  }

  #lead(notifier: Notifier, relay: Relay): Promise<void> {
    const { databaseUrl, logger, config, beat = BEAT } = this.options;
    const { signal } = this.#stopped;
    const dispatcher = new Dispatcher({
      notifier,
      relay,
      flusher: this.#flusher(),
      logger,
      relayWake: this.#relayWake,
      fanOutWake: this.#fanOutWake,
      relaySeconds: config.notifyRelaySeconds,
    });
    const connect = () => connectDedicated({ url: databaseUrl, applicationName: 'notify-leader' });
    const leadership = new Leadership({ connect, logger, beat });
    return keepGoing({ name: 'leading', logger, signal }, () =>
      leadership.lead(signal, (leading) => dispatcher.run(leading)),
    );
  }

  async #watch(queues: JobQueues): Promise<void> {
    const { pool, logger, onUnhealthy = () => undefined } = this.options;
    const { signal } = this.#stopped;
    const watchdog = new Watchdog({
      pool,
      queues,
      workers: this.#workers,
      logger,
      patience: PATIENCE,
      onUnhealthy,
    });
    const sleep = new Wake();
    await keepGoing({ name: 'the watchdog', logger, signal }, async () => {
      while (!signal.aborted) {
        await sleep.wait(WATCH_EVERY, signal);
        if (!signal.aborted) await watchdog.look();
      }
    });
  }
}
