import { Module, type DynamicModule } from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR, APP_PIPE, DiscoveryModule } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import {
  COMMAND_HANDLERS,
  CommandService,
  createCommandService,
  PublicIds,
  Reach,
  RecordStates,
} from '#commands';
import { Refusals, type Identity } from '#identity';
import { EventStore } from '#event-store';
import { Imports } from '#exchange';
import type { NotificationServices } from '#notifications';
import { systemClock } from '#platform';
import { RegisterQueries } from '#projections';
import { AccountController } from './identity/account.controller.js';
import { OpenIdController } from './identity/open-id.controller.js';
import { SessionController } from './identity/session.controller.js';
import { SessionViews } from './identity/session-views.js';
import { UsersController } from './identity/users.controller.js';
import { ProposalDesk } from './proposals/proposal-desk.js';
import { ProposalRecords } from './proposals/proposal-records.js';
import { ProposalsController } from './proposals/proposals.controller.js';
import { AccessGuard } from './access/access.guard.js';
import { Identify } from './access/identify.js';
import { KeepRefusals } from './access/keep-refusals.js';
import { RefusalInterceptor } from './access/refusal.interceptor.js';
import { IdentifyToken } from './access/identify-token.js';
import type { ApiOptions } from './app-options.js';
import { CommandOutcomes } from './commands/command-outcomes.js';
import { CommandsController } from './commands/commands.controller.js';
import { NextController } from './commands/next.controller.js';
import { Previews } from './commands/previews.js';
import { Recorder } from './commands/recorder.js';
import { HealthController } from './health/health.controller.js';
import { Readiness } from './health/readiness.js';
import { InputPipe } from './http/input.pipe.js';
import { ImportJobs } from './imports/import-jobs.js';
import { ImportsController } from './imports/imports.controller.js';
import { RequestLimits } from './http/request-limits.js';
import { MetricsController } from './metrics/metrics.controller.js';
import { Metrics } from './metrics/metrics.js';
import { PageController } from './page/page.controller.js';
import { PageFiles } from './page/page-files.js';
import { DeliveriesController } from './notifications/deliveries.controller.js';
import { MeController } from './notifications/me.controller.js';
import { UnsubscribeController } from './notifications/unsubscribe.controller.js';
import { OpenApiController } from './openapi/openapi.controller.js';
import { FeedSources } from './feeds/feed-source.js';
import { FeedsController } from './feeds/feeds.controller.js';
import { AssuranceController } from './records/assurance.controller.js';
import { LogController } from './records/log.controller.js';
import { PortfolioController } from './records/portfolio.controller.js';
import { AcceptedAfter } from './records/accepted-after.js';
import { AuditReads } from './records/audit-reads.js';
import { Reads } from './records/reads.js';
import { RefusalsController } from './records/refusals.controller.js';
import { RecordsController } from './records/records.controller.js';
import { LiveFeed } from './stream/live-feed.js';
import { StreamController } from './stream/stream.controller.js';
import { TOKENS } from './tokens.js';

/** What was made before the module. */
export interface ModuleParts extends Omit<ApiOptions, 'metrics' | 'identity'> {
  readonly identity: Identity;
  readonly feed: LiveFeed;
  readonly metrics: Metrics;
  readonly pageFiles: PageFiles;
  readonly notices: NotificationServices;
  readonly requestLimits: RequestLimits;
}

/** The HTTP interface of the product. */
@Module({
  imports: [CqrsModule, DiscoveryModule],
  controllers: [
    ImportsController,
    CommandsController,
    NextController,
    FeedsController,
    RecordsController,
    PortfolioController,
    OpenApiController,
    MeController,
    DeliveriesController,
    UnsubscribeController,
    LogController,
    AssuranceController,
    RefusalsController,
    StreamController,
    HealthController,
    MetricsController,
    SessionController,
    OpenIdController,
    AccountController,
    UsersController,
    ProposalsController,
    PageController,
  ],
  providers: [
    ...COMMAND_HANDLERS,
    Recorder,
    CommandOutcomes,
    Previews,
    FeedSources,
    AuditReads,
    Reads,
    AcceptedAfter,
    Readiness,
    ImportJobs,
    Identify,
    IdentifyToken,
    SessionViews,
    ProposalDesk,
    ProposalRecords,
    KeepRefusals,
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_INTERCEPTOR, useClass: RefusalInterceptor },
    { provide: APP_PIPE, useClass: InputPipe },
  ],
})
export class ApiModule {
  /** The module over the connections of the program that runs it. */
  static over(parts: ModuleParts): DynamicModule {
    const { store, pool, config, logger, clock = systemClock } = parts;
    const states = new RecordStates(store);
    const reach = new Reach(pool, states);
    const rules = { reach, fourEyes: new Set(parts.fourEyes?.commands) };
    const commands = parts.commands ?? createCommandService({ store, pool, clock, rules });
    return {
      module: ApiModule,
      providers: [
        { provide: EventStore, useValue: store },
        { provide: RecordStates, useValue: states },
        { provide: Reach, useValue: reach },
        { provide: CommandService, useValue: commands },
        { provide: Refusals, useValue: parts.identity.refusals },
        { provide: TOKENS.IDENTITY, useValue: parts.identity },
        { provide: TOKENS.FOUR_EYES, useValue: rules.fourEyes },
        { provide: PublicIds, useValue: new PublicIds(pool) },
        { provide: RegisterQueries, useValue: new RegisterQueries({ pool, store, clock }) },
        { provide: Imports, useValue: new Imports({ pool, store, commands, clock }) },
        { provide: LiveFeed, useValue: parts.feed },
        { provide: RequestLimits, useValue: parts.requestLimits },
        { provide: Metrics, useValue: parts.metrics },
        { provide: PageFiles, useValue: parts.pageFiles },
        { provide: TOKENS.NOTICES, useValue: parts.notices },
        { provide: TOKENS.LOGGER, useValue: logger },
        { provide: TOKENS.BASE_URL, useValue: config.baseUrl },
      ],
    };
  }
}
