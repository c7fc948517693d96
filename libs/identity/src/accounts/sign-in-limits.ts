import pg from 'pg';
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { IdentityError } from '../identity-error.js';

const QUARTER = 15 * 60;
const INT8: number = pg.types.builtins.INT8;

/** Attempts in a quarter of an hour: with one account from anywhere, and from one address with any account. */
export interface SignInLimitsOptions {
  readonly perAccount: number;
  readonly perAddress: number;
}

/**
 * Attempts to sign in, counted in the database for all servers together; while it does not answer, in this process. An
 * account that does not exist is counted as one that does.
 */
export class SignInLimits {
  private readonly accounts: RateLimiterPostgres;
  private readonly addresses: RateLimiterPostgres;

  constructor(pool: pg.Pool, { perAccount, perAddress }: SignInLimitsOptions) {
    const limiter = (keyPrefix: string, points: number) =>
      new RateLimiterPostgres({
        ...{
          storeClient: plainNumbers(pool),
          storeType: 'pool',
          schemaName: 'access',
          tableName: 'sign_in_failure',
        },
        ...{ tableCreated: true, clearExpiredByTimeout: false, keyPrefix, points, duration: QUARTER },
        insuranceLimiter: new RateLimiterMemory({ keyPrefix, points, duration: QUARTER }),
      });
    this.accounts = limiter('account', perAccount);
    this.addresses = limiter('address', perAddress);
  }

  /** Takes note of an attempt before it is looked at. @throws IdentityError TOO_MANY_SIGN_INS */
  async admit(account: string, address: string): Promise<void> {
    await take(this.addresses, address);
    await take(this.accounts, account);
  }

  /** The attempt was right: those before it count no more. */
  async forgive(account: string): Promise<void> {
    await this.accounts.delete(account);
  }
}

const getTypeParser = (oid: number): ((text: string) => unknown) =>
  oid === INT8 ? Number : (pg.types.getTypeParser(oid) as (text: string) => unknown);

/** The limiter counts with numbers, while the pool reads bigint for int8: with those it would fail, and count here alone. */
const plainNumbers = (pool: pg.Pool) => ({
  query: (statement: pg.QueryConfig) =>
    pool.query({
      ...statement,
      types: { getTypeParser },
    }),
});

async function take(limiter: RateLimiterPostgres, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (full) {
    if (!(full instanceof RateLimiterRes)) throw full;
    throw new IdentityError('TOO_MANY_SIGN_INS', Math.max(1, Math.ceil(full.msBeforeNext / 1_000)));
  }
}
