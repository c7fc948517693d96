import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { PUBLIC, type Identity } from '#identity';
import type { LoggedHistory } from '#projections';
import {
  asOfQueryShape,
  compareQueryShape,
  evidenceQueryShape,
  historyQueryShape,
  recordQueryShape,
  registerQueryShape,
  type AsOfQuery,
  type CompareQuery,
  type Evidence,
  type EvidenceQuery,
  type History,
  type HistoryQuery,
  type RecordAsOf,
  type RecordComparison,
  type RecordDetail,
  type RecordQuery,
  type RegisterList,
  type RegisterQuery,
} from '#contracts';
import type { FastifyReply } from 'fastify';
import { Allow, type WithActor } from '../access/allow.decorator.js';
import { etagOf } from '../commands/preconditions.js';
import { InjectIdentity } from '../tokens.js';
import { aggregateOf } from './record-kinds.js';
import { Reads } from './reads.js';

type Address = { readonly records: string; readonly id: string };

const addressOf = ({ records, id }: Address) => ({ aggregate: aggregateOf(records), id });

/** Lists and single records. */
@Controller('api/:records')
export class RecordsController {
  constructor(
    private readonly reads: Reads,
    @InjectIdentity() private readonly identity: Identity,
  ) {}

  @Get()
  @Allow('list-records')
  async list(
    @Param('records') records: string,
    @Query({ schema: registerQueryShape }) query: RegisterQuery,
    @Req() { actor = PUBLIC }: WithActor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RegisterList> {
    const list = await this.reads.list(actor, aggregateOf(records), query);
    void reply.header('X-Position', list.asOfPosition);
    return list;
  }

  @Get(':id')
  @Allow('read-record')
  async find(
    @Param() address: Address,
    @Query({ schema: recordQueryShape }) query: RecordQuery,
    @Req() { actor = PUBLIC }: WithActor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RecordDetail> {
    const record = await this.reads.find(actor, addressOf(address), query);
    void reply.headers({ ETag: etagOf(record.version), 'X-Position': record.asOfPosition });
    return record;
  }

  @Get(':id/history')
  @Allow('read-history')
  async history(
    @Param() address: Address,
    @Query({ schema: historyQueryShape }) query: HistoryQuery,
    @Req() { actor = PUBLIC }: WithActor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<History> {
    const history = await this.reads.history(actor, addressOf(address), query);
    void reply.header('X-Position', history.asOfPosition);
    return { ...history, items: await this.withNames(history.items) };
  }

  private async withNames(items: LoggedHistory['items']): Promise<History['items']> {
    const ids = new Set(items.flatMap(({ actor }) => actor?.id ?? []));
    const names = ids.size === 0 ? new Map<string, string>() : await this.identity.users.names([...ids]);
    return items.map(({ actor, ...item }) => ({
      ...item,
      actor: actor && { ...actor, name: names.get(actor.id) ?? null },
    }));
  }

  @Get(':id/as-of')
  @Allow('read-history')
  async asOf(
    @Param() address: Address,
    @Query({ schema: asOfQueryShape }) query: AsOfQuery,
    @Req() { actor = PUBLIC }: WithActor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RecordAsOf> {
    const record = await this.reads.asOf(actor, addressOf(address), query);
    void reply.header('X-Position', record.asOfPosition);
    return record;
  }

  @Get(':id/evidence')
  @Allow('read-history')
  async evidence(
    @Param() address: Address,
    @Query({ schema: evidenceQueryShape }) query: EvidenceQuery,
    @Req() { actor = PUBLIC }: WithActor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Evidence> {
    const evidence = await this.reads.evidence(actor, addressOf(address), query);
    void reply.header('X-Position', evidence.asOfPosition);
    return evidence;
  }

  @Get(':id/compare')
  @Allow('read-history')
  async compare(
    @Param() address: Address,
    @Query({ schema: compareQueryShape }) query: CompareQuery,
    @Req() { actor = PUBLIC }: WithActor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RecordComparison> {
    const comparison = await this.reads.compare(actor, addressOf(address), query);
    void reply.header('X-Position', comparison.to.position);
    return comparison;
  }
}
