import { hash, verify } from '@node-rs/argon2';
import { IdentityError } from '../identity-error.js';

// OWASP's first choice of parameters: 19 MiB, two passes, one lane. The library's default algorithm is argon2id.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Passwords hashed at the same time: each takes 19 MiB and a core for some hundredths of a second. */
const AT_ONCE = 2;
const WAITING = 100;

/** Hashes and compares passwords, a few at a time: whoever sends thousands of them takes no more than two cores. */
export class Passwords {
  private running = 0;
  private readonly queue: (() => void)[] = [];
  private decoy: Promise<string> | undefined;
  private common: Promise<ReadonlySet<string>> | undefined;

  constructor(
    private readonly argon2: Pick<typeof import('@node-rs/argon2'), 'hash' | 'verify'> = { hash, verify },
  ) {}

  /** Makes what unknown accounts are compared with, so that not even the first of them takes longer. */
  async ready(): Promise<void> {
    this.decoy ??= this.inTurn(() => this.argon2.hash('nobody has this password', COST));
    // A failure is that of whoever asked first; the next one tries again.
    await this.decoy.catch((error: unknown) => {
      this.decoy = undefined;
      throw error;
    });
  }

  /** @throws IdentityError WEAK_PASSWORD for a common one, PASSWORDS_BUSY when too many wait. */
  async hash(password: string): Promise<string> {
    const normal = password.normalize('NFKC');
    if (await this.isCommon(normal)) throw new IdentityError('WEAK_PASSWORD');
    return this.inTurn(() => this.argon2.hash(normal, COST));
  }

  /** Whether it is the password of this hash; without a hash it takes as long and is never right. */
  async matches(stored: string | null | undefined, password: string): Promise<boolean> {
    await this.ready();
    const against = stored ?? (await this.decoy) ?? '';
    const equal = await this.inTurn(() => this.argon2.verify(against, password.normalize('NFKC')));
    return equal && stored != null;
  }

  /** @param password normalised */
  private async isCommon(password: string): Promise<boolean> {
    this.common ??= import('@zxcvbn-ts/language-common').then(
      ({ dictionary }) => new Set(dictionary['passwords-common'].map(String)),
    );
    return (await this.common).has(password.toLowerCase());
  }

  private async inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    await this.turn();
    try {
      return await work();
    } finally {
      const next = this.queue.shift();
      // The place is handed on: nobody who comes in between takes it.
      if (next === undefined) this.running -= 1;
      else next();
    }
  }

  private turn(): Promise<void> {
    if (this.running < AT_ONCE) {
      this.running += 1;
      return Promise.resolve();
    }
    if (this.queue.length >= WAITING) throw new IdentityError('PASSWORDS_BUSY', 2);
    return new Promise((resolve) => this.queue.push(resolve));
  }
}
