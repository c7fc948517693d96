import { Injectable } from '@nestjs/common';
import { PublicIds } from '#commands';
import { Reach } from '#commands';
import { policy, type Actor, type ReadAction } from '#identity';
import type {
  Activity,
  AsOfQuery,
  BoardQuery,
  CompareQuery,
  Comparison,
  ComparisonQuery,
  Evidence,
  FiguresQuery,
  FindingPage,
  Funnel,
  HistoryQuery,
  MilestoneBoard,
  PortfolioSummary,
  QualityQuery,
  ReadQuery,
  RecordAsOf,
  RecordComparison,
  RecordDetail,
  RecordQuery,
  RegisterList,
  RegisterQuery,
} from '#contracts';
import { REJECTIONS, type Aggregate } from '#domain';
import { isUuid, type Logger } from '#platform';
import { RegisterQueries, type LoggedHistory, type Moment, type Viewer } from '#projections';
import { HttpProblem } from '../http/http-problem.js';
import { InjectLogger } from '../tokens.js';
import { behind, clocksOf, knownAtOf, viewerOf } from './asked.js';

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
    private readonly reach: Reach,
    @InjectLogger() private readonly logger: Logger,
  ) {}

  async list(actor: Actor, aggregate: Aggregate, query: RegisterQuery): Promise<RegisterList> {
    const viewer = viewerOf(this.logger, actor, 'list-records');
    await this.untilReached(query.minPosition);
    const moment = await this.askedMoment(query);
    const within = await this.reach.within(actor);
    if (moment === undefined) return this.queries.list({ aggregate, query, viewer, within });
    return this.queries.listThen({ aggregate, query, viewer }, moment);
  }

  async find(actor: Actor, address: RecordAddress, query: RecordQuery): Promise<RecordDetail> {
    const viewer = await this.viewerOfRecord(actor, 'read-record', address);
    await this.untilReached(query.minPosition);
    const moment = await this.askedMoment(query);
    const { aggregate, id } = address;
    const record = await (moment === undefined
      ? this.queries.find({ aggregate, id: asKept(id), viewer, within: await this.reach.within(actor) })
      : this.findThen(actor, address, { viewer, moment }));
    if (record === undefined) throw noSuchRecord();
    return record;
  }

  private async findThen(
    actor: Actor,
    address: RecordAddress,
    { viewer, moment }: { readonly viewer: Viewer; readonly moment: Moment },
  ): Promise<RecordDetail | undefined> {
    const id = await this.uuidOf(address);
    if (id === undefined) return undefined;
    const around = actor.scoped === true ? 'public' : viewer;
    return this.queries.findThen({ aggregate: address.aggregate, id, viewer, around, moment });
  }

  async history(actor: Actor, { aggregate, id }: RecordAddress, query: HistoryQuery): Promise<LoggedHistory> {
    const record = await this.oneRecord(actor, { aggregate, id });
    const { after, limit } = query;
    const history = await this.queries.history({ ...record, after, limit }, clocksOf(query));
    if (history.items.length === 0 && query.after === 0) throw noSuchRecord();
    return history;
  }

  async asOf(actor: Actor, address: RecordAddress, query: AsOfQuery): Promise<RecordAsOf> {
    const record = await this.oneRecord(actor, address);
    const found = await this.queries.asOf(record, clocksOf(query));
    if (found === undefined) throw noSuchRecord();
    return found;
  }

  async evidence(actor: Actor, address: RecordAddress, query: AsOfQuery): Promise<Evidence> {
    const record = await this.oneRecord(actor, address);
    const found = await this.queries.evidence(record, clocksOf(query));
    if (found === undefined) throw noSuchRecord();
    return found;
  }

  async compare(actor: Actor, address: RecordAddress, { from, to }: CompareQuery): Promise<RecordComparison> {
    const record = await this.oneRecord(actor, address);
    const found = await this.queries.compare(record, { from: knownAtOf(from), to: knownAtOf(to) });
    if (found === undefined) throw noSuchRecord();
    return found;
  }

  private async oneRecord(actor: Actor, { aggregate, id }: RecordAddress) {
    const viewer = await this.viewerOfRecord(actor, 'read-history', { aggregate, id });
    const uuid = await this.uuidOf({ aggregate, id });
    if (uuid === undefined) throw noSuchRecord();
    return { aggregate, id: uuid, viewer };
  }

  /** What became of a collection's members; `id`: its uuid or public id. */
  async funnel(actor: Actor, id: string, query: FiguresQuery): Promise<Funnel> {
    const viewer = await this.viewerOfRecord(actor, 'read-record', { aggregate: 'collection', id });
    await this.untilReached(query.minPosition);
    const moment = await this.askedMoment(query);
    const funnel = await (moment === undefined
      ? this.queries.funnel({ id: asKept(id), viewer })
      : this.funnelThen({ id: asKept(id), viewer }, moment));
    if (funnel === undefined) throw noSuchRecord();
    return funnel;
  }

  async summary(actor: Actor, query: FiguresQuery): Promise<PortfolioSummary> {
    const viewer = viewerOf(this.logger, actor, 'read-summary');
    await this.untilReached(query.minPosition);
    const moment = await this.askedMoment(query);
    return moment === undefined ? this.queries.summary(viewer) : this.queries.summaryThen(viewer, moment);
  }

  async activity(actor: Actor, query: ReadQuery): Promise<Activity> {
    const viewer = viewerOf(this.logger, actor, 'read-summary');
    await this.untilReached(query.minPosition);
    if (!(await this.queries.keepsActivity())) throw behind('what was recorded is being counted');
    return this.queries.activity(viewer);
  }

  /** Of the whole portfolio, or of what a filter finds. */
  async comparePortfolio(actor: Actor, query: ComparisonQuery): Promise<Comparison> {
    const viewer = viewerOf(this.logger, actor, 'read-summary');
    const [from, to] = [await this.pastMoment(query.from), await this.pastMoment(query.to)];
    return this.queries.comparePortfolio({ query, viewer, from, to });
  }

  private async funnelThen(
    { id, viewer }: { readonly id: string; readonly viewer: Viewer },
    moment: Moment,
  ): Promise<Funnel | undefined> {
    const uuid = await this.publicIds.uuidOf('collection', id);
    return uuid === undefined ? undefined : this.queries.funnelThen({ id: uuid, viewer }, moment);
  }

  /** Undefined: the present is asked for. */
  private async askedMoment(query: AsOfQuery): Promise<Moment | undefined> {
    const isPresent = query.knownAt === undefined && query.validAt === undefined;
    return isPresent ? undefined : this.pastMoment(query.knownAt, query.validAt);
  }

  private async pastMoment(knownAt?: string, validAt?: string): Promise<Moment> {
    const moment = await this.queries.moment(clocksOf({ knownAt, validAt }));
    if (!(await this.queries.keepsPast())) throw behind('the past is being worked out');
    await this.untilReached(String(moment.position));
    return moment;
  }

  async quality(actor: Actor, query: QualityQuery): Promise<FindingPage> {
    const viewer = viewerOf(this.logger, actor, 'read-quality');
    await this.untilReached(query.minPosition);
    return this.queries.quality(query, viewer);
  }

  async milestones(actor: Actor, query: BoardQuery): Promise<MilestoneBoard> {
    const viewer = viewerOf(this.logger, actor, 'read-milestones');
    await this.untilReached(query.minPosition);
    return this.queries.board(query, viewer);
  }

  /** Somebody limited to some records reads what is internal of those, and what is public of the others. */
  private async viewerOfRecord(actor: Actor, action: ReadAction, address: RecordAddress): Promise<Viewer> {
    const viewer = viewerOf(this.logger, actor, action, address.id);
    if (actor.scoped !== true) return viewer;
    const { aggregate } = address;
    const inReach = await this.reach.sees(actor, { aggregate, id: await this.uuidOf(address) });
    return policy(actor, action, { visibility: 'internal', inReach }).allow ? 'staff' : 'public';
  }

  private uuidOf({ aggregate, id }: RecordAddress): Promise<string | undefined> {
    return this.publicIds.uuidOf(aggregate, id);
  }

  private async untilReached(position: string | undefined): Promise<void> {
    if (position === undefined || (await this.queries.reached(BigInt(position)))) return;
    throw behind(`the lists do not reflect position ${position} yet`);
  }
}

/** A uuid or public id as the register has it, however it was written in an address. */
export const asKept = (id: string): string => (isUuid(id) ? id.toLowerCase() : id.toUpperCase());

export function noSuchRecord(): HttpProblem {
  const [message, hint] = REJECTIONS.STREAM_NOT_FOUND;
  return new HttpProblem('STREAM_NOT_FOUND', `${message}. ${hint}`);
}
