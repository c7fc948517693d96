import { Body, Controller, Get, Head, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { unsubscribeRequestShape, type UnsubscribeView } from '#contracts';
import type { NotificationServices } from '#notifications';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow } from '../access/allow.decorator.js';
import { HttpProblem } from '../http/http-problem.js';
import { TOKENS } from '../tokens.js';
import { askingPage, donePage } from './unsubscribe-page.js';

/**
 * The link in a mail. Looking at it changes nothing, since programs look at links too; a POST ends the mail, by the
 * mail program's own button (RFC 8058) as well as by the form shown here.
 */
@Controller('api/unsubscribe/:token')
export class UnsubscribeController {
  constructor(@Inject(TOKENS.NOTICES) private readonly notices: NotificationServices) {}

  @Get()
  @Allow('unsubscribe-by-link')
  async view(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<UnsubscribeView | string> {
    const view = found(await this.notices.unsubscribe.view(token));
    return wantsPage(request) ? asPage(reply, askingPage(view)) : view;
  }

  @Head()
  @Allow('unsubscribe-by-link')
  async look(@Param('token') token: string): Promise<void> {
    found(await this.notices.unsubscribe.view(token));
  }

  @Post()
  @HttpCode(200)
  @Allow('unsubscribe-by-link')
  async apply(
    @Param('token') token: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<UnsubscribeView | string> {
    const view = found(await this.notices.unsubscribe.apply(token, scopeOf(body)));
    return wantsPage(request) ? asPage(reply, donePage(view)) : view;
  }
}

function scopeOf(body: unknown) {
  const fields = body instanceof URLSearchParams ? Object.fromEntries(body) : (body ?? {});
  const parsed = unsubscribeRequestShape.safeParse(fields);
  if (parsed.success) return parsed.data.scope;
  throw new HttpProblem('INVALID_INPUT', 'The scope is one of record, class, all.');
}

function found(view: UnsubscribeView | undefined): UnsubscribeView {
  if (view !== undefined) return view;
  throw new HttpProblem('NOT_FOUND', 'This link is not known here.');
}

const wantsPage = (request: FastifyRequest): boolean =>
  request.headers.accept?.includes('text/html') ?? false;

function asPage(reply: FastifyReply, html: string): string {
  void reply.type('text/html; charset=utf-8');
  return html;
}
