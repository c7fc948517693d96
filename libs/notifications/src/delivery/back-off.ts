const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const EMAIL = [MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 6 * HOUR, 12 * HOUR, 24 * HOUR];

/** Attempts of one message at most: the first and one after each pause. */
export const MOST_ATTEMPTS = EMAIL.length + 1;

/**
 * Milliseconds until the next attempt after `attempt` have been made, half of it by chance so that what failed
 * together does not come back together; undefined: that was the last.
 */
export function pauseAfter(attempt: number, random: () => number = Math.random): number | undefined {
  const pause = EMAIL[attempt - 1];
  return pause === undefined ? undefined : pause / 2 + random() * (pause / 2);
}
