import type { EventStore, Position, StoredEvent } from '#event-store';

/** Every row of the log after a position, by pages. */
export async function storedEvents(store: EventStore, after: Position = 0n): Promise<StoredEvent[]> {
  const all: StoredEvent[] = [];
  for (let last = after; ;) {
    const page = await store.readStored(last, 5_000);
    const end = page.at(-1);
    if (end === undefined) return all;
    all.push(...page);
    last = end.position;
  }
}
