import type { EventStore } from '#event-store';
import { dayInAlmaty } from '#platform';

/** What was known: up to a position, or a moment; undefined: everything. */
export type KnownAt = bigint | Date | undefined;

/** How readers name a moment on the two clocks. */
export interface AskedMoment {
  readonly knownAt: KnownAt;
  /** What had happened by the end of that day, as far as it is known for certain; undefined: everything. */
  readonly validAt: string | undefined;
}

/** A moment on the two clocks, fixed for ever: nothing that is recorded later changes what is read at it. */
export interface Moment {
  readonly position: bigint;
  readonly validAt: string | undefined;
  /** The present day of the answer, for what is overdue and how long it has been quiet. */
  readonly day: string;
}

const BEFORE_ALL = '0001-01-01';

/** Finds the position that a moment stands for. One that lies ahead is the last that there is. */
export async function momentOf(store: EventStore, { knownAt, validAt }: AskedMoment): Promise<Moment> {
  const head = await store.head();
  if (knownAt instanceof Date) {
    const position = await lastRecordedBy(store, head, knownAt);
    return { position, validAt, day: validAt ?? dayInAlmaty(knownAt) };
  }
  const position = knownAt === undefined || knownAt > head ? head : knownAt;
  return { position, validAt, day: validAt ?? (await dayOf(store, position)) };
}

async function dayOf(store: EventStore, position: bigint): Promise<string> {
  if (position === 0n) return BEFORE_ALL;
  const [event] = await store.readAfter(position - 1n, 1);
  return event === undefined ? BEFORE_ALL : dayInAlmaty(event.recordedAt);
}

/** The last position recorded by a time, found by halves: no event was recorded earlier than one before it. */
async function lastRecordedBy(store: EventStore, head: bigint, time: Date): Promise<bigint> {
  let [low, high] = [0n, head];
  while (low < high) {
    const middle = (low + high) / 2n;
    const [next] = await store.readAfter(middle, 1);
    if (next === undefined || next.recordedAt > time) high = middle;
    else low = next.position;
  }
  return low;
}
