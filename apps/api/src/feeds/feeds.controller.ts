import { createHash } from 'node:crypto';
import { Controller, Get, Head, Param, Query, Req, Res } from '@nestjs/common';
import {
  feedQueryShape,
  recordFeedQueryShape,
  type FeedQuery,
  type Locale,
  type RecordFeedQuery,
} from '#contracts';
import type { Aggregate } from '#domain';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow } from '../access/allow.decorator.js';
import { aggregateOf, RECORD_PATHS } from '../records/record-kinds.js';
import { InjectBaseUrl } from '../tokens.js';
import { calendarDocument } from './calendar-document.js';
import { atomFeed, jsonFeed } from './feed-document.js';
import { FeedSources, type FeedSource } from './feed-source.js';
import { feedTitle } from './feed-titles.js';

const MEDIA_TYPES = {
  'feed.json': 'application/feed+json; charset=utf-8',
  'feed.atom': 'application/atom+xml; charset=utf-8',
  'calendar.ics': 'text/calendar; charset=utf-8',
} as const;
type Format = keyof typeof MEDIA_TYPES;

const OF_LIST = Object.keys(MEDIA_TYPES);
const OF_RECORD = OF_LIST.map((name) => `:id/${name}`);

interface RecordAddress {
  readonly records: string;
  readonly id: string;
}

/** What is asked for, as its address says it. */
interface Asked {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly aggregate: Aggregate;
  readonly locale: Locale;
  /** Page that tells more, below the address of the product. */
  readonly page: string;
}

/** Feeds and calendars for readers without an account: public facts only, the same for everybody. */
@Controller('api/:records')
export class FeedsController {
  constructor(
    private readonly sources: FeedSources,
    @InjectBaseUrl() private readonly baseUrl: string,
  ) {}

  @Get(OF_LIST)
  @Allow('list-records')
  async ofList(
    @Param('records') records: string,
    @Query({ schema: feedQueryShape }) query: FeedQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const aggregate = aggregateOf(records);
    const asked = { request, reply, aggregate, locale: query.lang, page: '/' };
    this.answer(asked, await this.sources.ofList(aggregate, query));
  }

  @Get(OF_RECORD)
  @Allow('read-history')
  async ofRecord(
    @Param() { records, id }: RecordAddress,
    @Query({ schema: recordFeedQueryShape }) { lang }: RecordFeedQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const aggregate = aggregateOf(records);
    const source = await this.sources.ofRecord(aggregate, id);
    const page = `/${RECORD_PATHS[aggregate]}/${id}`;
    this.answer({ request, reply, aggregate, locale: lang, page }, source);
  }

  /** Programs look whether something changed before they read it. */
  @Head(OF_LIST)
  @Allow('list-records')
  lookAtList(
    @Param('records') records: string,
    @Query({ schema: feedQueryShape }) query: FeedQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.ofList(records, query, request, reply);
  }

  @Head(OF_RECORD)
  @Allow('read-history')
  lookAtRecord(
    @Param() address: RecordAddress,
    @Query({ schema: recordFeedQueryShape }) query: RecordFeedQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.ofRecord(address, query, request, reply);
  }

  private answer(asked: Asked, source: FeedSource): void {
    const { request, reply } = asked;
    const format = formatOf(request);
    const body = this.write(format, asked, source);
    const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
    void reply.headers({
      ...{ 'Content-Type': MEDIA_TYPES[format], ETag: etag },
      'Cache-Control': 'public, max-age=300',
    });
    const known = (request.headers['if-none-match'] ?? '').split(/\s*,\s*/);
    if (known.includes(etag) || known.includes(`W/${etag}`)) void reply.status(304).send();
    else void reply.send(body);
  }

  private write(format: Format, { request, aggregate, locale, page }: Asked, source: FeedSource): string {
    const { baseUrl } = this;
    const title = feedTitle(source, aggregate, locale);
    const self = `${baseUrl}${request.url}`;
    if (format === 'calendar.ics') {
      const { records } = source;
      return calendarDocument({ locale, title, baseUrl, self, records, now: new Date() });
    }
    const news = source.records.flatMap((record) => record.news);
    const input = { locale, title, baseUrl, self, page: `${baseUrl}${page}`, news };
    return format === 'feed.json' ? jsonFeed(input) : atomFeed(input);
  }
}

function formatOf({ routeOptions }: FastifyRequest): Format {
  const name = routeOptions.url?.split('/').at(-1) ?? '';
  return Object.hasOwn(MEDIA_TYPES, name) ? (name as Format) : 'feed.json';
}
