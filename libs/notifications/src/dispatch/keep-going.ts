import type { Logger } from '#platform';
import { setTimeout as pause } from 'node:timers/promises';

export interface Loop {
  readonly name: string;
  readonly logger: Logger;
  readonly signal: AbortSignal;
}

const FIRST_PAUSE = 200;
const LONGEST_PAUSE = 10_000;
const HEALTHY_AFTER = 30_000;

/** Runs `work` again whenever it fails, ever more slowly, until the signal aborts. */
export async function keepGoing({ name, logger, signal }: Loop, work: () => Promise<void>): Promise<void> {
  for (let wait = FIRST_PAUSE; !signal.aborted; wait = Math.min(wait * 2, LONGEST_PAUSE)) {
    const begun = performance.now();
    try {
      await work();
      if (signal.aborted) return;
    } catch (error) {
      if (signal.aborted) return;
      logger.error({ err: error, loop: name, retryIn: wait }, `${name} failed and is started again`);
    }
    if (performance.now() - begun > HEALTHY_AFTER) wait = FIRST_PAUSE;
    await pause(wait, undefined, { signal }).catch(() => undefined);
  }
}
