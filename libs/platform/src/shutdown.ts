/** Resolves with the signal that asks this program to end. Later ones change nothing: the end is under way. */
export function untilSignalled(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve(signal));
  });
}

/** Runs the steps of an end in order, each even when an earlier one failed, within `milliseconds` altogether. */
export async function endInOrder(
  steps: readonly (() => Promise<void>)[],
  { milliseconds, onError }: { milliseconds: number; onError: (error: unknown) => void },
): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), milliseconds);
  });
  const done = (async () => {
    for (const step of steps) await step().catch(onError);
    return true;
  })();
  const inTime = await Promise.race([done, late]);
  clearTimeout(timer);
  return inTime;
}
