import { PROJECT_STAGES } from '../codes/words.js';
import type { TransitionTable } from './transition-tables.js';

/** Where a track stands, with what its history must remember: the state to resume to and the one before the end. */
export interface TrackState {
  readonly status: string;
  readonly resumeTo: string | null;
  readonly beforeEnd: string | null;
}

/** A fact as a track sees it. `jumpTo`: the state it leads to whatever came before, as an opening balance does. */
export interface TrackStep {
  readonly event: string;
  readonly toStage?: string;
  readonly jumpTo?: string;
}

export type StepResult =
  { readonly ok: true; readonly state: TrackState } | { readonly ok: false; readonly code: string };

const STAGE_ORDER: readonly string[] = PROJECT_STAGES.slice(0, 5);
const LEGAL_ORDER = ['Proposed', 'Signed', 'InForce'];
/** Ends that may be revived: the state before them is kept. */
const ENDS = new Set(['Terminated', 'Lapsed', 'Withdrawn', 'Cancelled']);
const FINAL = new Set(['Expired', 'Fulfilled', 'Superseded', 'Closed']);

export const initialTrack = (status: string): TrackState => ({ status, resumeTo: null, beforeEnd: null });

const commandsByEvent = new WeakMap<TransitionTable, Map<string, string>>();

function commandOf(table: TransitionTable, event: string): string | undefined {
  let commands = commandsByEvent.get(table);
  if (commands === undefined) {
    commands = new Map(Object.entries(table).map(([command, row]) => [row.event, command]));
    commandsByEvent.set(table, commands);
  }
  return commands.get(event);
}

/** Takes one step on the table, or says by which code it is refused. */
export function takeStep(table: TransitionTable, state: TrackState, step: TrackStep): StepResult {
  if (step.jumpTo !== undefined) return jump(state, step.jumpTo);
  const command = commandOf(table, step.event);
  const cell = command === undefined ? undefined : table[command]?.cells[state.status];
  if (cell === undefined) return { ok: false, code: 'NOT_ACTIVE' };
  if (cell.startsWith('! ')) return { ok: false, code: cell.slice(2) };
  const guard = guardOf(state, step);
  if (guard !== undefined) return { ok: false, code: guard };
  return { ok: true, state: moved(state, step, cell.slice(2)) };
}

/** A jump takes a record forward from any earlier state, never back and never out of an end. */
function jump(state: TrackState, to: string): StepResult {
  if (state.status === to) return { ok: true, state };
  if (ENDS.has(state.status) || FINAL.has(state.status)) return { ok: false, code: 'REVIVE_FIRST' };
  if (isBack(STAGE_ORDER, state.status, to) || isBack(LEGAL_ORDER, state.status, to)) {
    return { ok: false, code: 'STAGE_PASSED' };
  }
  // A suspended or terminated agreement was signed at least, whatever else is unknown of its path.
  const before = state.status === 'Proposed' && to !== 'Withdrawn' ? 'Signed' : state.status;
  return { ok: true, state: arrived({ ...state, status: before }, to) };
}

const isBack = (order: readonly string[], here: string, there: string): boolean =>
  order.includes(there) && order.indexOf(here) > order.indexOf(there);

/** The state that the event of a row leads to wherever it is legal; undefined where that depends on the history. */
export function landingOf(table: TransitionTable, event: string): string | undefined {
  const row = table[commandOf(table, event) ?? ''];
  const targets = Object.values(row?.cells ?? {}).filter(
    (cell) => cell.startsWith('> ') && cell !== '> same',
  );
  const [only, ...others] = new Set(targets.map((cell) => cell.slice(2)));
  return only !== undefined && others.length === 0 && /^[A-Z]/.test(only) ? only : undefined;
}

function guardOf(state: TrackState, step: TrackStep): string | undefined {
  if (step.event === 'ProjectCancelled' && state.resumeTo === 'Operational') return 'USE_CLOSE';
  if (step.event === 'ProjectClosed' && state.status === 'Suspended' && state.resumeTo !== 'Operational') {
    return 'USE_CANCEL';
  }
  if (step.event === 'ProjectRevived') return reviveGuard(state, step.toStage);
  return undefined;
}

function reviveGuard(state: TrackState, toStage: string | undefined): string | undefined {
  const before = state.beforeEnd === 'Suspended' ? state.resumeTo : state.beforeEnd;
  const furthest = STAGE_ORDER.indexOf(before ?? 'Announced');
  const wanted = STAGE_ORDER.indexOf(toStage ?? '');
  return wanted < 0 || wanted > furthest || toStage === 'Operational' ? 'REVIVE_STAGE_TOO_LATE' : undefined;
}

function moved(state: TrackState, step: TrackStep, target: string): TrackState {
  switch (target) {
    case 'same':
      return state;
    case 'resumeTo':
      return { status: state.resumeTo ?? 'Announced', resumeTo: null, beforeEnd: null };
    case 'beforeEnd':
      return { status: state.beforeEnd ?? 'Signed', resumeTo: state.resumeTo, beforeEnd: null };
    case 'toStage':
      return initialTrack(step.toStage ?? 'Announced');
    default:
      return arrived(state, target);
  }
}

/** The named state with what it must remember of the one before. */
function arrived(before: TrackState, status: string): TrackState {
  if (status === 'Suspended') return { status, resumeTo: before.status, beforeEnd: null };
  if (ENDS.has(status)) return { status, resumeTo: before.resumeTo, beforeEnd: before.status };
  return initialTrack(status);
}
