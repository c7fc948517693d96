import type { EventStore, RecordedEvent, StoredEvent } from '#event-store';

const PAGE = 500;

/** Everything that readers of a log can ask it, for comparing a log before and after it was moved or rewritten. */
export interface SeenLog {
  readonly head: bigint;
  readonly epoch: string;
  /** Raw bytes, salts and commitments, by position. */
  readonly stored: readonly StoredEvent[];
  readonly events: readonly RecordedEvent[];
  readonly streams: ReadonlyMap<string, readonly RecordedEvent[]>;
  /** What each command was answered. */
  readonly commands: readonly unknown[];
}

export async function lookAt(store: EventStore, commandIds: readonly string[]): Promise<SeenLog> {
  const stored = await pages((after) => store.readStored(after, PAGE));
  const events = await pages((after) => store.readAfter(after, PAGE));
  const streams = new Map<string, RecordedEvent[]>();
  for (const stream of new Set(stored.map((event) => event.stream))) {
    const read: RecordedEvent[] = [];
    for await (const event of store.readStream(stream)) read.push(event);
    streams.set(stream, read);
  }
  const commands: unknown[] = [];
  for (const id of commandIds) commands.push(await store.findCommand(id));
  return { head: await store.head(), epoch: await store.epoch(), stored, events, streams, commands };
}

async function pages<T extends { readonly position: bigint }>(
  read: (after: bigint) => Promise<readonly T[]>,
): Promise<T[]> {
  const all: T[] = [];
  for (;;) {
    const page = await read(all.at(-1)?.position ?? 0n);
    if (page.length === 0) return all;
    all.push(...page);
  }
}
