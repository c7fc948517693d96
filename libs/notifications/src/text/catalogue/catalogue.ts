import type { FREE_MILESTONE_CODES, GATE_CODES, REASON_CODES, VALUE_QUALIFIERS } from '#domain';

/** Every message there is: the key is also the id of the rule that makes it. */
export const NOTICE_KEYS = [
  'agreement.registered',
  'agreement.signed',
  'agreement.consent',
  'agreement.provisional',
  'agreement.in-force',
  'agreement.amended',
  'agreement.suspended',
  'agreement.resumed',
  'agreement.renewed',
  'agreement.expired',
  'agreement.fulfilled',
  'agreement.terminated',
  'agreement.lapsed',
  'agreement.superseded',
  'agreement.withdrawn',
  'agreement.revived',
  'agreement.project-linked',
  'project.registered',
  'project.preparation-started',
  'project.construction-started',
  'project.construction-completed',
  'project.operation-started',
  'project.suspended',
  'project.resumed',
  'project.cancelled',
  'project.revived',
  'project.closed',
  'project.progress',
  'project.capacity-revised',
  'project.finance',
  'milestone.planned',
  'milestone.rescheduled',
  'milestone.achieved',
  'milestone.dropped',
  'milestone.retracted',
  'value.stated',
  'value.revised',
  'party.added',
  'party.removed',
  'party.replaced',
  'fact.disputed',
  'event.corrected',
  'event.retracted',
  'record.merged',
  'record.voided',
  'collection.defined',
  'collection.claim',
  'collection.member-added',
  'collection.member-removed',
] as const;
export type NoticeKey = (typeof NOTICE_KEYS)[number];

/** What a line under the headline says. */
export const LINE_KEYS = [
  'wrong',
  'right',
  'when',
  'phase',
  'earlierDate',
  'newDate',
  'slip',
  'expectedResume',
  'reason',
  'explanation',
  'amount',
  'party',
  'newParty',
  'quantity',
  'source',
] as const;
export type LineKey = (typeof LINE_KEYS)[number];

/** Why somebody gets a message. */
export type BecauseKey =
  'record' | 'region' | 'sector' | 'party' | 'collection' | 'event-class' | 'critical' | 'received';

/** All words of one language. Texts are ICU messages; `{names}` are filled with plain text. */
export interface Catalogue {
  /** BCP 47 tag for dates and numbers. */
  readonly tag: string;
  readonly subject: string;
  readonly notices: Readonly<Record<NoticeKey, string>>;
  readonly lines: Readonly<Record<LineKey, string>>;
  readonly slipDays: string;
  readonly dates: {
    readonly unknown: string;
    readonly year: string;
    readonly month: string;
    readonly range: string;
    readonly notLaterThan: string;
    readonly approximate: string;
  };
  readonly amounts: Readonly<Record<(typeof VALUE_QUALIFIERS)[number], string>>;
  readonly reasons: Readonly<Record<(typeof REASON_CODES)[number], string>>;
  readonly milestones: Readonly<
    Record<(typeof GATE_CODES)[number] | (typeof FREE_MILESTONE_CODES)[number], string>
  >;
  readonly mail: {
    readonly because: Readonly<Record<BecauseKey, string>>;
    readonly open: string;
    readonly stop: string;
    readonly critical: string;
    /** Why it comes in quiet hours. */
    readonly quiet: string;
  };
  /** Several notices in one mail. */
  readonly digest: {
    readonly subject: string;
    readonly title: string;
    /** Of one thing that changed several times. */
    readonly changes: string;
    readonly daily: string;
    readonly weekly: string;
    readonly stop: string;
  };
  readonly unsubscribe: {
    readonly title: string;
    readonly question: string;
    readonly record: string;
    readonly class: string;
    readonly all: string;
    readonly done: string;
  };
}
