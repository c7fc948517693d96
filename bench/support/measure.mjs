/** Calls `one` from `inFlight` loops for `seconds`, and gives calls per second. */
export async function perSecond(inFlight, seconds, one) {
  const until = performance.now() + seconds * 1000;
  let calls = 0;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: inFlight }, async () => {
      while (performance.now() < until) {
        await one();
        calls += 1;
      }
    }),
  );
  return calls / ((performance.now() - started) / 1000);
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * Measures each of `ways` once a round, in turning order, so that a busy moment of the machine strikes all alike.
 * Gives, for each way, the rates of all rounds.
 */
export async function alternate(rounds, ways) {
  const names = Object.keys(ways);
  const rates = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (let turn = 0; turn < names.length; turn += 1) {
      const name = names[(round + turn) % names.length];
      rates[name].push(await ways[name]());
    }
  }
  return rates;
}

/** Median of the ratios within each round: what a noisy machine says most reliably. */
export const ratio = (rates, base) => median(rates.map((rate, round) => rate / base[round]));

/** Median with least and most, as a table shows it. */
export const spread = (rates) => {
  const whole = (rate) => Math.round(rate).toLocaleString('en-US');
  return `${whole(median(rates))} (${whole(Math.min(...rates))} to ${whole(Math.max(...rates))})`;
};
