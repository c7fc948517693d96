import type {
  BoardQuery,
  Funnel,
  History,
  MilestoneBoard,
  PortfolioSummary,
  RecordAsOf,
  RecordComparison,
  RecordDetail,
  RegisterList,
} from '#contracts';
import type { EventStore } from '#event-store';
import { dayInAlmaty, type Clock } from '#platform';
import type pg from 'pg';
import { livePosition, waitForPosition } from '../runner/status.js';
import { milestoneBoard } from './board.js';
import { compareRecord, recordAsOf, type KnownAt, type OneRecord } from './as-of.js';
import { Cursors } from './cursor.js';
import { readFunnel } from './funnel.js';
import { readHistory, type HistoryRequest } from './history.js';
import { findRecord, type DetailRequest } from './record-detail.js';
import type { ListRequest } from './filters.js';
import { listRegister } from './register-list.js';
import { summarise } from './summary.js';
import type { Viewer } from './viewer.js';

export interface RegisterQueriesOptions {
  readonly pool: pg.Pool;
  readonly store: EventStore;
  readonly clock: Clock;
}

/** What the register answers. Days that answers depend on are those of Asia/Almaty. */
export class RegisterQueries {
  private readonly cursors: Cursors;
  constructor(private readonly options: RegisterQueriesOptions) {
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

  /** The record's events, oldest first; `id` is the uuid. */
  history(request: HistoryRequest): Promise<History> {
    return readHistory(this.options.store, request);
  }

  /** The record on both clocks, from the log itself; undefined when nothing was known of it then. */
  asOf(
    record: OneRecord,
    at: { readonly knownAt: KnownAt; readonly validAt: string | undefined },
  ): Promise<RecordAsOf | undefined> {
    return recordAsOf(this.options.store, record, at);
  }

  /** What the record shows differently at two moments, and why; undefined when nothing was known of it at the later. */
  compare(
    record: OneRecord,
    between: { readonly from: KnownAt; readonly to: KnownAt },
  ): Promise<RecordComparison | undefined> {
    return compareRecord(this.options.store, record, between);
  }

  /** What became of a collection's members, by uuid or public id; undefined when this viewer may see no such one. */
  funnel(collection: { readonly id: string; readonly viewer: Viewer }): Promise<Funnel | undefined> {
    return readFunnel(this.options.pool, collection);
  }

  summary(viewer: Viewer): Promise<PortfolioSummary> {
    return summarise(this.options.pool, { viewer, today: this.today() });
  }

  /** @throws InvalidCursor */
  board(query: BoardQuery, viewer: Viewer): Promise<MilestoneBoard> {
    return milestoneBoard(this.options.pool, this.cursors, { query, viewer, today: this.today() });
  }

  /** Position that the answers rest on. */
  async position(): Promise<bigint> {
    return (await livePosition(this.options.pool, 'register')) ?? 0n;
  }

  /** Waits until answers reflect `position`; false when they do not within `milliseconds`. */
  reached(position: bigint, milliseconds = 2_000): Promise<boolean> {
    return waitForPosition(this.options.pool, { projection: 'register', position, milliseconds });
  }

  private today(): string {
    return dayInAlmaty(this.options.clock.now());
  }
}
