import type { PreparedAppend } from '../append/prepare.js';

/**
 * Consecutive appends that share no stream and no claim, in groups: those of a group may be appended in any order with
 * the same answers.
 */
export function* apartGroups(
  appends: readonly PreparedAppend[],
): Generator<readonly PreparedAppend[], void, undefined> {
  let group: PreparedAppend[] = [];
  let touched = new Set<string>();
  for (const append of appends) {
    const touches = [
      ...append.parts.map(({ stream }) => `stream ${stream}`),
      ...append.claims.map((key) => `claim ${key}`),
    ];
    if (group.length === MOST || touches.some((name) => touched.has(name))) {
      yield group;
      group = [];
      touched = new Set();
    }
    group.push(append);
    for (const name of touches) touched.add(name);
  }
  if (group.length > 0) yield group;
}

/** Appends on their way together: fewer than the queue of a store takes. */
const MOST = 1_000;
