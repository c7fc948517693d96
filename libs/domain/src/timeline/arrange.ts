import { takeStep, type StepResult, type TrackState, type TrackStep } from './track-state.js';
import type { TransitionTable } from './transition-tables.js';

/** A fact on a track with the days it may lie between; `from` null: no earliest day is known. */
export interface TrackEntry extends TrackStep {
  readonly id: string;
  readonly from: string | null;
  readonly to: string;
  /** Whether a date was given; an undated fact lies at or before the day it was recorded. */
  readonly dated: boolean;
}

/**
 * Facts in effective order, each with the state it led to. Every order kept here is one in which each fact is
 * legal after the one before it.
 */
export interface Track {
  readonly initial: TrackState;
  readonly entries: readonly TrackEntry[];
  readonly states: readonly TrackState[];
}

export type Placement =
  | { readonly kind: 'placed'; readonly track: Track; readonly at: number; readonly moved: boolean }
  /** No place among the facts it may lie between is legal: the table's code there. */
  | { readonly kind: 'refused'; readonly code: string; readonly state: TrackState }
  /** Legal at its place, but facts that are certainly later become illegal. */
  | { readonly kind: 'conflict'; readonly eventIds: readonly string[] };

export const emptyTrack = (initial: TrackState): Track => ({ initial, entries: [], states: [] });

export const currentState = (track: Track): TrackState => track.states.at(-1) ?? track.initial;

const certainlyBefore = (a: TrackEntry, b: TrackEntry): boolean => b.from !== null && a.to < b.from;

/**
 * Puts a fact at its place in effective order. What is certain of the dates decides; among the places that stay
 * open the latest one that is legal wins, so that facts keep the order in which they were recorded. `moved`
 * tells that the latest place was not legal: the order is uncertain and another one had to be assumed. An
 * undated fact takes the latest place or none: without a date nothing speaks for an earlier one.
 */
export function place(table: TransitionTable, track: Track, entry: TrackEntry): Placement {
  const latest = latestPlace(track, entry);
  const earliest = entry.dated ? earliestPlace(track, entry, latest) : latest;
  let refusal: Placement | undefined;
  for (let at = latest; at >= earliest; at -= 1) {
    const attempt = insertAt(table, track, { at, entry });
    if (attempt.kind === 'placed') return { ...attempt, moved: at < latest };
    refusal ??= attempt;
  }
  return refusal ?? { kind: 'refused', code: 'TIMELINE_CONFLICT', state: currentState(track) };
}

function latestPlace(track: Track, entry: TrackEntry): number {
  const first = track.entries.findIndex((other) => certainlyBefore(entry, other));
  return first < 0 ? track.entries.length : first;
}

function earliestPlace(track: Track, entry: TrackEntry, latest: number): number {
  let at = latest;
  while (at > 0) {
    const previous = track.entries[at - 1];
    if (previous === undefined || certainlyBefore(previous, entry)) break;
    at -= 1;
  }
  return at;
}

function insertAt(
  table: TransitionTable,
  track: Track,
  { at, entry }: { at: number; entry: TrackEntry },
): Placement {
  const before = at === 0 ? track.initial : (track.states[at - 1] ?? track.initial);
  const own = takeStep(table, before, entry);
  if (!own.ok) return { kind: 'refused', code: own.code, state: before };
  if (at === track.entries.length)
    return { kind: 'placed', track: extended(track, entry, own.state), at, moved: false };
  const states = [...track.states.slice(0, at), own.state];
  const illegal: string[] = [];
  let state = own.state;
  for (const later of track.entries.slice(at)) {
    const result: StepResult = takeStep(table, state, later);
    if (result.ok) state = result.state;
    else illegal.push(later.id);
    states.push(state);
  }
  if (illegal.length > 0) return { kind: 'conflict', eventIds: illegal };
  const entries = [...track.entries.slice(0, at), entry, ...track.entries.slice(at)];
  return { kind: 'placed', track: { initial: track.initial, entries, states }, at, moved: false };
}

const extended = (track: Track, entry: TrackEntry, state: TrackState): Track => ({
  initial: track.initial,
  entries: [...track.entries, entry],
  states: [...track.states, state],
});
