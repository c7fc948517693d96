import { StoreBusy } from '../errors.js';

/**
 * One command at a time for each stream within this process. Optimistic retry alone wastes most of its work when
 * many write one stream: taking turns is about eight times as fast.
 */
export class Turns {
  #last = new Map<string, Promise<void>>();
  #waiting = 0;

  constructor(private readonly maxWaiting: number) {}

  /**
   * Waits for the turn on all of `streams`; call what it gives to pass the turn on.
   * @throws StoreBusy when too many wait already.
   */
  async take(streams: Iterable<string>): Promise<() => void> {
    if (this.#waiting >= this.maxWaiting)
      throw new StoreBusy(`${this.#waiting} commands wait for their turn`);
    this.#waiting += 1;
    const passing: (() => void)[] = [];
    // In order of name: two commands that want the same streams cannot wait for each other.
    for (const stream of [...new Set(streams)].sort()) passing.push(await this.#takeOne(stream));
    this.#waiting -= 1;
    return () => {
      for (const pass of passing) pass();
    };
  }

  async #takeOne(stream: string): Promise<() => void> {
    const before = this.#last.get(stream);
    let pass: () => void = () => undefined;
    const turn = new Promise<void>((resolve) => {
      pass = resolve;
    });
    this.#last.set(stream, turn);
    await before;
    return () => {
      if (this.#last.get(stream) === turn) this.#last.delete(stream);
      pass();
    };
  }
}
