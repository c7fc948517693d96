import { shownOf, type Neighbours, type Shown } from './derive.js';
import type { Folded, Known } from './fold.js';
import { isMembership, linksOf, MERGED, LinkSet, type Link } from './links.js';

/**
 * Records as one audience sees them, and the links between them. What links to a merged record links to the one it
 * became, what it linked to is linked by that one; records that were voided or that nobody registered for this
 * audience have no links.
 */
export class Network {
  private readonly outgoing = new Map<string, LinkSet>();
  private readonly coverers = new Map<string, string[]>();

  constructor(
    private readonly records: ReadonlyMap<string, Folded>,
    private readonly seen: (record: Folded) => Known,
  ) {
    for (const record of records.values()) this.addLinks(record);
  }

  /** The record, when this audience knows of it. */
  known(id: string): Known | undefined {
    const record = this.records.get(id);
    const known = record === undefined ? undefined : this.seen(record);
    return known?.state.exists === true ? known : undefined;
  }

  /** Links that begin at a record. */
  linksFrom(id: string): readonly Link[] {
    return this.outgoing.get(id)?.all() ?? [];
  }

  /** The records that the line of this one rests on. */
  around(id: string): Neighbours {
    const linked = (isWanted: (relation: string) => boolean) =>
      this.shown(
        this.linksFrom(id)
          .filter(({ relation }) => isWanted(relation))
          .map(({ to }) => to),
      );
    return {
      covered: linked((relation) => relation === 'covers'),
      coveredBy: this.shown(this.coverers.get(id) ?? []),
      members: linked(isMembership),
    };
  }

  private shown(ids: readonly string[]): readonly Shown[] {
    return [...new Set(ids)].sort().flatMap((id) => {
      const known = this.known(id);
      return known === undefined ? [] : [shownOf(known.state)];
    });
  }

  private addLinks({ id }: Folded): void {
    const known = this.known(id);
    if (known === undefined || known.state.voided) return;
    const from = this.become(id);
    for (const link of linksOf(id, known.state)) {
      if (link.relation === MERGED) {
        if (this.known(link.to) !== undefined) this.add(link);
        continue;
      }
      const to = this.become(link.to);
      if (from !== undefined && to !== undefined && from !== to) this.add({ ...link, from, to });
    }
  }

  /** The record that `id` became by merging; undefined when that is not to be shown. */
  private become(id: string): string | undefined {
    const seen = new Set<string>();
    for (let at = id; !seen.has(at);) {
      seen.add(at);
      const state = this.known(at)?.state;
      if (state === undefined || state.voided) return undefined;
      if (state.mergedInto === null) return at;
      at = state.mergedInto;
    }
    return undefined;
  }

  private add(link: Link): void {
    const links = this.outgoing.get(link.from) ?? new LinkSet();
    links.add(link);
    this.outgoing.set(link.from, links);
    if (link.relation === 'covers') {
      this.coverers.set(link.to, [...(this.coverers.get(link.to) ?? []), link.from]);
    }
  }
}
