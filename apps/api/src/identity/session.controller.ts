import { Body, Controller, Delete, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import {
  passwordResetShape,
  setUpRequestShape,
  signInRequestShape,
  stepUpRequestShape,
  type PasswordReset,
  type Session,
  type SetUpRequest,
  type SignInRequest,
  type StepUpRequest,
} from '#contracts';
import type { Identity } from '#identity';
import type { FastifyReply } from 'fastify';
import { Allow, type WithActor } from '../access/allow.decorator.js';
import { CLEARED_COOKIE, sessionTokenOf, setSessionCookie } from '../access/session-cookie.js';
import { InjectIdentity } from '../tokens.js';
import { SessionViews } from './session-views.js';
import { sessionOf, visitorOf } from './visitor.js';

/** Signing in and out at the page. */
@Controller('api')
export class SessionController {
  constructor(
    @InjectIdentity() private readonly identity: Identity,
    private readonly views: SessionViews,
  ) {}

  @Get('session')
  @Allow('use-session')
  async read(@Req() request: WithActor, @Res({ passthrough: true }) reply: FastifyReply): Promise<Session> {
    // A cookie that is worth nothing any more is taken back, so that the page goes on as anybody.
    const stale = request.session === undefined && sessionTokenOf(request) !== undefined;
    if (stale) reply.header('Set-Cookie', CLEARED_COOKIE);
    return this.views.of(request.session?.token);
  }

  @Post('session')
  @HttpCode(200)
  @Allow('use-session')
  async signIn(
    @Req() request: WithActor,
    @Body({ schema: signInRequestShape }) body: SignInRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Session> {
    const token = await this.identity.signIn.signIn(body, visitorOf(request));
    const { session } = request;
    if (session !== undefined) await this.identity.sessions.end(session.actor, session.id, 'SignedOut');
    return this.begin(reply, token);
  }

  @Delete('session')
  @HttpCode(200)
  @Allow('use-session')
  async signOut(
    @Req() request: WithActor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Session> {
    const { session } = request;
    if (session !== undefined) await this.identity.sessions.end(session.actor, session.id, 'SignedOut');
    reply.header('Set-Cookie', CLEARED_COOKIE);
    return this.views.of(undefined);
  }

  @Post('session/step-up')
  @HttpCode(200)
  @Allow('use-own-account')
  async stepUp(
    @Req() request: WithActor,
    @Body({ schema: stepUpRequestShape }) body: StepUpRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Session> {
    const token = await this.identity.signIn.stepUp(sessionOf(request), body, visitorOf(request));
    return this.begin(reply, token);
  }

  @Post('setup')
  @HttpCode(200)
  @Allow('use-session')
  async setUp(
    @Req() request: WithActor,
    @Body({ schema: setUpRequestShape }) body: SetUpRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Session> {
    return this.begin(reply, await this.identity.signIn.setUp(body, visitorOf(request)));
  }

  @Post('password-reset')
  @HttpCode(204)
  @Allow('use-session')
  async resetPassword(@Body({ schema: passwordResetShape }) body: PasswordReset): Promise<void> {
    await this.identity.ownAccount.resetPassword(body);
  }

  private begin(reply: FastifyReply, token: string): Promise<Session> {
    setSessionCookie(reply, token);
    return this.views.of(token);
  }
}
