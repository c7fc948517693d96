import type { EventNamed, EventType } from '#domain';
import type { ToldParams } from '../text/params.js';
import type { RecordState } from '../record/record-state.js';
import { agreementRules } from './agreement-rules.js';
import { collectionRules } from './collection-rules.js';
import { correctionRules } from './correction-rules.js';
import { milestoneRules } from './milestone-rules.js';
import type { Draft } from './notice.js';
import { projectRules } from './project-rules.js';
import { sharedRules } from './shared-rules.js';

/** What the original of a correction told before it and tells now; null: nothing. */
export interface Changed {
  readonly wrong: ToldParams | null;
  readonly right: ToldParams | null;
}

/** What an event of one type tells, given the record after it; null: nobody is told of such events. */
export type Rule<Type extends EventType> =
  ((data: EventNamed<Type>['data'], record: RecordState, changed: Changed) => Draft | null) | null;

export type Rules<Type extends EventType> = { readonly [Name in Type]: Rule<Name> };

/** One entry for every event of the register: a new event type does not compile before it has its rule. */
export const EVENT_RULES: Rules<EventType> = {
  ...agreementRules,
  ...projectRules,
  ...milestoneRules,
  ...collectionRules,
  ...sharedRules,
  ...correctionRules,
};
