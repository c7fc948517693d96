import { interval, type Fact } from '../event/fact.js';
import type { Bounds, RecordCore } from './state.js';

export const certainlyBefore = (a: Bounds, b: Bounds): boolean => b.from !== null && a.to < b.from;

/** The list with `entry` at its place in effective order: before what is certainly later, else at the end. */
export function inOrder<Entry extends Bounds>(list: readonly Entry[], entry: Entry): readonly Entry[] {
  const at = list.findIndex((other) => certainlyBefore(entry, other));
  return at < 0 ? [...list, entry] : [...list.slice(0, at), entry, ...list.slice(at)];
}

/** The entries that already hold at the place that something between `bounds` takes. */
export function heldBefore<Entry extends Bounds>(list: readonly Entry[], bounds: Bounds): readonly Entry[] {
  const at = list.findIndex((other) => certainlyBefore(bounds, other));
  return at < 0 ? list : list.slice(0, at);
}

/** The days between which a fact lies; `asOf` where the fact itself names the day that it speaks of. */
export const boundsOf = (fact: Fact, asOf?: string): Bounds =>
  interval(asOf ?? fact.occurredOn, fact.recordedOn);

/**
 * A change of something that has one present value: nothing where what is known is certainly newer, so that old news
 * recorded late does not undo it.
 */
export function newest<Change extends object>(
  state: Pick<RecordCore, 'since'>,
  key: string,
  { bounds, change }: { bounds: Bounds; change: Change },
): (Change & Pick<RecordCore, 'since'>) | Record<string, never> {
  const known = state.since[key];
  if (known !== undefined && certainlyBefore(bounds, known)) return {};
  return { ...change, since: { ...state.since, [key]: bounds } };
}
