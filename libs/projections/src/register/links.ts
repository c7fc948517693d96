import type { AnyRecord } from '#domain';
import { countable, type Countable } from './countable.js';

/** A link from one record to another, with its relation; `allocation` is the part of the sum that it stands for. */
export interface Link {
  readonly from: string;
  readonly to: string;
  readonly relation: string;
  readonly allocation: Countable | null;
}

export const MERGED = 'mergedInto';

/** Whether a link is from a collection to a member. */
export const isMembership = (relation: string): boolean => relation.startsWith('member.');

/** Links that a state tells: of agreements to projects and agreements, of collections to members, of merges. */
export function linksOf(id: string, state: AnyRecord): readonly Link[] {
  const link = (to: string, relation: string, allocation: Countable | null = null): Link => ({
    ...{ from: id, to, relation, allocation },
  });
  const merged = state.mergedInto === null ? [] : [link(state.mergedInto, MERGED)];
  switch (state.aggregate) {
    case 'agreement':
      return [
        ...state.links.map(({ projectId, relation, allocation }) =>
          link(projectId, relation, countable(allocation)),
        ),
        ...state.relations.map(({ otherId, relation }) => link(otherId, relation)),
        ...merged,
      ];
    case 'project':
      return merged;
    case 'collection':
      return [...state.members.map(({ memberId, basis }) => link(memberId, `member.${basis}`)), ...merged];
  }
}

/** Links of one record, each once. */
export class LinkSet {
  private readonly links = new Map<string, Link>();

  /**
   * Stated twice, or by two records that became one, it is one link: which part of the sum it has is not known where
   * they differ.
   */
  add(link: Link): void {
    const key = `${link.to} ${link.relation}`;
    const twice = this.links.get(key);
    if (twice === undefined) this.links.set(key, link);
    else if (!sameAllocation(twice, link)) this.links.set(key, { ...twice, allocation: null });
  }

  all(): readonly Link[] {
    return [...this.links.values()];
  }
}

const sameAllocation = ({ allocation: a }: Link, { allocation: b }: Link): boolean =>
  a?.currency === b?.currency && a?.amount === b?.amount && a?.lowerBound === b?.lowerBound;
