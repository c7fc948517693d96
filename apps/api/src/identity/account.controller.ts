import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Req } from '@nestjs/common';
import {
  passwordChangeShape,
  secondFactorCodeShape,
  type PasswordChange,
  type SecondFactorCode,
  type SecondFactorSecret,
  type Session,
  type SessionList,
} from '#contracts';
import { IdentityError, type Identity } from '#identity';
import { isUuid } from '#platform';
import { Allow, Sensitive, type WithActor } from '../access/allow.decorator.js';
import { Identify } from '../access/identify.js';
import { HttpProblem } from '../http/http-problem.js';
import { InjectIdentity } from '../tokens.js';
import { SessionViews } from './session-views.js';
import { sessionOf } from './visitor.js';

/** A person's own sessions, password and second factor. */
@Controller('api/me')
export class AccountController {
  constructor(
    @InjectIdentity() private readonly identity: Identity,
    private readonly views: SessionViews,
    private readonly who: Identify,
  ) {}

  @Get('sessions')
  @Allow('use-own-account')
  sessions(@Req() request: WithActor): Promise<SessionList> {
    const { actor, id } = sessionOf(request);
    return this.identity.sessions.list(actor.id, id);
  }

  @Delete('sessions/:id')
  @HttpCode(204)
  @Allow('use-own-account')
  async endSession(@Req() request: WithActor, @Param('id') id: string): Promise<void> {
    const { actor } = sessionOf(request);
    const ended = isUuid(id) && (await this.identity.sessions.end(actor, id, 'SessionRevoked'));
    if (!ended) throw new HttpProblem('NOT_FOUND', 'You have no session with this id.');
  }

  @Delete('sessions')
  @HttpCode(204)
  @Allow('use-own-account')
  async endOthers(@Req() request: WithActor): Promise<void> {
    const { actor, id } = sessionOf(request);
    await this.identity.sessions.endOthers(actor, id);
  }

  @Put('password')
  @HttpCode(204)
  @Allow('use-own-account')
  async changePassword(
    @Req() request: WithActor,
    @Body({ schema: passwordChangeShape }) body: PasswordChange,
  ): Promise<void> {
    await this.identity.ownAccount.changePassword(sessionOf(request), body, request.ip);
  }

  @Post('second-factor')
  @HttpCode(200)
  @Allow('use-own-account')
  @Sensitive()
  beginSecondFactor(@Req() request: WithActor): Promise<SecondFactorSecret> {
    return this.identity.ownAccount.beginSecondFactor(sessionOf(request).actor);
  }

  @Put('second-factor')
  @Allow('use-own-account')
  async confirmSecondFactor(
    @Req() request: WithActor,
    @Body({ schema: secondFactorCodeShape }) { code }: SecondFactorCode,
  ): Promise<Session> {
    const { actor, token } = sessionOf(request);
    await this.identity.ownAccount.confirmSecondFactor(actor, code);
    return this.views.of(token);
  }

  @Delete('second-factor')
  @HttpCode(200)
  @Allow('use-own-account')
  @Sensitive()
  async removeSecondFactor(@Req() request: WithActor): Promise<Session> {
    const session = sessionOf(request);
    if (this.who.needsSecondFactor(session)) throw new IdentityError('SECOND_FACTOR_NEEDED');
    await this.identity.ownAccount.removeSecondFactor(session.actor);
    return this.views.of(session.token);
  }
}
