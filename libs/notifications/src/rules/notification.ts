import { sourceSchema, type EventType } from '#domain';
import type { EventClass } from '#contracts';
import type { RecordedEvent } from '#event-store';
import { idFromName } from '#platform';
import type { RecordView } from '../record/record-state.js';
import type { NoticeKey } from '../text/catalogue/catalogue.js';
import type { NoticeParams } from '../text/params.js';
import { EVENT_RULES, type Rule } from './event-rules.js';
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
  const rule = EVENT_RULES[event.type as EventType] as Rule<EventType>;
  return rule === null ? null : rule(event.data as Parameters<typeof rule>[0], record.state);
}

function paramsOf(draft: Draft, event: RecordedEvent, record: RecordView): NoticeParams {
  const { occurredOn } = event.envelope;
  const isDated = occurredOn != null || (draft.eventClass === 'stage' && draft.severity !== 'low');
  return {
    ...draft.params,
    titles: record.state.titles,
    publicId: record.state.publicId,
    ...(isDated && !WITHOUT_DATE.has(draft.key) ? { occurredOn: occurredOn ?? null } : {}),
    sources: event.envelope.sources.slice(0, MOST_SOURCES).flatMap(sourceText),
  };
}

function sourceText(source: unknown): string[] {
  const parsed = sourceSchema.safeParse(source);
  return parsed.success ? [`${parsed.data.publisher} — ${parsed.data.title}`] : [];
}
