export interface ServerSentEvent {
  readonly id: string;
  readonly data: Record<string, unknown>;
}

/** A reader of server-sent events that keeps what came and can be asked to wait for more. */
export class EventSourceReader {
  readonly events: ServerSentEvent[] = [];
  readonly comments: string[] = [];
  /** After which position the server tells of everything. */
  readyAfter: string | undefined;
  /** Whether the server ended the stream. */
  ended = false;
  private readonly abort = new AbortController();
  private wake: () => void = () => undefined;

  private constructor(readonly response: Response) {}

  /** Connects; the answer's head has come when it resolves. */
  static async open(url: string, headers: Readonly<Record<string, string>> = {}): Promise<EventSourceReader> {
    const abort = new AbortController();
    const response = await fetch(url, { headers, signal: abort.signal });
    const reader = new EventSourceReader(response);
    reader.abort.signal.addEventListener('abort', () => abort.abort());
    void reader.read();
    return reader;
  }

  /** Waits until `count` events have come. Rejects after `milliseconds`. */
  async until(count: number, milliseconds = 10_000): Promise<readonly ServerSentEvent[]> {
    await this.when(() => this.events.length >= count, milliseconds);
    return this.events;
  }

  /** Waits until the server says from which position on it tells of changes. */
  async untilReady(milliseconds = 10_000): Promise<string | undefined> {
    await this.when(() => this.readyAfter !== undefined, milliseconds);
    return this.readyAfter;
  }

  /** Waits until the server ends the stream. */
  untilEnded(milliseconds = 10_000): Promise<void> {
    return this.when(() => this.ended, milliseconds);
  }

  /** Waits for a comment: the sign of life of an idle stream. */
  untilComment(milliseconds = 10_000): Promise<void> {
    return this.when(() => this.comments.length > 0, milliseconds);
  }

  close(): void {
    this.abort.abort();
  }

  private async when(condition: () => boolean, milliseconds: number): Promise<void> {
    const deadline = performance.now() + milliseconds;
    while (!condition()) {
      const left = deadline - performance.now();
      if (left <= 0) throw new Error(`not within ${milliseconds} ms; came: ${JSON.stringify(this.events)}`);
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        this.wake = resolve;
        timer = setTimeout(resolve, left);
      });
      clearTimeout(timer);
    }
  }

  private async read(): Promise<void> {
    let text = '';
    const decoder = new TextDecoder();
    try {
      for await (const chunk of this.response.body ?? []) {
        text += decoder.decode(chunk as Uint8Array, { stream: true });
        const blocks = text.split('\n\n');
        text = blocks.pop() ?? '';
        for (const block of blocks) this.take(block);
        this.wake();
      }
    } catch {
      // Closed by this reader.
    }
    this.ended = true;
    this.wake();
  }

  private take(block: string): void {
    const fields = block.split('\n').map((line) => /^(\w*): ?(.*)$/.exec(line));
    const of = (name: string) => fields.find((field) => field?.[1] === name)?.[2];
    const comment = of('');
    if (comment !== undefined) this.comments.push(comment);
    const data = of('data');
    if (data === undefined) return;
    if (of('event') === 'ready') this.readyAfter = (JSON.parse(data) as { position: string }).position;
    else this.events.push({ id: of('id') ?? '', data: JSON.parse(data) as Record<string, unknown> });
  }
}
