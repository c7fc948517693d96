/** Whether the random tests run at their full length: `npm run test:long`. */
export const long = process.env['TEST_LENGTH'] === 'long';

/** How often a random test repeats: a shorter form that `npm test` can bear, and the full one. */
export const rounds = (short: number, full: number): number => (long ? full : short);
