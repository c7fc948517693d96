import { evolveAgreement } from '../agreement/evolve.js';
import { emptyAgreement, type AgreementState } from '../agreement/state.js';
import { emptyCollection, evolveCollection, type CollectionState } from '../collection/state.js';
import type { Aggregate } from '../event/define-event.js';
import type { Fact } from '../event/fact.js';
import { evolveProject } from '../project/evolve.js';
import { emptyProject, type ProjectState } from '../project/state.js';

/** State of a record of any kind. */
export type AnyRecord = AgreementState | ProjectState | CollectionState;

const EMPTY = { agreement: emptyAgreement, project: emptyProject, collection: emptyCollection } as const;

/** State before the first fact. */
export const emptyRecord = (aggregate: Aggregate): AnyRecord => EMPTY[aggregate];

/** Folds one fact of a record of any kind; facts come in order of version. */
export function evolveRecord(state: AnyRecord, fact: Fact): AnyRecord {
  switch (state.aggregate) {
    case 'agreement':
      return evolveAgreement(state, fact);
    case 'project':
      return evolveProject(state, fact);
    case 'collection':
      return evolveCollection(state, fact);
  }
}
