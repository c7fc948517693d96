import { Controller, Get, Query, Req } from '@nestjs/common';
import { PUBLIC } from '#identity';
import {
  logQueryShape,
  nearestAmendmentsQueryShape,
  type LogPage,
  type LogQuery,
  type NearestAmendments,
  type NearestAmendmentsQuery,
} from '#contracts';
import { EventStore } from '#event-store';
import type { Logger } from '#platform';
import { Allow, type WithActor } from '../access/allow.decorator.js';
import { InjectLogger } from '../tokens.js';
import { AuditReads } from './audit-reads.js';

/** The log in order, for the auditor; each reading leaves a line. */
@Controller('api/events')
export class LogController {
  constructor(
    private readonly store: EventStore,
    private readonly reads: AuditReads,
    @InjectLogger() private readonly logger: Logger,
  ) {}

  @Get()
  @Allow('read-log')
  async page(@Query({ schema: logQueryShape }) query: LogQuery, @Req() request: WithActor): Promise<LogPage> {
    const events = await this.store.readAfter(BigInt(query.after), query.limit);
    const head = await this.store.head();
    const last = events.at(-1)?.position;
    this.logger.info({ event: 'log.read', actorId: request.actor?.id, ...query }, 'the log was read');
    return {
      items: events.map(({ position, recordedAt, envelope, ...event }) => ({
        ...event,
        position: position.toString(),
        recordedAt: recordedAt.toISOString(),
        envelope: { ...envelope },
      })),
      next: last === undefined || last >= head ? null : last.toString(),
      asOfPosition: head.toString(),
    };
  }

  @Get('amendments')
  @Allow('read-log')
  nearestAmendments(
    @Query({ schema: nearestAmendmentsQueryShape }) { position }: NearestAmendmentsQuery,
    @Req() { actor = PUBLIC }: WithActor,
  ): Promise<NearestAmendments> {
    return this.reads.nearestAmendments(actor, BigInt(position));
  }
}
