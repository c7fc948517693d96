import type { FailPoint, Logger } from '#platform';
import type pg from 'pg';
import type { Channel, Outcome, SendingChannel } from '../channels/channel.js';
import type { DeliveryJob } from '../queue/job-queue.js';
import { TEMPLATE_VERSION } from '../text/render.js';
import { MOST_ATTEMPTS, pauseAfter } from './back-off.js';
import { claim, extend, type Claim } from './claim.js';
import { load, type Loaded, type Refused } from './load.js';
import { markedItems } from './marked-items.js';
import type { Mark, Marks } from './marks.js';
import { refuseAddress } from './refused-address.js';
import { storeInInbox } from './store-inbox.js';

export interface DelivererOptions {
  readonly pool: pg.Pool;
  readonly channel: Channel;
  readonly marks: Marks;
  readonly leaseSeconds: number;
  readonly logger: Logger;
  readonly failPoint: FailPoint;
}

/** A message that is claimed this often without an answer ends the process that sends it. */
const MOST_CRASHES = 3 * MOST_ATTEMPTS;

const PLAIN = {
  reference: null,
  bodyHash: null,
  templateVersion: null,
  note: null,
  code: null,
  pause: 0,
  items: [],
};

/**
 * Works on the jobs of one channel. A job names rows; whether they are still to be sent, to whom and with which
 * words is read from the database, and what came of it is written there before the job counts as done.
 */
export class Deliverer {
  #coolUntil = 0;
  #stopping = false;

  constructor(private readonly options: DelivererOptions) {}

  /** Rows that have not been begun are let go from now on. */
  stop(): void {
    this.#stopping = true;
  }

  async deliver(job: DeliveryJob): Promise<void> {
    const { pool, channel, leaseSeconds, failPoint } = this.options;
    const claims = await claim(pool, job.ids, leaseSeconds);
    if (claims.length === 0) return;
    failPoint('worker-after-claim');
    const open = new Map(claims.map((one) => [one.id, one]));
    const keepLease = setInterval(() => this.#extend([...open.values()]), (leaseSeconds * 1_000) / 3);
    try {
      const loaded = await load(pool, claims);
      if (channel.kind === 'storing') await this.#storeAll(loaded);
      else await this.#sendAll(channel, loaded, (id) => open.delete(id));
    } finally {
      clearInterval(keepLease);
    }
  }

  async #storeAll(loaded: readonly Loaded[]): Promise<void> {
    const { pool, failPoint } = this.options;
    const refusals = loaded.filter((one) => 'refusal' in one);
    await Promise.all(refusals.map((one) => this.#mark(refused(one))));
    const claims = loaded.flatMap((one) => ('message' in one ? [one.claim] : []));
    failPoint('worker-before-store');
    if (claims.length > 0) await storeInInbox(pool, claims);
    failPoint('worker-after-store');
  }

  async #sendAll(
    channel: SendingChannel,
    loaded: readonly Loaded[],
    finished: (id: string) => void,
  ): Promise<void> {
    for (const one of loaded) {
      await this.#mark(await this.#sendOne(channel, one));
      finished(one.claim.id);
    }
  }

  async #sendOne(channel: SendingChannel, one: Loaded): Promise<Mark> {
    const { claim: row } = one;
    if ('refusal' in one) return refused(one);
    if ('waitUntil' in one) return letGo(row, one.waitUntil.getTime() - row.claimedAt.getTime());
    if (row.attempt > MOST_CRASHES) return refused({ ...one, refusal: 'too_many_crashes', state: 'dead' });
    const cooling = this.#coolUntil - performance.now();
    if (this.#stopping || cooling > 0) return letGo(row, Math.max(0, cooling));
    this.options.failPoint('worker-before-send');
    const outcome = await channel.send(one.message);
    this.options.failPoint('worker-after-send');
    const mark = await this.#outcome(one.message.address, row, outcome);
    return { ...mark, items: markedItems(one, mark.state) };
  }

  async #outcome(address: string | null, row: Claim, outcome: Outcome): Promise<Mark> {
    switch (outcome.kind) {
      case 'accepted':
        return {
          ...PLAIN,
          claim: row,
          state: 'accepted',
          outcome: 'accepted',
          reference: outcome.reference ?? null,
          bodyHash: outcome.bodyHash?.toString('hex') ?? null,
          templateVersion: TEMPLATE_VERSION,
        };
      case 'retry': {
        if (outcome.slowDown !== undefined) this.#coolUntil = performance.now() + outcome.slowDown;
        const pause = pauseAfter(row.attempt);
        const said = { ...PLAIN, claim: row, code: outcome.code, note: outcome.note ?? null };
        return pause === undefined
          ? { ...said, state: 'dead', outcome: 'dead' }
          : { ...said, state: 'planned', outcome: 'retry', pause };
      }
      case 'dead':
        if (outcome.refuseAddress === true && address !== null)
          await refuseAddress(this.options.pool, address, 'bounced');
        return {
          ...PLAIN,
          claim: row,
          state: 'dead',
          outcome: 'dead',
          code: outcome.code,
          note: outcome.note ?? null,
        };
    }
  }

  async #mark(mark: Mark): Promise<void> {
    const mine = await this.options.marks.store(mark);
    if (mine) return;
    const { claim: row, outcome } = mark;
    this.options.logger.warn(
      { deliveryId: row.id, fence: row.fence, outcome },
      'a delivery was taken over by another worker before its outcome was stored: lengthen the lease if this repeats',
    );
  }

  #extend(claims: readonly Claim[]): void {
    const { pool, leaseSeconds, logger } = this.options;
    extend(pool, claims, leaseSeconds).catch((error: unknown) =>
      logger.warn({ err: error }, 'leases of deliveries could not be extended'),
    );
  }
}

const refused = (one: Refused): Mark => ({
  ...PLAIN,
  claim: one.claim,
  state: one.state,
  outcome: one.state,
  code: one.refusal,
  items: markedItems(one, one.state),
});

const letGo = (claim: Claim, pause: number): Mark => ({
  ...PLAIN,
  claim,
  state: 'planned',
  outcome: null,
  pause,
});
