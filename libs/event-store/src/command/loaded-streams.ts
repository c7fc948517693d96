import type { AppendedEvent } from '../append/request.js';
import type { EventStore } from '../event-store.js';
import type { NewEvent } from '../event.js';
import type { FoldedEvent, LoadedStream, StreamModel } from './model.js';

interface Entry {
  readonly stream: string;
  readonly model: StreamModel<unknown>;
  version: number;
  state: unknown;
}

/** The streams of one command: their states, from the cache where it has them, and how sure they are. */
export class LoadedStreams {
  readonly #entries: ReadonlyMap<string, Entry>;
  #confirmed = false;

  constructor(
    private readonly store: EventStore,
    streams: Readonly<Record<string, { readonly stream: string; readonly model: StreamModel<unknown> }>>,
  ) {
    this.#entries = new Map(
      Object.entries(streams).map(([name, { stream, model }]) => [
        name,
        { stream, model, version: 0, state: model.initial },
      ]),
    );
  }

  get names(): readonly string[] {
    return [...this.#entries.keys()];
  }

  /** Whether all states were read from the log, not taken from the cache. */
  get confirmed(): boolean {
    return this.#confirmed;
  }

  get states(): Readonly<Record<string, LoadedStream<unknown>>> {
    return Object.fromEntries(this.names.map((name) => [name, this.get(name)]));
  }

  get(name: string): LoadedStream<unknown> {
    const entry = this.#entries.get(name);
    if (entry === undefined) throw new TypeError(`no stream of the command is named ${name}`);
    return { stream: entry.stream, version: entry.version, state: entry.state };
  }

  /** Takes what is cached and reads the rest. */
  async load(): Promise<void> {
    const missing: Entry[] = [];
    for (const entry of this.#entries.values()) {
      const cached = this.store.states.get(entry.stream, entry.model);
      if (cached === undefined) {
        missing.push(entry);
      } else {
        entry.version = cached.version;
        entry.state = cached.state;
      }
    }
    await Promise.all(missing.map((entry) => this.#readOn(entry)));
    this.#confirmed = missing.length === this.#entries.size;
  }

  /** Reads what came after the versions known here. */
  async refresh(): Promise<void> {
    await Promise.all([...this.#entries.values()].map((entry) => this.#readOn(entry)));
    this.#confirmed = true;
  }

  /** Folds the events just appended, so that the next command need not read them. */
  keep(
    commandId: string,
    events: Readonly<Record<string, readonly NewEvent[] | undefined>>,
    appended: readonly AppendedEvent[],
  ): void {
    const places = new Map(appended.map((event) => [event.id, event]));
    for (const [name, entry] of this.#entries) {
      for (const event of events[name] ?? []) {
        const place = places.get(event.id);
        if (place !== undefined) this.#fold(entry, { ...event, ...place, commandId });
      }
      this.#cache(entry);
    }
  }

  async #readOn(entry: Entry): Promise<void> {
    for await (const event of this.store.readStream(entry.stream, { fromVersion: entry.version + 1 })) {
      this.#fold(entry, event);
    }
    this.#cache(entry);
  }

  #fold(entry: Entry, event: FoldedEvent): void {
    entry.state = entry.model.evolve(entry.state, event);
    entry.version = event.version;
  }

  #cache({ stream, model, version, state }: Entry): void {
    this.store.states.put(stream, { model, version, state });
  }
}
