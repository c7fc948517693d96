import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { PUBLIC } from '#identity';
import {
  boardQueryShape,
  comparisonQueryShape,
  figuresQueryShape,
  qualityQueryShape,
  readQueryShape,
  recordersQueryShape,
  type Activity,
  type BoardQuery,
  type Comparison,
  type ComparisonQuery,
  type FiguresQuery,
  type FindingPage,
  type Funnel,
  type MilestoneBoard,
  type PortfolioSummary,
  type QualityQuery,
  type ReadQuery,
  type RecorderList,
  type RecordersQuery,
} from '#contracts';
import type { FastifyReply } from 'fastify';
import { Allow, type WithActor } from '../access/allow.decorator.js';
import { AuditReads } from './audit-reads.js';
import { Reads } from './reads.js';

/** Figures and boards over all records. */
@Controller('api')
export class PortfolioController {
  constructor(
    private readonly reads: Reads,
    private readonly audit: AuditReads,
  ) {}

  @Get('portfolio/summary')
  @Allow('read-summary')
  async summary(
    @Query({ schema: figuresQueryShape }) query: FiguresQuery,
    @Req() { actor = PUBLIC }: WithActor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PortfolioSummary> {
    const summary = await this.reads.summary(actor, query);
    void reply.header('X-Position', summary.asOfPosition);
    return summary;
  }

  @Get('portfolio/activity')
  @Allow('read-summary')
  async activity(
    @Query({ schema: readQueryShape }) query: ReadQuery,
    @Req() { actor = PUBLIC }: WithActor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Activity> {
    const activity = await this.reads.activity(actor, query);
    void reply.header('X-Position', activity.asOfPosition);
    return activity;
  }

  @Get('portfolio/compare')
  @Allow('read-summary')
  async compare(
    @Query({ schema: comparisonQueryShape }) query: ComparisonQuery,
    @Req() { actor = PUBLIC }: WithActor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Comparison> {
    const comparison = await this.reads.comparePortfolio(actor, query);
    void reply.header('X-Position', comparison.to.position);
    return comparison;
  }

  @Get('quality')
  @Allow('read-quality')
  async quality(
    @Query({ schema: qualityQueryShape }) query: QualityQuery,
    @Req() { actor = PUBLIC }: WithActor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<FindingPage> {
    const page = await this.reads.quality(actor, query);
    void reply.header('X-Position', page.asOfPosition);
    return page;
  }

  @Get('quality/recorders')
  @Allow('read-log')
  recorders(
    @Query({ schema: recordersQueryShape }) query: RecordersQuery,
    @Req() { actor = PUBLIC }: WithActor,
  ): Promise<RecorderList> {
    return this.audit.recorders(actor, query);
  }

  @Get('milestones')
  @Allow('read-milestones')
  async milestones(
    @Query({ schema: boardQueryShape }) query: BoardQuery,
    @Req() { actor = PUBLIC }: WithActor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MilestoneBoard> {
    const board = await this.reads.milestones(actor, query);
    void reply.header('X-Position', board.asOfPosition);
    return board;
  }

  @Get('collections/:id/funnel')
  @Allow('read-record')
  async funnel(
    @Param('id') id: string,
    @Query({ schema: figuresQueryShape }) query: FiguresQuery,
    @Req() { actor = PUBLIC }: WithActor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Funnel> {
    const funnel = await this.reads.funnel(actor, id, query);
    void reply.header('X-Position', funnel.asOfPosition);
    return funnel;
  }
}
