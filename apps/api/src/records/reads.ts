import { Injectable } from '@nestjs/common';
import { policy, PublicIds, type Actor, type ReadAction } from '#commands';
import type {
  AsOfQuery,
  BoardQuery,
  CompareQuery,
  Funnel,
  History,
  HistoryQuery,
  MilestoneBoard,
  PortfolioSummary,
  RecordAsOf,
  RecordComparison,
  RecordDetail,
  RegisterList,
  RegisterQuery,
} from '#contracts';
import { REJECTIONS, type Aggregate } from '#domain';
import { isUuid, type Logger } from '#platform';
import { RegisterQueries, type KnownAt, type Viewer } from '#projections';
import { denied } from '../access/denied.js';
import { HttpProblem } from '../http/http-problem.js';
import { InjectLogger } from '../tokens.js';

export interface RecordAddress {
  readonly aggregate: Aggregate;
  /** Uuid or public id. */
  readonly id: string;
}

/** What the register answers, to each reader what that reader may see, and not before the position asked for. */
@Injectable()
export class Reads {
  constructor(
    private readonly queries: RegisterQueries,
    private readonly publicIds: PublicIds,
    @InjectLogger() private readonly logger: Logger,
  ) {}

  async list(actor: Actor, aggregate: Aggregate, query: RegisterQuery): Promise<RegisterList> {
    const viewer = this.viewerOf(actor, 'list-records');
    await this.untilReached(query.minPosition);
    return this.queries.list({ aggregate, query, viewer });
  }

  async find(actor: Actor, { aggregate, id }: RecordAddress, minPosition?: string): Promise<RecordDetail> {
    const viewer = this.viewerOf(actor, 'read-record', id);
    await this.untilReached(minPosition);
    const address = isUuid(id) ? id.toLowerCase() : id.toUpperCase();
    const record = await this.queries.find({ aggregate, id: address, viewer });
    if (record === undefined) throw noSuchRecord();
    return record;
  }

  async history(actor: Actor, { aggregate, id }: RecordAddress, query: HistoryQuery): Promise<History> {
    const record = await this.oneRecord(actor, { aggregate, id });
    const history = await this.queries.history({ ...record, after: query.after, limit: query.limit });
    if (history.items.length === 0 && query.after === 0) throw noSuchRecord();
    return history;
  }

  async asOf(actor: Actor, address: RecordAddress, { knownAt, validAt }: AsOfQuery): Promise<RecordAsOf> {
    const record = await this.oneRecord(actor, address);
    const found = await this.queries.asOf(record, { knownAt: momentOf(knownAt), validAt });
    if (found === undefined) throw noSuchRecord();
    return found;
  }

  async compare(actor: Actor, address: RecordAddress, { from, to }: CompareQuery): Promise<RecordComparison> {
    const record = await this.oneRecord(actor, address);
    const found = await this.queries.compare(record, { from: momentOf(from), to: momentOf(to) });
    if (found === undefined) throw noSuchRecord();
    return found;
  }

  private async oneRecord(actor: Actor, { aggregate, id }: RecordAddress) {
    const viewer = this.viewerOf(actor, 'read-history', id);
    const uuid = isUuid(id) ? id.toLowerCase() : await this.publicIds.find(aggregate, id);
    if (uuid === undefined) throw noSuchRecord();
    return { aggregate, id: uuid, viewer };
  }

  /** What became of a collection's members; `id`: its uuid or public id. */
  async funnel(actor: Actor, id: string, minPosition?: string): Promise<Funnel> {
    const viewer = this.viewerOf(actor, 'read-record', id);
    await this.untilReached(minPosition);
    const address = isUuid(id) ? id.toLowerCase() : id.toUpperCase();
    const funnel = await this.queries.funnel({ id: address, viewer });
    if (funnel === undefined) throw noSuchRecord();
    return funnel;
  }

  async summary(actor: Actor, minPosition?: string): Promise<PortfolioSummary> {
    const viewer = this.viewerOf(actor, 'read-summary');
    await this.untilReached(minPosition);
    return this.queries.summary(viewer);
  }

  async milestones(actor: Actor, query: BoardQuery): Promise<MilestoneBoard> {
    const viewer = this.viewerOf(actor, 'read-milestones');
    await this.untilReached(query.minPosition);
    return this.queries.board(query, viewer);
  }

  /** @throws HttpProblem for readers whom the policy does not let; what an auditor reads leaves a line. */
  private viewerOf(actor: Actor, action: ReadAction, record?: string): Viewer {
    const verdict = policy(actor, action);
    if (!verdict.allow) throw denied(verdict.code);
    if (actor.role === 'auditor') {
      this.logger.info({ event: 'audit.read', actorId: actor.id, action, record }, 'an auditor read');
    }
    return policy(actor, action, { visibility: 'internal' }).allow ? 'staff' : 'public';
  }

  private async untilReached(position: string | undefined): Promise<void> {
    if (position === undefined || (await this.queries.reached(BigInt(position)))) return;
    throw new HttpProblem(
      'READ_MODEL_BEHIND',
      `The lists do not reflect position ${position} yet: ask again in a moment.`,
      { headers: { 'Retry-After': '1' } },
    );
  }
}

/** A position or a time, as a parameter gives it. */
function momentOf(text: string | undefined): KnownAt {
  if (text === undefined) return undefined;
  return /^\d+$/.test(text) ? BigInt(text) : new Date(text);
}

export function noSuchRecord(): HttpProblem {
  const [message, hint] = REJECTIONS.STREAM_NOT_FOUND;
  return new HttpProblem('STREAM_NOT_FOUND', `${message}. ${hint}`);
}
