import { Injectable } from '@nestjs/common';
import { PUBLIC, type Action, type Actor, type Identity } from '#identity';
import type { FastifyRequest } from 'fastify';
import { HttpProblem } from '../http/http-problem.js';
import { RequestLimits } from '../http/request-limits.js';
import { InjectBaseUrl, InjectIdentity } from '../tokens.js';
import type { WithActor } from './allow.decorator.js';
import { denied } from './denied.js';
import { IdentifyToken } from './identify-token.js';
import { refuseOtherSites, requireCsrfToken } from './same-origin.js';
import { CLEARED_COOKIE, sessionTokenOf } from './session-cookie.js';

const BEARER = /^Bearer ([\x21-\x7e]{1,8192})$/i;

/** What is the same for everybody, and links from a mail: nobody is asked for, and a cookie changes nothing. */
const NAMELESS: ReadonlySet<Action> = new Set<Action>([
  ...(['read-page', 'read-health', 'read-api-description', 'unsubscribe-by-link'] as const),
]);

const OWN: ReadonlySet<Action | 'by-command'> = new Set(['use-session', 'use-own-account'] as const);

/** Finds out who asks: by the key that is shown, else by the session of the page, else it is anybody. */
@Injectable()
export class Identify {
  private readonly origin: string;

  constructor(
    @InjectIdentity() private readonly identity: Identity,
    private readonly limits: RequestLimits,
    private readonly tokens: IdentifyToken,
    @InjectBaseUrl() baseUrl: string,
  ) {
    this.origin = new URL(baseUrl).origin;
  }

  /** @throws HttpProblem 401 for a key or session that is not valid, 403 for what another site sent, 429 */
  async actorOf(request: WithActor, action: Action | 'by-command'): Promise<Actor> {
    if (action !== 'by-command' && NAMELESS.has(action)) return PUBLIC;
    // Where a key is shown, a cookie counts for nothing.
    if (request.headers.authorization !== undefined) {
      return this.byKey(request.headers.authorization, request.ip);
    }
    refuseOtherSites(request, this.origin);
    const token = sessionTokenOf(request);
    return token === undefined ? PUBLIC : this.bySession(request, { token, action });
  }

  /** Whether what an answer that goes on began with still holds: the session or the key. */
  async isStillKnown({ session, headers, actor }: WithActor): Promise<boolean> {
    if (session !== undefined) return this.identity.sessions.isLive(session.token);
    if (actor === undefined || actor === PUBLIC) return true;
    const key = BEARER.exec(headers.authorization ?? '')?.[1];
    return key !== undefined && (await this.identity.keys.actorOf(key)) !== undefined;
  }

  private async byKey(header: string, address: string): Promise<Actor> {
    await this.limits.admitKey(address);
    const key = BEARER.exec(header)?.[1];
    const token = key === undefined ? undefined : await this.tokens.outcomeOf(key, address);
    const actor = token?.actor ?? (key === undefined ? undefined : await this.identity.keys.actorOf(key));
    if (actor !== undefined) return actor;
    if (token?.isWrong !== false) await this.limits.wrongKey(address);
    throw denied('UNAUTHENTICATED');
  }

  private async bySession(
    request: WithActor & FastifyRequest,
    { token, action }: { readonly token: string; readonly action: Action | 'by-command' },
  ): Promise<Actor> {
    const session = await this.identity.sessions.find(token);
    if (session === undefined) {
      if (action === 'use-session') return PUBLIC;
      throw new HttpProblem('UNAUTHENTICATED', 'The session has ended: sign in again.', {
        headers: { 'Set-Cookie': CLEARED_COOKIE },
      });
    }
    // Known first, so that the log line of a refusal says in whose name it came.
    request.session = { ...session, token };
    requireCsrfToken(request, token);
    if (OWN.has(action) || !this.lacksSecondFactor(request.session)) return session.actor;
    if (request.method === 'GET') return PUBLIC;
    throw new HttpProblem(
      'SECOND_FACTOR_NOT_SET_UP',
      'Your role needs a second factor: set it up on the page of your account first.',
    );
  }

  /** Whether somebody signed in whose role asks for a second factor that is not there yet. */
  lacksSecondFactor(session: NonNullable<WithActor['session']>): boolean {
    return !session.hasSecondFactor && this.needsSecondFactor(session);
  }

  /** Whether the role asks for one. Whoever came through the identity provider was asked for it there. */
  needsSecondFactor({ actor: { role }, byProvider }: NonNullable<WithActor['session']>): boolean {
    const asked = this.identity.options.secondFactor === 'required';
    return asked && (role === 'admin' || role === 'auditor') && !byProvider;
  }
}
