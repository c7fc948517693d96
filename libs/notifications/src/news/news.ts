import type { EventClass } from '#contracts';
import type { EventStore } from '#event-store';
import type { RecordState, RecordView } from '../record/record-state.js';
import { emptyRecord, evolveRecord } from '../record/record-state.js';
import { notificationOf, type Notification } from '../rules/notification.js';
import type { NoticeKey } from '../text/catalogue/catalogue.js';
import type { NoticeParams } from '../text/params.js';
import { MilestoneTrail } from './milestone-trail.js';

/** What one event told the public, as it stands now: its corrections are told in its place. */
export interface News {
  readonly eventId: string;
  readonly stream: string;
  readonly eventClass: EventClass;
  readonly standing: 'told' | 'corrected' | 'retracted';
  readonly recordedAt: Date;
  /** When it was recorded, or what changed it last. */
  readonly updatedAt: Date;
  /** How often it was changed. */
  readonly changes: number;
  readonly key: NoticeKey;
  readonly params: NoticeParams;
  /** What changed it last. */
  readonly amendment: { readonly key: NoticeKey; readonly params: NoticeParams } | null;
}

/** Whether a record stands: neither voided nor merged into another one. */
export interface Presence {
  readonly stands: boolean;
  /** How often that changed, and when it last did. */
  readonly changes: number;
  readonly lastAt: Date;
}

/** A record as the public knows it, with its news in the order in which they were told. */
export interface PublicRecord {
  readonly stream: string;
  readonly state: RecordState;
  readonly news: readonly News[];
  readonly milestones: Pick<MilestoneTrail, 'shown' | 'reachedBy'>;
  readonly presence: Presence;
}

// What is no news any more is still what was told: nobody is left out for age or origin here.
const CONTEXT = { collections: [], now: new Date(0) };

/** Undefined for a stream that the public does not know of. */
export async function readPublicRecord(
  store: Pick<EventStore, 'readStream'>,
  stream: string,
): Promise<PublicRecord | undefined> {
  let record: RecordView | undefined = emptyRecord(stream);
  if (record === undefined) return undefined;
  const news = new Map<string, News>();
  const milestones = new MilestoneTrail();
  let presence: Presence = { stands: true, changes: 0, lastAt: new Date(0) };
  for await (const event of store.readStream(stream)) {
    if (event.envelope.visibility !== 'public') {
      if (event.version === 1) return undefined;
      continue;
    }
    record = evolveRecord(record, event);
    milestones.note(record.state, event.recordedAt);
    presence = presenceAfter(presence, record.state, event.recordedAt);
    const told = notificationOf(event, record, CONTEXT);
    if (told !== null) note(news, told);
  }
  if (record.version === 0) return undefined;
  return { stream, state: record.state, news: [...news.values()], milestones, presence };
}

function presenceAfter(before: Presence, { voided, mergedInto }: RecordState, at: Date): Presence {
  const stands = !voided && mergedInto === null;
  return stands === before.stands ? before : { stands, changes: before.changes + 1, lastAt: at };
}

function note(news: Map<string, News>, told: Notification): void {
  const { eventId, stream, eventClass, recordedAt, ruleId: key, params } = told;
  const wrong = told.corrects === null ? undefined : news.get(told.corrects);
  if (wrong === undefined) {
    const fresh = { standing: 'told', recordedAt, updatedAt: recordedAt, changes: 0 } as const;
    news.set(eventId, { eventId, stream, eventClass, ...fresh, key, params, amendment: null });
    return;
  }
  const { right } = params;
  const { titles, publicId, sources } = params;
  news.set(wrong.eventId, {
    ...wrong,
    standing: key === 'event.corrected' ? 'corrected' : 'retracted',
    ...{ updatedAt: recordedAt, changes: wrong.changes + 1, amendment: { key, params } },
    ...(right === undefined
      ? {}
      : { key: right.key, params: { titles, publicId, sources, ...right.params } }),
  });
}
