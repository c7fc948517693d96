/** State of a stream as of a version, folded by one model. */
export interface CachedState {
  readonly model: object;
  readonly version: number;
  readonly state: unknown;
}

/**
 * Rehydrated states of the streams used last. A state may be old, never wrong: the append checks the version it
 * was decided on.
 */
export class StateCache {
  #states = new Map<string, CachedState>();

  constructor(private readonly maxStreams: number) {}

  get(stream: string, model: object): CachedState | undefined {
    const cached = this.#states.get(stream);
    if (cached?.model !== model) return undefined;
    this.#states.delete(stream);
    this.#states.set(stream, cached);
    return cached;
  }

  put(stream: string, cached: CachedState): void {
    if (cached.version === 0) return;
    this.#states.delete(stream);
    this.#states.set(stream, cached);
    if (this.#states.size <= this.maxStreams) return;
    const [oldest] = this.#states.keys();
    if (oldest !== undefined) this.#states.delete(oldest);
  }
}
