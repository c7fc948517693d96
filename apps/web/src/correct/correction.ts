import type { CORRECTION_REASONS, RETRACTION_REASONS } from '#domain';
import type { History } from '#contracts';
import { isObject, tidy, type Body } from '../log/schema.js';

export type HistoryItem = History['items'][number];

/** What is to become of one event. */
export interface Change {
  readonly eventId: string;
  readonly mode: 'correct' | 'retract';
  readonly occurredOn: string | null;
  readonly data: Body;
  readonly correctionReason: (typeof CORRECTION_REASONS)[number];
  readonly retractionReason: (typeof RETRACTION_REASONS)[number];
  readonly explanation: string;
}

/** A change that leaves the event as it is, to begin with. */
export const unchanged = ({ id, occurredOn, data }: HistoryItem): Change => ({
  eventId: id,
  mode: 'correct',
  occurredOn: occurredOn?.edtf ?? null,
  data,
  correctionReason: 'incorrectData',
  retractionReason: 'didNotOccur',
  explanation: '',
});

/** What turns `before` into `after`, as a JSON merge patch (RFC 7396); undefined: nothing does. */
export function mergePatch(before: Body, after: Body): Body | undefined {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const parts = names.flatMap((name): (readonly [string, unknown])[] => {
    const [old, now] = [before[name], tidy(after[name])];
    if (JSON.stringify(old) === JSON.stringify(now)) return [];
    if (now === undefined) return old === undefined ? [] : [[name, null]];
    if (!isObject(old) || !isObject(now)) return [[name, now]];
    const inner = mergePatch(old, now);
    return inner === undefined ? [] : [[name, inner]];
  });
  return parts.length === 0 ? undefined : Object.fromEntries(parts);
}

/** Body of the command that makes all the changes at once. */
export function bodyOf(changes: readonly Change[], items: readonly HistoryItem[]): Body {
  const corrections = changes
    .filter(({ mode }) => mode === 'correct')
    .map((change) => {
      const original = items.find(({ id }) => id === change.eventId);
      const data = mergePatch(original?.data ?? {}, change.data);
      const date = change.occurredOn === '' ? null : change.occurredOn;
      return {
        targetEventId: change.eventId,
        patch: {
          ...(date === (original?.occurredOn?.edtf ?? null) ? {} : { occurredOn: date }),
          ...(data === undefined ? {} : { data }),
        },
        reasonCode: change.correctionReason,
        explanation: change.explanation,
      };
    });
  const retractions = changes
    .filter(({ mode }) => mode === 'retract')
    .map(({ eventId, retractionReason, explanation }) => ({
      ...{ targetEventId: eventId, reasonCode: retractionReason, explanation },
    }));
  return { corrections, retractions };
}
