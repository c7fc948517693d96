import type { Rules } from './event-rules.js';
import { tell } from './notice.js';

/** Packages and programmes: what is claimed of them, and what belongs to them. */
export const collectionRules: Rules<'CollectionDefined' | 'ClaimStated' | 'MemberAdded' | 'MemberRemoved'> = {
  CollectionDefined: () => tell('stage', 'collection.defined'),
  ClaimStated: ({ metric, value, unit, attributedTo }) =>
    tell('money', 'collection.claim', { explanation: `${metric}: ${value} ${unit} (${attributedTo})` }),
  MemberAdded: () => tell('plan', 'collection.member-added', {}, { severity: 'low' }),
  MemberRemoved: ({ reason }) =>
    tell('plan', 'collection.member-removed', { explanation: reason }, { severity: 'low' }),
};
