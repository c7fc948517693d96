import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiKeys, policy, PUBLIC, Refusals, type Action, type Actor } from '#commands';
import type { FastifyRequest } from 'fastify';
import { HttpProblem } from '../http/http-problem.js';
import { RequestLimits } from '../http/request-limits.js';
import { ALLOW, type WithActor } from './allow.decorator.js';
import { denied } from './denied.js';

const BEARER = /^Bearer ([\x21-\x7e]{1,200})$/i;

/** Finds out who asks and turns away whom the policy does not let near the route at all. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly keys: ApiKeys,
    private readonly refusals: Refusals,
    private readonly limits: RequestLimits,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<WithActor & FastifyRequest>();
    const action = this.reflector.get<Action | 'by-command' | undefined>(ALLOW, context.getHandler());
    if (action === undefined) throw new HttpProblem('FORBIDDEN_ROLE', 'Nobody may use this address.');
    request.actor = await this.identify(request.headers.authorization, request.ip);
    if (request.actor !== PUBLIC) await this.limits.admitActor(request.actor.id);
    if (action === 'by-command') return true;
    const verdict = policy(request.actor, action);
    if (verdict.allow) return true;
    if (request.method !== 'GET') await this.keepRefusal(request, action, verdict.code);
    throw denied(verdict.code);
  }

  private async keepRefusal(
    request: WithActor & FastifyRequest,
    command: Action,
    code: string,
  ): Promise<void> {
    const { actor = PUBLIC, id: correlationId } = request;
    if (actor === PUBLIC) return;
    await this.refusals.keep({
      actor,
      command,
      record: null,
      code,
      fields: [],
      commandId: null,
      correlationId,
    });
  }

  private async identify(header: string | undefined, address: string): Promise<Actor> {
    if (header === undefined) return PUBLIC;
    await this.limits.admitKey(address);
    const key = BEARER.exec(header)?.[1];
    const actor = key === undefined ? undefined : await this.keys.actorOf(key);
    if (actor !== undefined) return actor;
    await this.limits.wrongKey(address);
    throw denied('UNAUTHENTICATED');
  }
}
