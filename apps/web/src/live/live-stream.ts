import type { StreamMessage, StreamReady } from '#contracts';
import { api } from '../app/api.js';

/** `behind`: changes are heard of, and lists do not show them yet. */
export type Connection = 'connecting' | 'open' | 'behind' | 'waiting';

type Listener = (message: StreamMessage) => void;

/** One connection to the event stream for the whole page; the browser resumes it after the last position. */
class LiveStream {
  private source: EventSource | undefined;
  private readonly listeners = new Set<Listener>();
  private readonly starters = new Set<() => void>();
  private readonly watchers = new Set<() => void>();
  private state: Exclude<Connection, 'behind'> = 'connecting';
  private isBehind = false;
  private heard: string | undefined;

  constructor() {
    api.onAge = (isBehind) => {
      if (!isBehind && !this.isBehind) return;
      this.isBehind = isBehind;
      this.tell();
    };
  }

  readonly connection = (): Connection => (this.state === 'open' && this.isBehind ? 'behind' : this.state);

  /** Whether changes are heard of; undefined before the first connection. */
  isOpen(): boolean | undefined {
    return this.state === 'connecting' ? undefined : this.state === 'open';
  }

  /** Told of each change from now on, until the returned function is called. */
  listen(listener: Listener): () => void {
    return this.with(this.listeners, listener);
  }

  readonly watch = (watcher: () => void): (() => void) => this.with(this.watchers, watcher);

  /** Told once, when changes are heard of from then on: what was read before may be older than that. */
  onStart(starter: () => void): () => void {
    return this.with(this.starters, starter);
  }

  private with<Heard>(all: Set<Heard>, one: Heard): () => void {
    all.add(one);
    this.open();
    return () => all.delete(one);
  }

  private open(): void {
    if (this.source !== undefined) return;
    // The browser goes on behind the last position by itself; a source that is made anew has to be told it.
    const source = new EventSource(api.address('/stream', { after: this.heard }));
    this.source = source;
    source.addEventListener('open', () => this.become('open'));
    source.addEventListener('error', () => {
      this.become('waiting');
      // A closed one does not come back by itself: the server refused it for now.
      if (source.readyState === EventSource.CLOSED) {
        this.source = undefined;
        setTimeout(() => this.open(), 5_000);
      }
    });
    source.addEventListener('ready', (event: MessageEvent<string>) => {
      const { position } = JSON.parse(event.data) as StreamReady;
      const isFirst = this.heard === undefined;
      this.hear(position);
      if (isFirst) for (const starter of this.starters) starter();
    });
    source.addEventListener('changed', (event: MessageEvent<string>) => {
      const message = JSON.parse(event.data) as StreamMessage;
      this.hear(message.position);
      for (const listener of this.listeners) listener(message);
    });
  }

  private hear(position: string): void {
    this.heard = position;
    api.saw(position);
  }

  private become(state: LiveStream['state']): void {
    this.state = state;
    this.tell();
  }

  private tell(): void {
    for (const watcher of this.watchers) watcher();
  }
}

export const liveStream = new LiveStream();
