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

/** A point on the two clocks, fixed for ever: nothing that is recorded later changes what is read at it. */
export interface Point {
  readonly position: bigint;
  readonly validAt: string | undefined;
}

/** The same, with the present day of its answers: for what is overdue and how long it has been quiet. */
export interface Moment extends Point {
  readonly day: string;
}

const BEFORE_ALL = '0001-01-01';

/** Finds the position that is meant. One that lies ahead is the last that there is. */
export async function pointOf(store: EventStore, { knownAt, validAt }: AskedMoment): Promise<Point> {
  const head = await store.head();
  if (knownAt instanceof Date) return { position: await lastRecordedBy(store, head, knownAt), validAt };
  return { position: knownAt === undefined || knownAt > head ? head : knownAt, validAt };
}

export async function momentOf(store: EventStore, asked: AskedMoment): Promise<Moment> {
  const point = await pointOf(store, asked);
  const { knownAt, validAt } = asked;
  if (validAt !== undefined) return { ...point, day: validAt };
  return {
    ...point,
    day: knownAt instanceof Date ? dayInAlmaty(knownAt) : await dayOf(store, point.position),
  };
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
