import type { RecordedEvent } from '#event-store';

/** Why nobody is told of an event that has a rule. Kept with the notification: that was a choice, not a loss. */
export type Suppression = 'internal' | 'import' | 'migration' | 'backfill' | 'stale';

const STALE_AFTER = 24 * 3_600_000;

/** Why `event` is told to nobody when it is planned at `now`; null: it is news. */
export function suppressionOf(event: RecordedEvent, now: Date): Suppression | null {
  const { visibility, origin, backfill } = event.envelope;
  if (visibility === 'internal') return 'internal';
  if (origin === 'import' || origin === 'migration') return origin;
  if (backfill) return 'backfill';
  return now.getTime() - event.recordedAt.getTime() > STALE_AFTER ? 'stale' : null;
}
