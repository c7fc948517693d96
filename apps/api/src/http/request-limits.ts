import { Injectable } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { HttpProblem } from './http-problem.js';

/** How many requests are taken in a minute. */
export interface RequestLimitsOptions {
  /** From one address, whoever asks. */
  readonly perAddress: number;
  /** Of one actor, from wherever. */
  readonly perActor: number;
  /** From everybody together. */
  readonly global: number;
  /** With a key that is not valid, from one address; then no key is looked at until the minute is over. */
  readonly wrongKeys: number;
  /** Requests answered at the same time. */
  readonly open: number;
}

const MINUTE = 60;

/**
 * Keeps one caller from taking what is there for all. Counted in this process alone, so that no other server has to be
 * there: several servers together take so many times more.
 */
@Injectable()
export class RequestLimits {
  private readonly addresses: RateLimiterMemory;
  private readonly actors: RateLimiterMemory;
  private readonly everybody: RateLimiterMemory;
  private readonly wrong: RateLimiterMemory;

  constructor(readonly options: RequestLimitsOptions) {
    const limiter = (keyPrefix: string, points: number) =>
      new RateLimiterMemory({ keyPrefix, points, duration: MINUTE });
    this.addresses = limiter('address', options.perAddress);
    this.actors = limiter('actor', options.perActor);
    this.everybody = limiter('everybody', options.global);
    this.wrong = limiter('wrong-key', options.wrongKeys);
  }

  /** @throws HttpProblem 429 */
  async admitAddress(address: string): Promise<void> {
    await take(this.addresses, address, 'from your address');
    await take(this.everybody, 'all', 'at this server');
  }

  /** @throws HttpProblem 429 */
  admitActor(id: string): Promise<void> {
    return take(this.actors, id, 'with your key');
  }

  /** Whether keys from this address are looked at. @throws HttpProblem 429 */
  async admitKey(address: string): Promise<void> {
    const known = await this.wrong.get(address);
    if (known !== null && known.remainingPoints <= 0) throw tooMany('wrong keys from your address', known);
  }

  /** Notes a key that was not valid. */
  async wrongKey(address: string): Promise<void> {
    await this.wrong.consume(address).catch((full: unknown) => {
      if (!(full instanceof RateLimiterRes)) throw full;
    });
  }
}

async function take(limiter: RateLimiterMemory, key: string, whose: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (full) {
    throw full instanceof RateLimiterRes ? tooMany(`requests ${whose}`, full) : full;
  }
}

function tooMany(what: string, { msBeforeNext }: RateLimiterRes): HttpProblem {
  const seconds = String(Math.max(1, Math.ceil(msBeforeNext / 1_000)));
  return new HttpProblem('TOO_MANY_REQUESTS', `Too many ${what}: go on in ${seconds} seconds.`, {
    headers: { 'Retry-After': seconds },
  });
}
