/** Lets a loop sleep until there may be work: a call while it is awake is not lost. */
export class Wake {
  #called = false;
  #resolve: (() => void) | undefined;

  wake(): void {
    this.#called = true;
    this.#resolve?.();
  }

  /** Returns after a call since the last wait, after `limit` milliseconds, or when the signal aborts. */
  async wait(limit: number, signal: AbortSignal): Promise<void> {
    if (!this.#called && !signal.aborted) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const abort = () => resolve();
      const timer = setTimeout(resolve, limit);
      signal.addEventListener('abort', abort, { once: true });
      this.#resolve = resolve;
      await promise;
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      this.#resolve = undefined;
    }
    this.#called = false;
  }
}
