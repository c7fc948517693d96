import type { AnyRecord } from '../record/any-record.js';
import type { Bounds } from '../record/state.js';
import type { Track } from '../timeline/index.js';
import { daysBetween } from '../values/days.js';
import { WHOLE } from './state.js';

/** A time in which nothing was to happen, by the events that began and ended it. */
export interface Suspension {
  /** Null: the record as a whole. */
  readonly phaseId: string | null;
  readonly eventId: string;
  readonly since: Bounds;
  /** Null: it goes on. */
  readonly until: Bounds | null;
  /** Whole days it lasted, at least and at most; of one that goes on, up to the day that is asked for. */
  readonly days: { readonly least: number; readonly most: number };
}

/** Every suspension of a record, phase by phase, up to a day. */
export function suspensionsOf(state: AnyRecord, today: string): readonly Suspension[] {
  switch (state.aggregate) {
    case 'agreement':
      return suspensionsOn(state.track, null, today);
    case 'project':
      return Object.entries(state.tracks).flatMap(([phaseId, track]) =>
        suspensionsOn(track, phaseId === WHOLE ? null : phaseId, today),
      );
    case 'collection':
      return [];
  }
}

/** Imprecise days may overlap: nothing lasts less than no day. */
const lasting = (from: string, to: string): number => Math.max(0, daysBetween(from, to));

function suspensionsOn({ entries }: Track, phaseId: string | null, today: string): Suspension[] {
  return entries.flatMap((entry, index) => {
    if (!entry.event.endsWith('Suspended')) return [];
    const end = entries[index + 1];
    const since = { from: entry.from, to: entry.to };
    const until = end === undefined ? null : { from: end.from, to: end.to };
    const last = until ?? { from: today, to: today };
    return {
      ...{ phaseId, eventId: entry.id, since, until },
      days: {
        least: lasting(since.to, last.from ?? since.to),
        most: lasting(since.from ?? since.to, last.to),
      },
    };
  });
}
