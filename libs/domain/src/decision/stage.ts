import type { AnyEvent } from '../event/catalogue.js';
import { entryOf } from '../timeline/entry.js';
import { place, type Track, type TransitionTable } from '../timeline/index.js';
import { isRejectionCode, reject, type Decision, type DecisionContext } from './decision.js';
import type { WarningCode } from './rejections.js';

export interface StageStep {
  readonly table: TransitionTable;
  readonly track: Track;
  readonly event: AnyEvent;
  readonly occurredOn: string | undefined;
}

export type StageVerdict =
  | {
      readonly ok: true;
      readonly track: Track;
      readonly warnings: readonly WarningCode[];
      /** Status before and after the event, at its place. */
      readonly from: string;
      readonly to: string;
    }
  | { readonly ok: false; readonly decision: Decision };

/** Judges a stage event at its place on the effective timeline and refolds what comes after it. */
export function judge(step: StageStep, context: DecisionContext): StageVerdict {
  const meta = { id: 'new', occurredOn: step.occurredOn ?? null, recordedOn: context.today };
  const placement = place(step.table, step.track, entryOf(step.event, meta));
  switch (placement.kind) {
    case 'placed': {
      const before = placement.at === 0 ? placement.track.initial : placement.track.states[placement.at - 1];
      const from = before?.status ?? placement.track.initial.status;
      const to = placement.track.states[placement.at]?.status ?? from;
      const warnings: WarningCode[] = placement.moved ? ['ORDER_UNCERTAIN'] : [];
      return { ok: true, track: placement.track, warnings, from, to };
    }
    case 'refused': {
      const code = isRejectionCode(placement.code) ? placement.code : 'NOT_ACTIVE';
      return { ok: false, decision: reject(code, { status: placement.state.status }) };
    }
    case 'conflict':
      return { ok: false, decision: reject('TIMELINE_CONFLICT', { eventIds: placement.eventIds }) };
  }
}
