import type {
  Activity,
  BoardQuery,
  Comparison,
  Evidence,
  FindingPage,
  Funnel,
  MilestoneBoard,
  PortfolioSummary,
  QualityQuery,
  RecordAsOf,
  RecordComparison,
  RecordDetail,
  RegisterList,
} from '#contracts';
import type { EventStore } from '#event-store';
import { dayInAlmaty, type Clock } from '#platform';
import type pg from 'pg';
import { livePosition, waitForPosition } from '../runner/status.js';
import { readActivity } from './activity.js';
import { AuditQueries } from './audit-queries.js';
import { milestoneBoard } from './board.js';
import { compareRecord, recordAsOf, type Between, type OneRecord } from './as-of.js';
import { comparePortfolio, type ComparisonRequest } from './comparison.js';
import { Cursors } from './cursor.js';
import { readFunnel, readFunnelThen } from './funnel.js';
import { readHistory, type HistoryRequest, type LoggedHistory } from './history.js';
import { findRecord, type DetailRequest } from './record-detail.js';
import { findRecordThen, type DetailThenRequest } from './record-then.js';
import { readEvidence } from './evidence.js';
import type { ListRequest } from './filters.js';
import { momentOf, pointOf, type AskedMoment, type Moment } from './moment.js';
import { readFindings } from './quality.js';
import { listRegister, listRegisterThen } from './register-list.js';
import { summarise, summariseThen } from './summary.js';
import type { Viewer } from './viewer.js';

export interface RegisterQueriesOptions {
  readonly pool: pg.Pool;
  readonly store: EventStore;
  readonly clock: Clock;
}

/** What the register answers. Days that answers depend on are those of Asia/Almaty. */
export class RegisterQueries {
  /** What only auditors ask. */
  readonly audit: AuditQueries;
  private readonly cursors: Cursors;
  constructor(private readonly options: RegisterQueriesOptions) {
    this.audit = new AuditQueries(options);
    this.cursors = new Cursors(options.pool);
  }

  /** @throws InvalidCursor */
  list(request: Omit<ListRequest, 'today'>): Promise<RegisterList> {
    return listRegister(this.options.pool, this.cursors, { ...request, today: this.today() });
  }

  /** The record by uuid or public id; undefined when there is none that this viewer may see. */
  find(request: Omit<DetailRequest, 'today'>): Promise<RecordDetail | undefined> {
    return findRecord(this.options.pool, { ...request, today: this.today() });
  }

  /** The record as it was at a moment, by uuid; undefined when this viewer knew of no such one then. */
  findThen(request: DetailThenRequest): Promise<RecordDetail | undefined> {
    const { pool, store } = this.options;
    return findRecordThen(pool, store, request);
  }

  /** The list as it was at a moment. @throws InvalidCursor */
  listThen(request: Omit<ListRequest, 'today'>, moment: Moment): Promise<RegisterList> {
    const { pool, store } = this.options;
    const { cursors } = this;
    return listRegisterThen(pool, { store, cursors }, { ...request, moment, today: moment.day });
  }

  /** The record's events, oldest first, as they were known; `id` is the uuid. */
  async history(
    request: Omit<HistoryRequest, 'point'>,
    asked: AskedMoment = { knownAt: undefined, validAt: undefined },
  ): Promise<LoggedHistory> {
    const point = await pointOf(this.options.store, asked);
    return readHistory(this.options.store, { ...request, point });
  }

  /** The position that a moment stands for. */
  moment(asked: AskedMoment): Promise<Moment> {
    return momentOf(this.options.store, asked);
  }

  /** The record on both clocks, from the log itself; undefined when nothing was known of it then. */
  asOf(record: OneRecord, at: AskedMoment): Promise<RecordAsOf | undefined> {
    return recordAsOf(this.options.store, record, at);
  }

