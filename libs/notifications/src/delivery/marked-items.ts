import type { LoadedBase } from './load.js';
import type { Mark, MarkedItem } from './marks.js';

/** Reason of what was to be told in a digest that was given up; a replay of the digest takes it up again. */
export const DIGEST_DEAD = 'digest_dead';

/** What becomes of the items of a digest with it; a digest that is tried again keeps them waiting. */
export function markedItems({ items }: LoadedBase, state: Mark['state']): readonly MarkedItem[] {
  if (items === undefined || state === 'planned') return [];
  const left = items.leftOut.map(({ id, reason }) => ({ id, state: 'suppressed' as const, reason }));
  const reason = state === 'dead' ? DIGEST_DEAD : null;
  if (state === 'suppressed') return left;
  return [...left, ...items.told.map((id) => ({ id, state, reason }))];
}
