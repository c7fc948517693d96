import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiKeys, policy, PUBLIC, type Action, type Actor } from '#commands';
import { HttpProblem } from '../http/http-problem.js';
import { ALLOW, type WithActor } from './allow.decorator.js';
import { denied } from './denied.js';

const BEARER = /^Bearer ([\x21-\x7e]{1,200})$/i;

/** Finds out who asks and turns away whom the policy does not let near the route at all. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly keys: ApiKeys,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<WithActor>();
    const action = this.reflector.get<Action | 'by-command' | undefined>(ALLOW, context.getHandler());
    if (action === undefined) throw new HttpProblem('FORBIDDEN_ROLE', 'Nobody may use this address.');
    request.actor = await this.identify(request.headers.authorization);
    if (action === 'by-command') return true;
    const verdict = policy(request.actor, action);
    if (!verdict.allow) throw denied(verdict.code);
    return true;
  }

  private async identify(header: string | undefined): Promise<Actor> {
    if (header === undefined) return PUBLIC;
    const key = BEARER.exec(header)?.[1];
    const actor = key === undefined ? undefined : await this.keys.actorOf(key);
    if (actor === undefined) throw denied('UNAUTHENTICATED');
    return actor;
  }
}
