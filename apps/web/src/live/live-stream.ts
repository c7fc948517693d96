import type { StreamMessage } from '#contracts';
import { api } from '../app/api.js';

export type Connection = 'connecting' | 'open' | 'waiting';

type Listener = (message: StreamMessage) => void;

/** One connection to the event stream for the whole page; the browser resumes it after the last position. */
class LiveStream {
  private source: EventSource | undefined;
  private readonly listeners = new Set<Listener>();
  private readonly watchers = new Set<() => void>();
  private state: Connection = 'connecting';
  private heard: string | undefined;

  readonly connection = (): Connection => this.state;

  /** Last position heard of. The stream follows the log, which lists reflect a moment later: ask for at least this. */
  readonly position = (): string | undefined => this.heard;

  /** Told of each change from now on, until the returned function is called. */
  listen(listener: Listener): () => void {
    this.listeners.add(listener);
    this.open();
    return () => this.listeners.delete(listener);
  }

  readonly watch = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher);
    this.open();
    return () => this.watchers.delete(watcher);
  };

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
    source.addEventListener('changed', (event: MessageEvent<string>) => {
      const message = JSON.parse(event.data) as StreamMessage;
      this.heard = message.position;
      for (const listener of this.listeners) listener(message);
    });
  }

  private become(state: Connection): void {
    this.state = state;
    for (const watcher of this.watchers) watcher();
  }
}

export const liveStream = new LiveStream();
