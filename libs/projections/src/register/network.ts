import type { AnyRecord } from '#domain';
import type { Folded, Known } from './fold.js';
import { linksOf, MERGED, type Link } from './links.js';

/**
 * Records as one audience sees them, and the links between them. What links to a merged record links to the one it
 * became, what it linked to is linked by that one; records that were voided or that nobody registered for this
 * audience have no links.
 */
export class Network {
  private readonly outgoing = new Map<string, Link[]>();
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
    return this.outgoing.get(id) ?? [];
  }

  /** States of what a record is linked to by one of these relations. */
  linked(id: string, isWanted: (relation: string) => boolean): readonly AnyRecord[] {
    const wanted = this.linksFrom(id).filter(({ relation }) => isWanted(relation));
    return this.statesOf(wanted.map(({ to }) => to));
  }

  /** States of the agreements that cover a project. */
  coveredBy(id: string): readonly AnyRecord[] {
    return this.statesOf(this.coverers.get(id) ?? []);
  }

  private statesOf(ids: readonly string[]): readonly AnyRecord[] {
    return [...new Set(ids)].sort().flatMap((id) => this.known(id)?.state ?? []);
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
    const links = this.outgoing.get(link.from) ?? [];
    const same = links.findIndex(({ to, relation }) => to === link.to && relation === link.relation);
    const twice = links[same];
    // Two records that became one may each have had a part of the sum: which part the one now has is not known.
    if (twice === undefined) links.push(link);
    else if (!sameAllocation(twice, link)) links[same] = { ...twice, allocation: null };
    this.outgoing.set(link.from, links);
    if (link.relation === 'covers') {
      this.coverers.set(link.to, [...(this.coverers.get(link.to) ?? []), link.from]);
    }
  }
}

const sameAllocation = ({ allocation: a }: Link, { allocation: b }: Link): boolean =>
  a?.currency === b?.currency && a?.amount === b?.amount && a?.lowerBound === b?.lowerBound;
