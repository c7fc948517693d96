const FIRST_PAUSE = 5;
const LONGEST_PAUSE = 100;

/**
 * Waits until `check` gives true, or a value that is not undefined, and returns it. Looks again after short pauses,
 * and fails with the name of the condition once `limit` milliseconds have passed. An error of `check` ends it.
 */
export async function eventually<T>(
  condition: string,
  check: () => Promise<T | undefined> | T | undefined,
  limit = 15_000,
): Promise<T> {
  const deadline = performance.now() + limit;
  for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    const found = await check();
    if (found !== undefined && found !== false) return found;
    if (performance.now() > deadline) throw new Error(`not within ${limit} ms: ${condition}`);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

/**
 * Repeats `assertion` until it passes, for what a page comes to show: a list goes on showing its last rows while the
 * next ones come in. Fails with the assertion's own error once `limit` milliseconds have passed.
 */
export async function soon(assertion: () => Promise<void>, limit = 15_000): Promise<void> {
  const deadline = performance.now() + limit;
  for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    try {
      await assertion();
      return;
    } catch (error) {
      if (performance.now() > deadline) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
