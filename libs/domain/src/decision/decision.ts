import type { AnyEvent } from '../event/catalogue.js';
import { REJECTIONS, WARNINGS, type RejectionCode, type WarningCode } from './rejections.js';

/** A refusal: `hint` says what to do instead, `details` names what it is about. */
export interface Rejection {
  readonly code: RejectionCode;
  readonly message: string;
  readonly hint: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

export interface Warning {
  readonly code: WarningCode;
  readonly message: string;
}

/** What a command leads to: events in order, all of the same moment, or a refusal. */
export type Decision =
  | { readonly kind: 'accepted'; readonly events: readonly AnyEvent[]; readonly warnings: readonly Warning[] }
  | { readonly kind: 'rejected'; readonly rejection: Rejection };

export const accept = (events: readonly AnyEvent[], warnings: readonly WarningCode[] = []): Decision => ({
  kind: 'accepted',
  events,
  warnings: warnings.map((code) => ({ code, message: WARNINGS[code] })),
});

export function reject(code: RejectionCode, details?: Readonly<Record<string, unknown>>): Decision {
  const [message, hint] = REJECTIONS[code];
  return {
    kind: 'rejected',
    rejection: { code, message, hint, ...(details === undefined ? {} : { details }) },
  };
}

/** A code that came from a transition table: the tables hold published codes only, as their spec checks. */
export const isRejectionCode = (code: string): code is RejectionCode => code in REJECTIONS;

/** What a decision may know beside the record: the day, and what other records and the caller supply. */
export interface DecisionContext {
  /** Present day in Asia/Almaty, `YYYY-MM-DD`. */
  readonly today: string;
  /** Uuid of the record that the command is about. */
  readonly recordId: string;
  /** For commands that make a record: its public id. */
  readonly publicId?: string;
  /** Ids for events of this command that other parts refer to; deterministic, one for each `use`. */
  readonly newLocalId: (use: string) => string;
  /** Record that the command names (superseding, related, linked, member, merge target), by its uuid. */
  readonly others: Readonly<Record<string, OtherRecord>>;
}

export interface OtherRecord {
  readonly aggregate: 'agreement' | 'project' | 'collection';
  readonly exists: boolean;
  readonly voided: boolean;
  /** Legal status of an agreement, else null. */
  readonly status: string | null;
  /** Whether following the relation in question from that record leads back to this one. */
  readonly leadsBack: boolean;
}
