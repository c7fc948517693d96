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
