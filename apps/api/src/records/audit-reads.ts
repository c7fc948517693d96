import { Injectable } from '@nestjs/common';
import type {
  AmendmentPage,
  AmendmentsQuery,
  DriftPage,
  DriftQuery,
  LateFactPage,
  LateFactsQuery,
  NearestAmendments,
  RecorderList,
  RecordersQuery,
  SumsAtLevels,
  SumsAtLevelsQuery,
  ThinStagePage,
  ThinStagesQuery,
} from '#contracts';
import type { Actor } from '#identity';
import type { Logger } from '#platform';
import { RegisterQueries } from '#projections';
import { InjectLogger } from '../tokens.js';
import { behind, clocksOf, viewerOf } from './asked.js';

/** What the register answers to auditors alone; each reading leaves a line. */
@Injectable()
export class AuditReads {
  constructor(
    private readonly queries: RegisterQueries,
    @InjectLogger() private readonly logger: Logger,
  ) {}

  drift(actor: Actor, query: DriftQuery): Promise<DriftPage> {
    viewerOf(this.logger, actor, 'read-log');
    return this.queries.audit.drift(query);
  }

  async amendments(actor: Actor, query: AmendmentsQuery): Promise<AmendmentPage> {
    viewerOf(this.logger, actor, 'read-log');
    const from = await this.queries.moment(clocksOf({ knownAt: query.from }));
    const to =
      query.to === undefined ? undefined : await this.queries.moment(clocksOf({ knownAt: query.to }));
    return this.queries.audit.amendments(query, { from: from.position, to: to?.position });
  }

  async nearestAmendments(actor: Actor, position: bigint): Promise<NearestAmendments> {
    viewerOf(this.logger, actor, 'read-log');
    if (!(await this.queries.keepsAmendments())) throw behind('corrections are being looked up');
    return this.queries.audit.nearestAmendments(position);
  }

  lateFacts(actor: Actor, query: LateFactsQuery): Promise<LateFactPage> {
    viewerOf(this.logger, actor, 'read-log');
    return this.queries.audit.lateFacts(query);
  }

  thinStages(actor: Actor, query: ThinStagesQuery): Promise<ThinStagePage> {
    viewerOf(this.logger, actor, 'read-log');
    return this.queries.audit.thinStages(query);
  }

  sumsAtLevels(actor: Actor, query: SumsAtLevelsQuery): Promise<SumsAtLevels> {
    viewerOf(this.logger, actor, 'read-log');
    return this.queries.audit.sumsAtLevels(query);
  }

  /** The same items with what their records are called now. */
  async named<Item extends { readonly record: { readonly id: string } }>(items: readonly Item[]) {
    const names = await this.queries.audit.names(items.map(({ record }) => record.id));
    return items.map((item) => ({ ...item, record: { ...item.record, ...nameIn(names, item.record.id) } }));
  }

  async recorders(actor: Actor, query: RecordersQuery): Promise<RecorderList> {
    viewerOf(this.logger, actor, 'read-log');
    const from = await this.queries.moment(clocksOf({ knownAt: query.from }));
    return this.queries.audit.recorders(from, await this.queries.moment(clocksOf({ knownAt: query.to })));
  }
}

const nameIn = (names: Awaited<ReturnType<RegisterQueries['audit']['names']>>, id: string) =>
  names.get(id) ?? { publicId: '', titles: null };
