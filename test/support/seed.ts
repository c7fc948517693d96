/** Numbers that look random and are the same for the same seed (mulberry32). */
export interface Random {
  readonly seed: number;
  /** From 0 up to, without, 1. */
  next(): number;
  /** Whole, from 0 up to, without, `below`. */
  below(below: number): number;
}

export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return { seed, next, below: (below) => Math.floor(next() * below) };
}

/** Runs `work` with a seed of TEST_SEED or of chance, and names the seed when it fails. */
export async function withSeed(work: (random: Random) => Promise<void>): Promise<void> {
  const given = process.env['TEST_SEED'];
  const random = seededRandom(given === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(given));
  try {
    await work(random);
  } catch (error) {
    throw new Error(`failed with TEST_SEED=${random.seed}: ${(error as Error).message}`, { cause: error });
  }
}
