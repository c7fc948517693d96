import { Injectable } from '@nestjs/common';
import type { FeedQuery } from '#contracts';
import type { Aggregate, LocalizedText } from '#domain';
import { EventStore } from '#event-store';
import { readPublicRecord, type PublicRecord } from '#notifications';
import { RegisterQueries } from '#projections';
import { asKept, noSuchRecord } from '../records/reads.js';

/** Records that changed last among those that a list finds: what is older is not among the newest news of them. */
const MOST_RECORDS = 100;

/** What a document tells of. */
export interface FeedSource {
  /** Null: of a list. */
  readonly titles: LocalizedText | null;
  readonly records: readonly PublicRecord[];
}

/** Records as the public knows them, whoever asks: an address that is subscribed to says the same to everybody. */
@Injectable()
export class FeedSources {
  constructor(
    private readonly queries: RegisterQueries,
    private readonly store: EventStore,
  ) {}

  /** A record; of a collection its members, too. @throws HttpProblem STREAM_NOT_FOUND */
  async ofRecord(aggregate: Aggregate, given: string): Promise<FeedSource> {
    const found = await this.queries.find({ aggregate, id: asKept(given), viewer: 'public' });
    if (found === undefined) throw noSuchRecord();
    const members = found.members.map(({ record }) => `${record.aggregate}-${record.id}`);
    const streams = [`${aggregate}-${found.id}`, ...members.slice(0, MOST_RECORDS)];
    return { titles: found.titles, records: await this.read(streams) };
  }

  async ofList(aggregate: Aggregate, { lang: _lang, ...filter }: FeedQuery): Promise<FeedSource> {
    const query = { ...filter, sort: '-updated', limit: MOST_RECORDS } as const;
    const { items } = await this.queries.list({ aggregate, query, viewer: 'public' });
    return { titles: null, records: await this.read(items.map(({ id }) => `${aggregate}-${id}`)) };
  }

  private async read(streams: readonly string[]): Promise<PublicRecord[]> {
    const records: PublicRecord[] = [];
    for (const stream of streams) {
      const record = await readPublicRecord(this.store, stream);
      if (record !== undefined) records.push(record);
    }
    return records;
  }
}
