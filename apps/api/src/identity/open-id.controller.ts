import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { openIdQueryShape, type OpenIdQuery } from '#contracts';
import { OpenIdError, type ByProvider, type Identity, type SignInAim } from '#identity';
import type { Logger } from '#platform';
import type { FastifyReply } from 'fastify';
import { Allow, type WithActor } from '../access/allow.decorator.js';
import { setSessionCookie } from '../access/session-cookie.js';
import { HttpProblem } from '../http/http-problem.js';
import { InjectBaseUrl, InjectIdentity, InjectLogger } from '../tokens.js';
import { dropPendingSignIn, keepPendingSignIn, pendingSignInOf } from './open-id-cookie.js';
import { returnPath } from './return-path.js';
import { visitorOf } from './visitor.js';

/** Signing in at the identity provider: there and back. People see these addresses, so that failures lead to the page. */
@Controller('api/session/openid')
export class OpenIdController {
  constructor(
    @InjectIdentity() private readonly identity: Identity,
    @InjectBaseUrl() private readonly baseUrl: string,
    @InjectLogger() private readonly logger: Logger,
  ) {}

  @Get()
  @Allow('use-session')
  async begin(
    @Req() request: WithActor,
    @Query({ schema: openIdQueryShape }) query: OpenIdQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { flow } = this.provider();
    // Where the session has ended meanwhile, signing in is what is left.
    const stepUp = query.stepUp === 'true' && request.session !== undefined;
    const aim: SignInAim = { returnTo: returnPath(query.returnTo), stepUp };
    await this.sendTo(reply, async () => {
      const { address, sealed } = await flow.begin(aim);
      keepPendingSignIn(reply, sealed);
      return address;
    });
  }

  @Get('callback')
  @Allow('use-session')
  async finish(@Req() request: WithActor, @Res() reply: FastifyReply): Promise<void> {
    const provider = this.provider();
    dropPendingSignIn(reply);
    await this.sendTo(reply, async () => {
      const query = request.url.indexOf('?');
      const search = query < 0 ? '' : request.url.slice(query);
      const { claims, aim, provenAt } = await provider.flow.finish(pendingSignInOf(request), search);
      const { session } = request;
      if (aim.stepUp) {
        if (session === undefined) throw new OpenIdError('OPENID_FAILED', 'the session ended meanwhile');
        setSessionCookie(reply, await provider.users.stepUp(claims, session));
      } else {
        const token = await provider.users.signIn(claims, { visitor: visitorOf(request), provenAt });
        if (session !== undefined) await this.identity.sessions.end(session.actor, session.id, 'SignedOut');
        setSessionCookie(reply, token);
      }
      return `${this.baseUrl}${aim.returnTo}`;
    });
  }

  /** Sends the browser where `find` says; to the page for signing in where that fails. */
  private async sendTo(reply: FastifyReply, find: () => Promise<string>): Promise<void> {
    const address = await find().catch((error: unknown) => {
      const code = error instanceof OpenIdError ? error.code : 'OPENID_FAILED';
      this.log(code, error);
      return `${this.baseUrl}/sign-in?failed=${code}`;
    });
    await reply.redirect(address, 302);
  }

  private log(code: string, error: unknown): void {
    if (error instanceof OpenIdError) {
      this.logger.warn(
        { event: 'openid.sign_in_refused', code, reason: error.reason },
        'a sign-in through the identity provider was refused: the reason tells what to change here or there',
      );
    } else {
      this.logger.error(
        { event: 'openid.sign_in_failed', code, err: error },
        'a sign-in through the identity provider failed here',
      );
    }
  }

  private provider(): ByProvider {
    if (this.identity.byProvider !== undefined) return this.identity.byProvider;
    throw new HttpProblem('NOT_FOUND', 'There is no identity provider: sign in with a password.');
  }
}
