import {
  effectiveFacts,
  factsOf,
  foldFacts,
  isCorrection,
  sourceSchema,
  type EventType,
  type Fact,
} from '#domain';
import type { EventClass } from '#contracts';
import type { RecordedEvent } from '#event-store';
import { idFromName } from '#platform';
import type { RecordView } from '../record/record-state.js';
import type { NoticeKey } from '../text/catalogue/catalogue.js';
import type { NoticeParams, ToldParams } from '../text/params.js';
import { EVENT_RULES, type Changed, type Rule } from './event-rules.js';
import type { Draft, Severity } from './notice.js';
import { scopesOf } from './scopes.js';
import { suppressionOf, type Suppression } from './suppression.js';

/** What is to be told of one event, to whoever follows one of its scopes. */
export interface Notification {
  /** The same for the same event and rule, whenever it is planned. */
  readonly id: string;
  readonly eventId: string;
  readonly ruleId: NoticeKey;
  readonly position: bigint;
  readonly stream: string;
  readonly streamVersion: number;
  readonly eventClass: EventClass;
  readonly severity: Severity;
  readonly critical: boolean;
  readonly params: NoticeParams;
  readonly scopes: readonly string[];
  readonly actorId: string;
  readonly corrects: string | null;
  readonly recordedAt: Date;
  readonly suppressed: Suppression | null;
}

/** Where the record belongs and when the plan is made. */
export interface PlanningContext {
  readonly collections: readonly string[];
  readonly now: Date;
}

const NAMESPACE = '6f0a8c35-6a55-4c43-9d4f-4a0b7d2f5b11';
const MOST_SOURCES = 3;
const WITHOUT_DATE = new Set<NoticeKey>(['milestone.planned', 'milestone.rescheduled', 'milestone.dropped']);

/** What `event` tells, given the record after it; null: its kind is no news, or it is part of a registration. */
export function notificationOf(
  event: RecordedEvent,
  record: RecordView,
  context: PlanningContext,
): Notification | null {
  const draft = draftOf(event, record);
  if (draft === null) return null;
  const { eventClass, severity, critical } = draft;
  const formerParties = draft.formerParties ?? [];
  return {
    id: idFromName(`${event.id} ${draft.key}`, NAMESPACE),
    eventId: event.id,
    ruleId: draft.key,
    position: event.position,
    stream: event.stream,
    streamVersion: event.version,
    eventClass,
    severity,
    critical,
    params: paramsOf(draft, event, record),
    scopes: scopesOf(record, { eventClass, collections: context.collections, formerParties }),
    actorId: event.envelope.actor.id,
    corrects: draft.corrects ?? null,
    recordedAt: event.recordedAt,
    suppressed: suppressionOf(event, context.now),
  };
}

function draftOf(event: RecordedEvent, record: RecordView): Draft | null {
  if (event.version > 1 && event.commandId === record.registeredBy) return null;
  if (!Object.hasOwn(EVENT_RULES, event.type)) return null;
  return ruled(event.type as EventType, event.data, record, changedBy(event, record));
}

function ruled(type: EventType, data: unknown, { state }: RecordView, changed: Changed): Draft | null {
  const rule = EVENT_RULES[type] as Rule<EventType>;
  return rule === null ? null : rule(data as Parameters<typeof rule>[0], state, changed);
}

const UNCHANGED: Changed = { wrong: null, right: null };

/** What the target of a correction, the record's last event, told before it and tells with it. */
function changedBy(event: RecordedEvent, record: RecordView): Changed {
  if (!isCorrection(event)) return UNCHANGED;
  const { targetEventId } = event.data as { readonly targetEventId: string };
  const facts = factsOf(record.history);
  const told = (known: readonly Fact[], state: RecordView['state']): ToldParams | null => {
    const fact = effectiveFacts(known).find(({ id }) => id === targetEventId);
    return fact === undefined ? null : toldOf(fact, { ...record, state });
  };
  // What was wrong is named as it was then: the record may know nothing of it any more.
  const before = facts.slice(0, -1);
  return {
    wrong: told(before, foldFacts(record.state.aggregate, before)),
    right: told(facts, record.state),
  };
}

function toldOf(fact: Fact, record: RecordView): ToldParams | null {
  const draft = ruled(fact.type, fact.data, record, UNCHANGED);
  if (draft === null) return null;
  const { wrong: _wrong, right: _right, ...params } = draft.params;
  const day = dayShown(draft, fact.occurredOn) ? { occurredOn: fact.occurredOn } : {};
  return { key: draft.key, params: { ...params, ...day } };
}

/** Whether a notice has a line for the day: dated ones, and stages of which the day is not known. */
const dayShown = (draft: Draft, occurredOn: string | null): boolean =>
  !WITHOUT_DATE.has(draft.key) &&
  (occurredOn !== null || (draft.eventClass === 'stage' && draft.severity !== 'low'));

function paramsOf(draft: Draft, event: RecordedEvent, record: RecordView): NoticeParams {
  const { occurredOn = null } = event.envelope;
  return {
    ...draft.params,
    titles: record.state.titles,
    publicId: record.state.publicId,
    ...(dayShown(draft, occurredOn) ? { occurredOn } : {}),
    sources: event.envelope.sources.slice(0, MOST_SOURCES).flatMap(sourceText),
  };
}

function sourceText(source: unknown): string[] {
  const parsed = sourceSchema.safeParse(source);
  return parsed.success ? [`${parsed.data.publisher} — ${parsed.data.title}`] : [];
}
