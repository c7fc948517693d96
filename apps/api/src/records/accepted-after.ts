import { Injectable } from '@nestjs/common';
import { PublicIds } from '#commands';
import type { RefusalPage, RefusedCommand } from '#contracts';
import type { Aggregate } from '#domain';
import { RegisterQueries, type RefusedWish } from '#projections';
import { RECORD_PATHS } from './record-kinds.js';

const KINDS = Object.keys(RECORD_PATHS) as readonly Aggregate[];

/** What those who were refused something recorded on the same record afterwards. */
@Injectable()
export class AcceptedAfter {
  constructor(
    private readonly queries: RegisterQueries,
    private readonly publicIds: PublicIds,
  ) {}

  async beside(items: readonly RefusedCommand[]): Promise<RefusalPage['items']> {
    const wishes = await Promise.all(items.map((item) => this.wishOf(item)));
    const accepted = await this.queries.audit.acceptedAfter(wishes.flat());
    return items.map((item) => ({ ...item, accepted: accepted.get(item.id) ?? null }));
  }

  /** None where no record is named, or one that there is not. */
  private async wishOf({ id, record, by, refusedAt }: RefusedCommand): Promise<RefusedWish[]> {
    const [kind, name = ''] = (record ?? '').split('/');
    const aggregate = KINDS.find((known) => known === kind);
    if (aggregate === undefined) return [];
    const uuid = await this.publicIds.uuidOf(aggregate, name);
    return uuid === undefined ? [] : [{ id, stream: `${aggregate}-${uuid}`, actorId: by.id, at: refusedAt }];
  }
}
