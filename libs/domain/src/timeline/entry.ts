import type { AnyEvent } from '../event/catalogue.js';
import { interval, type FactMeta } from '../event/fact.js';
import type { Track, TrackEntry } from './arrange.js';
import { place } from './arrange.js';
import { landingOf } from './track-state.js';
import type { TransitionTable } from './transition-tables.js';

/** The place in time of an event on a track. */
export function entryOf(
  event: AnyEvent,
  meta: Pick<FactMeta, 'id' | 'occurredOn' | 'recordedOn'>,
): TrackEntry {
  const toStage = event.type === 'ProjectRevived' ? { toStage: event.data.toStage } : {};
  const dated = meta.occurredOn !== null;
  return { id: meta.id, event: event.type, dated, ...toStage, ...interval(meta.occurredOn, meta.recordedOn) };
}

/** The entry of a record that begins further on than its first state. */
export const openingEntry = (to: string, meta: Pick<FactMeta, 'id' | 'recordedOn'>): TrackEntry => ({
  id: meta.id,
  event: 'opening',
  jumpTo: to,
  from: null,
  to: meta.recordedOn,
  dated: false,
});

/**
 * The track with a fact that the log already holds. A reader who may not see every fact, or a correction, can leave
 * one without the facts it rests on: it then leads where it says, or leaves the track as it is where it cannot.
 */
export function withFact(table: TransitionTable, track: Track, entry: TrackEntry): Track {
  const placement = place(table, track, entry);
  if (placement.kind === 'placed') return placement.track;
  const jumpTo = entry.jumpTo ?? landingOf(table, entry.event);
  if (jumpTo === undefined) return track;
  const landed = place(table, track, { ...entry, jumpTo });
  return landed.kind === 'placed' ? landed.track : track;
}
