const AT_ONCE = 8;

/** What `work` makes of each, in order, a few at the same time. */
export async function* sideBySide<Given, Made>(
  all: readonly Given[],
  work: (one: Given) => Promise<Made>,
): AsyncGenerator<Made, void, undefined> {
  for (let at = 0; at < all.length; at += AT_ONCE) {
    yield* await Promise.all(all.slice(at, at + AT_ONCE).map(work));
  }
}