  /** What is said of the record by whom, side by side; undefined when nothing was known of it then. */
  async evidence(record: OneRecord, asked: AskedMoment): Promise<Evidence | undefined> {
    const { store } = this.options;
    const isPresent = asked.knownAt === undefined && asked.validAt === undefined;
    const moment = isPresent
      ? { ...(await pointOf(store, asked)), day: this.today() }
      : await momentOf(store, asked);
    return readEvidence(store, record, moment);
  }

  /** What the record shows differently at two moments, and why; undefined when nothing was known of it at the later. */
  async compare(
    record: OneRecord,
    { from, to }: Omit<Between, 'day'>,
  ): Promise<RecordComparison | undefined> {
    const { store } = this.options;
    const { day } = await momentOf(store, { knownAt: from, validAt: undefined });
    return compareRecord(store, record, { from, to, day });
  }

  /** The same of all records, or of those that a filter finds. @throws InvalidCursor */
  comparePortfolio(request: ComparisonRequest): Promise<Comparison> {
    const { pool, store } = this.options;
    return comparePortfolio(pool, { store, cursors: this.cursors }, request);
  }

  /** What became of a collection's members, by uuid or public id; undefined when this viewer may see no such one. */
  funnel(collection: { readonly id: string; readonly viewer: Viewer }): Promise<Funnel | undefined> {
    return readFunnel(this.options.pool, collection);
  }

  /** The same as it was at a moment, by uuid; undefined when nothing was known of it. */
  funnelThen(
    collection: { readonly id: string; readonly viewer: Viewer },
    moment: Moment,
  ): Promise<Funnel | undefined> {
    const { pool, store } = this.options;
    return readFunnelThen(pool, store, { ...collection, moment });
  }

  summary(viewer: Viewer): Promise<PortfolioSummary> {
    return summarise(this.options.pool, { viewer, today: this.today() });
  }

  summaryThen(viewer: Viewer, moment: Moment): Promise<PortfolioSummary> {
    const { pool, store } = this.options;
    return summariseThen(pool, store, { viewer, moment });
  }

  /** How much was recorded, month by month. */
  activity(viewer: Viewer): Promise<Activity> {
    return readActivity(this.options.pool, viewer);
  }

  /** @throws InvalidCursor */
  board(query: BoardQuery, viewer: Viewer): Promise<MilestoneBoard> {
    return milestoneBoard(this.options.pool, this.cursors, { query, viewer, today: this.today() });
  }

  /** What is doubtful about records. @throws InvalidCursor */
  quality(query: QualityQuery, viewer: Viewer): Promise<FindingPage> {
    return readFindings(this.options.pool, this.cursors, { query, viewer, today: this.today() });
  }

  /** Position that the answers rest on. */
  async position(): Promise<bigint> {
    return (await livePosition(this.options.pool, 'register')) ?? 0n;
  }

  /** Waits until answers reflect `position`; false when they do not within `milliseconds`. */
  reached(position: bigint, milliseconds = 2_000): Promise<boolean> {
    return waitForPosition(this.options.pool, { projection: 'register', position, milliseconds });
  }

  /** Whether the register keeps what was known; it does not while the tables of an older release are shown. */
  keepsPast(): Promise<boolean> {
    return this.shows('views.line_history');
  }

  /** Whether it keeps how much was recorded; likewise. */
  keepsActivity(): Promise<boolean> {
    return this.shows('views.activity');
  }

  /** Whether it keeps where in the log amendments stand; likewise. */
  keepsAmendments(): Promise<boolean> {
    return this.shows('views.amendment');
  }

  private async shows(view: string): Promise<boolean> {
    const { rows } = await this.options.pool.query<{ there: boolean }>({
      name: 'shows-view',
      text: 'SELECT to_regclass($1) IS NOT NULL AS there',
      values: [view],
    });
    return rows[0]?.there === true;
  }

  private today(): string {
    return dayInAlmaty(this.options.clock.now());
  }
}
