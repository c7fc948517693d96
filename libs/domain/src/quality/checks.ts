/** What can be doubtful about a record (domain specification 3.4). The names never change. */
export const QUALITY_CHECKS = {
  regionMissing: 'warning',
  valueMissing: 'note',
  noSource: 'error',
  singlePressSource: 'note',
  overdueWithoutReason: 'warning',
  noNews: 'note',
  plansInverted: 'error',
  operationalWithoutCapacity: 'warning',
  unusualUnit: 'warning',
  pointOutside: 'error',
  sharesIncomplete: 'note',
  valueDiffersFromAllocations: 'warning',
  claimBeyondMembers: 'note',
  twoStarts: 'warning',
  endedWithWorksRunning: 'warning',
  duplicateCandidate: 'warning',
  translationMissing: 'note',
} as const;
export type QualityCheck = keyof typeof QUALITY_CHECKS;

/** One reason to look at a record. */
export interface Finding {
  readonly check: QualityCheck;
  /** What of the record it is about: a milestone, a measure, a claim; empty: the record as a whole. */
  readonly subject: string;
  /** First day on which it holds, `YYYY-MM-DD`; null: it holds whatever the day. */
  readonly holdsFrom: string | null;
  /** The figures and dates that do not fit. */
  readonly details: Readonly<Record<string, unknown>>;
  /** The events that say so. */
  readonly eventIds: readonly string[];
}

export const finding = (check: QualityCheck, rest: Partial<Omit<Finding, 'check'>> = {}): Finding => ({
  ...{ check, subject: '', holdsFrom: null, details: {}, eventIds: [] },
  ...rest,
});
