import { PROJECT_STAGES } from '../codes/words.js';
import type { TransitionTable } from './transition-tables.js';

/** Where a track stands, with what its history must remember: the state to resume to and the one before the end. */
export interface TrackState {
  readonly status: string;
  readonly resumeTo: string | null;
  readonly beforeEnd: string | null;
}

/** A fact as a track sees it. `jumpTo`: an opening balance, which begins the record at a later state. */
export interface TrackStep {
  readonly event: string;
  readonly toStage?: string;
  readonly jumpTo?: string;
}

export type StepResult =
  { readonly ok: true; readonly state: TrackState } | { readonly ok: false; readonly code: string };

const STAGE_ORDER: readonly string[] = PROJECT_STAGES.slice(0, 5);
const ENDS = new Set(['Terminated', 'Lapsed', 'Withdrawn', 'Cancelled']);

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

/** An opening balance takes a record forward from any earlier state, never back. */
function jump(state: TrackState, to: string): StepResult {
  const [here, there] = [STAGE_ORDER.indexOf(state.status), STAGE_ORDER.indexOf(to)];
  if (here >= 0 && there >= 0 && here > there) return { ok: false, code: 'STAGE_PASSED' };
  if (state.status === to) return { ok: true, state };
  const resumeTo = to === 'Suspended' ? (state.status === 'Announced' ? null : state.status) : null;
  return { ok: true, state: { status: to, resumeTo, beforeEnd: ENDS.has(to) ? state.status : null } };
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
    case 'Suspended':
      return { status: 'Suspended', resumeTo: state.status, beforeEnd: null };
    default:
      return ENDS.has(target)
        ? { status: target, resumeTo: state.resumeTo, beforeEnd: state.status }
        : initialTrack(target);
  }
}
