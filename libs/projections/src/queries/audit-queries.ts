import type {
  AmendmentPage,
  AmendmentsQuery,
  DriftPage,
  DriftQuery,
  LateFactPage,
  LateFactsQuery,
  NearestAmendments,
  RecorderList,
  SumsAtLevels,
  SumsAtLevelsQuery,
  ThinStagePage,
  ThinStagesQuery,
} from '#contracts';
import type { EventStore } from '#event-store';
import type pg from 'pg';
import { readAcceptedAfter, type RefusedWish } from './accepted-after.js';
import { readAmendments, type Period } from './amendments.js';
import { readDrift } from './drift.js';
import { readLateFacts } from './late-facts.js';
import { readNames } from './log-events.js';
import type { Moment } from './moment.js';
import { readNearestAmendments } from './nearest-amendments.js';
import { readRecorders } from './recorders.js';
import { readSumsAtLevels } from './sums-at-levels.js';
import { readThinStages } from './thin-stages.js';

/** What the register answers of itself: how it came to be, and what may be wrong with it. */
export class AuditQueries {
  constructor(private readonly sources: { readonly pool: pg.Pool; readonly store: EventStore }) {}

  /** Who recorded how much in a period, and how much of it was amended since. */
  recorders(from: Moment, to: Moment): Promise<RecorderList> {
    return readRecorders(this.sources.pool, { from, to });
  }

  /** What lists say differently than a replay of the log, a page of records at a time. */
  drift(query: DriftQuery): Promise<DriftPage> {
    return readDrift(this.sources.pool, this.sources.store, query);
  }

  /** Corrections and retractions of a period, the newest first. */
  amendments(query: AmendmentsQuery, period: Period): Promise<AmendmentPage> {
    return readAmendments(this.sources.pool, query, period);
  }

  /** The nearest correction or retraction before a position of the log and the nearest behind it. */
  nearestAmendments(position: bigint): Promise<NearestAmendments> {
    return readNearestAmendments(this.sources.pool, position);
  }

  /** Facts that were recorded long after they happened, the newest first. */
  lateFacts(query: LateFactsQuery): Promise<LateFactPage> {
    return readLateFacts(this.sources.pool, query);
  }

  /** Changes of stage that nothing but one press source says, the newest first. */
  thinStages(query: ThinStagesQuery): Promise<ThinStagePage> {
    return readThinStages(this.sources.pool, query);
  }

  /** What is stated of money at agreements and at projects, and what of it counts. */
  sumsAtLevels(query: SumsAtLevelsQuery): Promise<SumsAtLevels> {
    return readSumsAtLevels(this.sources.pool, query);
  }

  /** The first event that the same person recorded on the same record after each refusal. */
  acceptedAfter(wishes: readonly RefusedWish[]): ReturnType<typeof readAcceptedAfter> {
    return readAcceptedAfter(this.sources.pool, wishes);
  }

  /** What records of these uuids are called, as staff know them. */
  names(ids: readonly string[]): ReturnType<typeof readNames> {
    return readNames(this.sources.pool, ids);
  }
}
