import { AGREEMENT_EVENTS } from '../agreement/events/agreement-events.js';
import { COLLECTION_EVENTS } from '../collection/events/collection-events.js';
import { CORRECTION_EVENTS } from '../correction/correction-events.js';
import { PROJECT_EVENTS } from '../project/events/project-events.js';
import { MILESTONE_EVENTS } from '../shared/events/milestone-events.js';
import { SHARED_EVENTS } from '../shared/events/shared-events.js';
import type { EventDefinition, EventOf } from './define-event.js';

type AnyDefinition =
  | (typeof AGREEMENT_EVENTS)[number]
  | (typeof PROJECT_EVENTS)[number]
  | (typeof COLLECTION_EVENTS)[number]
  | (typeof MILESTONE_EVENTS)[number]
  | (typeof SHARED_EVENTS)[number]
  | (typeof CORRECTION_EVENTS)[number];

/** Every event of the register: `{type, data}`. */
export type AnyEvent = EventOf<AnyDefinition>;
export type EventType = AnyEvent['type'];
export type EventNamed<Type extends EventType> = Extract<AnyEvent, { type: Type }>;

/** Every event type that the log may hold. */
export const EVENT_CATALOGUE: readonly EventDefinition[] = [
  ...AGREEMENT_EVENTS,
  ...PROJECT_EVENTS,
  ...COLLECTION_EVENTS,
  ...MILESTONE_EVENTS,
  ...SHARED_EVENTS,
  ...CORRECTION_EVENTS,
];
