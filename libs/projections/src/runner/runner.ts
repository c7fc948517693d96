import { LogRewound, UnknownEvent, type EventStore, type RecordedEvent } from '#event-store';
import type { FailPoint, Logger } from '#platform';
import type pg from 'pg';
import {
  applyBatch,
  findPoison,
  isPassing,
  parkedAt,
  parkedRewound,
  parkedUnknown,
  type BatchTarget,
} from './apply-batch.js';
import { buildByStreams, emptyTables } from './build-by-streams.js';
import { ensureGeneration, switchTo } from './generations.js';
import { Fenced, giveLease, park, renewLease, takeLease, type Lease, type Parked } from './lease.js';
import type { Projection } from './projection.js';
import type { RunnerObserver } from './metrics.js';
import { generationsOf, skippedPositions } from './status.js';
import { pauseUnlessAborted } from './pause.js';

export interface RunnerOptions {
  readonly pool: pg.Pool;
  readonly store: EventStore;
  readonly projection: Projection;
  readonly logger: Logger;
  /** Name of this process in the lease, for people who look. */
  readonly holder: string;
  /** Events a batch while catching up; live batches are as large as what waits. */
  readonly batchSize?: number;
  readonly leaseSeconds?: number;
  /** Events from which on a model that can be built by streams is built so. Default 10,000. */
  readonly buildFrom?: number;
  /** Told what it does, for metrics. */
  readonly observer?: RunnerObserver;
  /** Called at each step, for crash tests: projection-before-commit, projection-after-commit, build-page. */
  readonly failPoint?: FailPoint;
}

/**
 * Keeps one projection up to date: its live generation, and any generation that is built beside it. Any number
 * of processes may run it; each generation has one holder at a time.
 */
export class ProjectionRunner {
  private readonly stopping = new AbortController();
  private readonly batchSize: number;
  private readonly leaseSeconds: number;
  private running: Promise<void> = Promise.resolve();
  private readonly loops = new Map<number, Promise<void>>();

  constructor(private readonly options: RunnerOptions) {
    this.batchSize = options.batchSize ?? 5_000;
    this.leaseSeconds = options.leaseSeconds ?? 5;
  }

  /** Makes the tables when they are missing and begins; resolves once readers can query. */
  async start(): Promise<void> {
    await ensureGeneration(this.options.pool, this.options.projection);
    this.running = this.watchGenerations();
  }

  /** Finishes the batch under way, gives the leases back and ends. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
    await Promise.all(this.loops.values());
  }

  private async watchGenerations(): Promise<void> {
    const { pool, projection, logger } = this.options;
    while (!this.stopping.signal.aborted) {
      try {
        for (const { generation, version } of await generationsOf(pool, projection.name)) {
          if (version !== projection.version || this.loops.has(generation)) continue;
          const loop = this.keep(generation).finally(() => this.loops.delete(generation));
          this.loops.set(generation, loop);
        }
      } catch (error) {
        logger.warn({ event: 'projection.watch_failed', projection: projection.name, error: textOf(error) });
      }
      await pauseUnlessAborted(250, this.stopping.signal);
    }
  }

  /** Works on one generation while this process holds its lease and the generation exists. */
  private async keep(generation: number): Promise<void> {
    const { pool, projection, holder, logger } = this.options;
    const of = { projection: projection.name, generation, holder, seconds: this.leaseSeconds };
    let lease: Lease | undefined;
    try {
      lease = await takeLease(pool, of);
      if (lease === undefined) return;
      logger.debug({ event: 'projection.lease', projection: projection.name, generation });
      if (lease.parked === null || (await this.knowsNow(lease.parked))) await this.follow(lease);
      else if (lease.parked.cause !== 'unknownEvent') await this.waitWhileParked(lease);
    } catch (error) {
      if (error instanceof Fenced)
        logger.warn({ event: 'projection.fenced', projection: projection.name, generation });
      else if (!this.stopping.signal.aborted) {
        logger.error({
          ...{ event: 'projection.failed', projection: projection.name, generation, error: textOf(error) },
          next: 'it goes on by itself as soon as the database answers',
        });
      }
    } finally {
      if (lease !== undefined) await giveLease(pool, lease).catch(() => undefined);
    }
    // Another process may be of a release that knows the event: it has its turn.
    if (lease?.parked?.cause === 'unknownEvent') await pauseUnlessAborted(2_000, this.stopping.signal);
  }

  /** Whether this release can read the event that an older one was parked on. */
  private async knowsNow({ cause, position }: Parked): Promise<boolean> {
    if (cause !== 'unknownEvent') return false;
    try {
      return (await this.options.store.readAfter(BigInt(position) - 1n, 1)).length > 0;
    } catch (error) {
      if (error instanceof UnknownEvent) return false;
      throw error;
    }
  }

