import { Controller, Get, Inject, Query, Req } from '@nestjs/common';
import { PUBLIC } from '#identity';
import {
  amendmentsQueryShape,
  driftQueryShape,
  lateFactsQueryShape,
  sumsAtLevelsQueryShape,
  thinStagesQueryShape,
  wrongNoticesQueryShape,
  type AmendmentPage,
  type AmendmentsQuery,
  type DriftPage,
  type DriftQuery,
  type LateFactPage,
  type LateFactsQuery,
  type SumsAtLevels,
  type SumsAtLevelsQuery,
  type ThinStagePage,
  type ThinStagesQuery,
  type WrongNoticePage,
  type WrongNoticesQuery,
} from '#contracts';
import type { NotificationServices } from '#notifications';
import { Allow, type WithActor } from '../access/allow.decorator.js';
import { TOKENS } from '../tokens.js';
import { AuditReads } from './audit-reads.js';

/** What the auditor checks the register and its recorders by. */
@Controller('api/assurance')
export class AssuranceController {
  constructor(
    private readonly reads: AuditReads,
    @Inject(TOKENS.NOTICES) private readonly notices: NotificationServices,
  ) {}

  @Get('drift')
  @Allow('read-log')
  drift(
    @Query({ schema: driftQueryShape }) query: DriftQuery,
    @Req() { actor = PUBLIC }: WithActor,
  ): Promise<DriftPage> {
    return this.reads.drift(actor, query);
  }

  @Get('amendments')
  @Allow('read-log')
  amendments(
    @Query({ schema: amendmentsQueryShape }) query: AmendmentsQuery,
    @Req() { actor = PUBLIC }: WithActor,
  ): Promise<AmendmentPage> {
    return this.reads.amendments(actor, query);
  }

  @Get('late-facts')
  @Allow('read-log')
  lateFacts(
    @Query({ schema: lateFactsQueryShape }) query: LateFactsQuery,
    @Req() { actor = PUBLIC }: WithActor,
  ): Promise<LateFactPage> {
    return this.reads.lateFacts(actor, query);
  }

  @Get('thin-stages')
  @Allow('read-log')
  thinStages(
    @Query({ schema: thinStagesQueryShape }) query: ThinStagesQuery,
    @Req() { actor = PUBLIC }: WithActor,
  ): Promise<ThinStagePage> {
    return this.reads.thinStages(actor, query);
  }

  @Get('sums')
  @Allow('read-log')
  sums(
    @Query({ schema: sumsAtLevelsQueryShape }) query: SumsAtLevelsQuery,
    @Req() { actor = PUBLIC }: WithActor,
  ): Promise<SumsAtLevels> {
    return this.reads.sumsAtLevels(actor, query);
  }

  @Get('wrong-notices')
  @Allow('read-log')
  async wrongNotices(
    @Query({ schema: wrongNoticesQueryShape }) query: WrongNoticesQuery,
  ): Promise<WrongNoticePage> {
    const { items, next } = await this.notices.wrongNotices.list(query);
    return { items: await this.reads.named(items), next };
  }
}
