import type { MilestoneCode } from '../codes/words.js';
import type { Aggregate } from '../event/define-event.js';
import type { LocalizedText } from '../values/localized-text.js';
import type { Money } from '../values/money.js';
import type { Participation } from '../values/party.js';
import type { Location } from '../values/place.js';

export interface Milestone {
  readonly milestoneId: string;
  readonly code: MilestoneCode;
  readonly titles: LocalizedText | null;
  readonly phaseId: string | null;
  readonly status: 'None' | 'Planned' | 'Achieved' | 'Dropped';
  /** Every promised date in the order it was recorded; null: promised without a date. */
  readonly plans: readonly PlannedDate[];
  readonly achieved: { readonly eventId: string; readonly occurredOn: string | null } | null;
}

export interface PlannedDate {
  readonly eventId: string;
  readonly plannedOn: string | null;
  readonly announcedBy: string | null;
  readonly announcedOn: string | null;
  readonly reasonCode: string | null;
}

/** The days between which something was so; `from` null: no earliest day is known. */
export interface Bounds {
  readonly from: string | null;
  readonly to: string;
}

export interface StatedValue extends Bounds {
  readonly eventId: string;
  readonly value: Money;
  readonly changeKind: 'stated' | 'amendment' | 'reestimate';
}

export interface Baseline {
  readonly baselineId: string;
  readonly name: string;
  readonly dates: readonly { readonly milestoneId: string; readonly plannedOn: string }[];
}

/** What agreements, projects and collections have in common. Plain data: it can be stored as JSON. */
export interface RecordCore {
  readonly aggregate: Aggregate;
  readonly exists: boolean;
  readonly publicId: string;
  readonly titles: LocalizedText;
  readonly description: LocalizedText | null;
  readonly openingBalance: boolean;
  readonly voided: boolean;
  readonly mergedInto: string | null;
  readonly parties: readonly Participation[];
  /** In effective order: what was stated later in the world stands further back. */
  readonly values: readonly StatedValue[];
  readonly classifications: Readonly<Record<string, string>>;
  readonly location: Location | null;
  /** Since when each thing that has one present value is so, e.g. `location`, `classification/sector`. */
  readonly since: Readonly<Record<string, Bounds>>;
  readonly milestones: readonly Milestone[];
  readonly baselines: readonly Baseline[];
  /** Every event of the record: what a verification, a dispute or evidence may aim at. */
  readonly eventIds: readonly string[];
  /** Originals that were corrected, and those that were retracted and count no longer. */
  readonly correctedIds: readonly string[];
  readonly retractedIds: readonly string[];
  /** Keys of the sources named so far. */
  readonly sourceKeys: readonly string[];
  /** Classes of evidence among them. */
  readonly sourceClasses: readonly string[];
  /** Last day on which something was recorded or confirmed, for the age of silence. */
  readonly lastNewsOn: string | null;
}

export const emptyCore = {
  exists: false,
  publicId: '',
  titles: {},
  description: null,
  openingBalance: false,
  voided: false,
  mergedInto: null,
  parties: [],
  values: [],
  classifications: {},
  location: null,
  since: {},
  milestones: [],
  baselines: [],
  eventIds: [],
  correctedIds: [],
  retractedIds: [],
  sourceKeys: [],
  sourceClasses: [],
  lastNewsOn: null,
} as const satisfies Omit<RecordCore, 'aggregate'>;

/** The sum that counts: the last one stated or revised in the role that says most. */
export function currentValue(state: Pick<RecordCore, 'values'>): StatedValue | undefined {
  for (const role of ['final', 'contract', 'announced', 'financed', 'disbursed'] as const) {
    const last = state.values.findLast((stated) => stated.value.role === role);
    if (last !== undefined) return last;
  }
  return undefined;
}
