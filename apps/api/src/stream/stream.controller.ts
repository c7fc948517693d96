import { Readable } from 'node:stream';
import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { positionShape } from '#contracts';
import type { FastifyReply } from 'fastify';
import { actorOf } from '../access/actor-of.js';
import { Identify } from '../access/identify.js';
import { Allow, type WithActor } from '../access/allow.decorator.js';
import { HttpProblem } from '../http/http-problem.js';
import { Metrics } from '../metrics/metrics.js';
import { RecordStates } from '#commands';
import { LiveFeed } from './live-feed.js';
import { messageOf, readyEvent, serverSentEvent } from './messages.js';
import { streamQueryShape, type StreamQuery } from './stream-filter.js';

/** Milliseconds within which a quiet stream is written to, and ends if its reader's session has. */
const HEARTBEAT = 5_000;
const RETRY = 2_000;
const MAX_STREAMS = 500;

/** What changes, told as it happens. Resumes where a reader left off, from the log, without gap or double. */
@Controller('api/stream')
export class StreamController {
  private open = 0;

  constructor(
    private readonly feed: LiveFeed,
    private readonly states: RecordStates,
    private readonly who: Identify,
    metrics: Metrics,
  ) {
    metrics.gauge('live_streams', 'Readers that follow live', () => this.open);
  }

  @Get()
  @Allow('watch-changes')
  stream(
    @Query({ schema: streamQueryShape }) query: StreamQuery,
    @Req() request: WithActor,
    @Res() reply: FastifyReply,
  ): void {
    const after = lastEventId(request.headers['last-event-id']) ?? query.after;
    if (this.open >= MAX_STREAMS) {
      throw new HttpProblem(
        'TOO_MANY_STREAMS',
        'Too many readers follow live: ask again later, or read the lists.',
        {
          headers: { 'Retry-After': '30' },
        },
      );
    }
    const gone = new AbortController();
    this.open += 1;
    reply.raw.once('close', () => {
      this.open -= 1;
      gone.abort();
    });
    const from = after === undefined ? this.feed.newest : BigInt(after);
    const text = this.messages(from, { query, request }, gone.signal);
    void reply
      .headers({ 'Content-Type': 'text/event-stream; charset=utf-8', 'X-Accel-Buffering': 'no' })
      .send(Readable.from(text, { objectMode: false, highWaterMark: 16_384 }));
  }

  private async *messages(
    from: bigint,
    { query, request }: { readonly query: StreamQuery; readonly request: WithActor },
    signal: AbortSignal,
  ): AsyncGenerator<string> {
    const reader = { query, actor: actorOf(request) };
    yield `retry: ${RETRY}\n${readyEvent(from)}`;
    for await (const events of this.feed.follow(from, { signal, idle: HEARTBEAT })) {
      // Whoever signed out, or was kept out, hears no more; the page then begins anew.
      if (!(await this.who.isStillKnown(request))) return;
      let text = '';
      for (const event of events) {
        const message = await messageOf(event, reader, this.states);
        if (message !== undefined) text += serverSentEvent(message);
      }
      // A comment keeps the connection alive, and lets both ends find out that the other one is gone.
      yield text === '' ? `: at ${events.at(-1)?.position ?? from}\n\n` : text;
    }
  }
}

function lastEventId(header: string | string[] | undefined): string | undefined {
  if (header === undefined || header === '') return undefined;
  const parsed = positionShape.safeParse(header);
  if (parsed.success) return parsed.data;
  throw new HttpProblem('INVALID_HEADER', 'Last-Event-ID is the id of the last event received: a position.');
}
