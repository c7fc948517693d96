import type { BatchContext } from '../runner/projection.js';
import type { Folded } from './fold.js';
import { linksOf, MERGED } from './links.js';
import { loadStated, loadStates, type Ends } from './load.js';

/** The records whose lines a batch can change, and all that these lines rest on. */
export interface Surroundings {
  readonly states: ReadonlyMap<string, Folded>;
  /** In a stable order. */
  readonly affected: readonly string[];
}

/**
 * A line rests on the records that its record covers, that cover it or that it has as members, each through merges.
 * So a change reaches one link far, from where it happened, and the lines it reaches look one link further.
 */
export async function surroundingsOf(
  context: BatchContext,
  touched: ReadonlyMap<string, Folded>,
): Promise<Surroundings> {
  const map = new LinkMap(context, touched);
  const changed = await map.withMerges([...touched.keys()]);
  const affected = await map.withMerges([...changed, ...map.dependents(changed)]);
  const needed = await map.withMerges([...affected, ...map.supports(affected)]);
  const missing = [...needed].filter((id) => !touched.has(id));
  const states = new Map([...(await loadStates(context, missing)), ...touched]);
  return { states, affected: [...affected].sort() };
}

/** What the lines of these records rest on, when all states are in the tables. */
export async function restingOf(context: BatchContext, ids: readonly string[]): Promise<Surroundings> {
  const map = new LinkMap(context, new Map());
  const joined = await map.withMerges(ids);
  const needed = await map.withMerges([...joined, ...map.supports(joined)]);
  return { states: await loadStates(context, [...needed]), affected: ids };
}

/** Links around some records, before the batch and after it, for either audience; loaded as they are asked for. */
class LinkMap {
  private readonly known = new Set<string>();
  private readonly ends = new Map<string, Ends[]>();

  constructor(
    private readonly context: BatchContext,
    touched: ReadonlyMap<string, Folded>,
  ) {
    for (const { id, whole, public: open } of touched.values()) {
      this.add(linksOf(id, whole.state));
      if (open !== whole) this.add(linksOf(id, open.state));
    }
  }

  /** These records with all that are merged into them or that they are merged into. */
  async withMerges(ids: readonly string[]): Promise<ReadonlySet<string>> {
    const found = new Set(ids);
    for (let fresh = [...found]; fresh.length > 0;) {
      await this.load(fresh);
      const joined = fresh.flatMap((id) => this.at(id).filter(({ relation }) => relation === MERGED));
      fresh = [...new Set(joined.flatMap(({ from, to }) => [from, to]))].filter((id) => !found.has(id));
      for (const id of fresh) found.add(id);
    }
    return found;
  }

  /** Records whose lines rest on these: all that link to them, and the projects that they cover. */
  dependents(ids: Iterable<string>): string[] {
    return [...ids].flatMap((id) =>
      this.at(id).flatMap(({ from, to, relation }) =>
        to === id ? [from] : relation === 'covers' ? [to] : [],
      ),
    );
  }

  /** Records that the lines of these rest on: all that they link to, and the agreements that cover them. */
  supports(ids: Iterable<string>): string[] {
    return [...ids].flatMap((id) =>
      this.at(id).flatMap(({ from, to, relation }) =>
        from === id ? [to] : relation === 'covers' ? [from] : [],
      ),
    );
  }

  private async load(ids: readonly string[]): Promise<void> {
    const unknown = ids.filter((id) => !this.known.has(id));
    for (const id of unknown) this.known.add(id);
    this.add(await loadStated(this.context, unknown));
  }

  private add(links: readonly Ends[]): void {
    for (const link of links) {
      for (const id of new Set([link.from, link.to])) {
        const list = this.ends.get(id);
        if (list === undefined) this.ends.set(id, [link]);
        else list.push(link);
      }
    }
  }

  private at(id: string): readonly Ends[] {
    return this.ends.get(id) ?? [];
  }
}
