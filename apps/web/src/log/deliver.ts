import { isPassing, retryDelay } from '../api/problem.js';

/** Waits, but no longer than until the connection is back or somebody asks to go on. */
function pause(milliseconds: number, signal: AbortSignal, hurry: EventTarget): Promise<void> {
  return new Promise((done) => {
    const finish = () => {
      clearTimeout(timer);
      globalThis.removeEventListener('online', finish);
      hurry.removeEventListener('now', finish);
      signal.removeEventListener('abort', finish);
      done();
    };
    const timer = setTimeout(finish, milliseconds);
    globalThis.addEventListener('online', finish);
    hurry.addEventListener('now', finish);
    signal.addEventListener('abort', finish);
  });
}

interface Patience {
  readonly signal: AbortSignal;
  /** An event `now` on it tries again at once. */
  readonly hurry: EventTarget;
  /** Told each time that no answer came. */
  readonly onLost: () => void;
}

/**
 * Does `send` again and again until an answer comes. A refusal is an answer; so is giving up by `signal`.
 * @throws what `send` throws, unless trying again may help.
 */
export async function untilAnswered<Answer>(
  send: () => Promise<Answer>,
  { signal, hurry, onLost }: Patience,
): Promise<Answer> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await send();
    } catch (error) {
      if (!isPassing(error) || signal.aborted) throw error;
      onLost();
      await pause(retryDelay(attempt, error), signal, hurry);
      signal.throwIfAborted();
    }
  }
}