  private async follow(lease: Lease): Promise<void> {
    // The end may have come while the lease was taken: then nobody would tell of it any more.
    if (this.stopping.signal.aborted) return;
    const stopFollowing = new AbortController();
    const onStop = () => stopFollowing.abort();
    this.stopping.signal.addEventListener('abort', onStop, { once: true });
    const renewal = this.renewUntil(lease, stopFollowing);
    try {
      await this.consume(lease, stopFollowing.signal);
    } finally {
      stopFollowing.abort();
      this.stopping.signal.removeEventListener('abort', onStop);
      await renewal;
    }
  }

  private async consume(lease: Lease, signal: AbortSignal): Promise<void> {
    const { pool, store, projection } = this.options;
    const skipped = await skippedPositions(pool, projection.name);
    const { leaseSeconds } = this;
    const { failPoint = () => undefined } = this.options;
    const target: BatchTarget = { pool, store, projection, lease, leaseSeconds, skipped, failPoint };
    const begin = lease.position === 0n ? await this.buildAtOnce(target, signal) : lease.position;
    await this.switchWhenCaughtUp(lease.generation, begin);
    try {
      const { name } = projection;
      const pages = store.subscribe(begin, { signal, limit: this.batchSize, name, epoch: lease.epoch });
      for await (const events of pages) {
        const parked = await this.applyOrPark(target, events);
        if (parked !== undefined) return;
        await this.switchWhenCaughtUp(lease.generation, events.at(-1)?.position ?? begin);
      }
    } catch (error) {
      if (error instanceof UnknownEvent) await this.stand(lease, parkedUnknown(error));
      else if (error instanceof LogRewound) await this.stand(lease, parkedRewound(error));
      else throw error;
    }
  }

  /** Builds a model that reflects nothing by streams, if it can and the log is long. Resolves to its position. */
  private async buildAtOnce(target: BatchTarget, signal: AbortSignal): Promise<bigint> {
    const { store, logger, projection, buildFrom = 10_000 } = this.options;
    const { build } = projection;
    const upTo = await store.head();
    if (build === undefined || upTo < BigInt(buildFrom)) return 0n;
    try {
      return (await buildByStreams({ ...target, store, build, signal }, upTo)) ? upTo : 0n;
    } catch (error) {
      if (isPassing(error)) throw error;
      // In order of position it will come to the event at fault, and say which it is.
      logger.warn({ event: 'projection.build_failed', projection: projection.name, error: textOf(error) });
      await emptyTables(target);
      return 0n;
    }
  }

  private async applyOrPark(
    target: BatchTarget,
    events: readonly RecordedEvent[],
  ): Promise<Parked | undefined> {
    const began = performance.now();
    try {
      await applyBatch(target, events);
      const seconds = (performance.now() - began) / 1_000;
      const projection = target.projection.name;
      this.options.observer?.applied({ projection, events: events.length, seconds });
      return undefined;
    } catch (error) {
      if (isPassing(error)) throw error;
      const poison = await findPoison(target, events);
      if (poison === undefined) return undefined;
      const parked = parkedAt(poison.event, poison.error);
      await this.stand(target.lease, parked);
      return parked;
    }
  }

  private async stand(lease: Lease, parked: Parked): Promise<void> {
    await park(this.options.pool, lease, parked);
    this.options.observer?.parked(lease.projection);
    this.options.logger.error({
      ...{
        event: 'projection.parked',
        projection: lease.projection,
        generation: lease.generation,
        ...parked,
      },
    });
  }

  /** A generation beside the live one takes its place once it has caught up with the log. */
  private async switchWhenCaughtUp(generation: number, position: bigint): Promise<void> {
    const { pool, store, projection, logger } = this.options;
    const generations = await this.liveGeneration();
    if (generations === generation || position < (await store.head())) return;
    if (await switchTo(pool, projection, generation)) {
      this.liveKnown = generation;
      logger.info({
        event: 'projection.switched',
        projection: projection.name,
        generation,
        position: String(position),
      });
    }
  }

  private liveKnown: number | undefined;

  private async liveGeneration(): Promise<number | undefined> {
    if (this.liveKnown === undefined) {
      const all = await generationsOf(this.options.pool, this.options.projection.name);
      this.liveKnown = all.find((row) => row.live)?.generation;
    }
    return this.liveKnown;
  }

  private async renewUntil(lease: Lease, following: AbortController): Promise<void> {
    while (!following.signal.aborted) {
      await pauseUnlessAborted((this.leaseSeconds * 1000) / 3, following.signal);
      if (following.signal.aborted) return;
      const kept = await renewLease(this.options.pool, lease, this.leaseSeconds).catch(() => lease);
      if (kept === undefined) following.abort();
    }
  }

  private async waitWhileParked(lease: Lease): Promise<void> {
    let current: Lease | undefined = lease;
    while (current !== undefined && current.parked !== null && !this.stopping.signal.aborted) {
      await pauseUnlessAborted(250, this.stopping.signal);
      current = await renewLease(this.options.pool, lease, this.leaseSeconds);
    }
  }
}

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
