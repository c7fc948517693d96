import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { policy, PUBLIC, type Action } from '#identity';
import { HttpProblem } from '../http/http-problem.js';
import { RequestLimits } from '../http/request-limits.js';
import { ALLOW, SENSITIVE, type WithActor } from './allow.decorator.js';
import { denied } from './denied.js';
import { Identify } from './identify.js';
import { KeepRefusals } from './keep-refusals.js';

/** Finds out who asks and turns away whom the policy does not let near the route at all. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly who: Identify,
    private readonly refusals: KeepRefusals,
    private readonly limits: RequestLimits,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<WithActor>();
    const handler = context.getHandler();
    const action = this.reflector.get<Action | 'by-command' | undefined>(ALLOW, handler);
    if (action === undefined) throw new HttpProblem('FORBIDDEN_ROLE', 'Nobody may use this address.');
    request.actor = await this.who.actorOf(request, action);
    if (request.actor !== PUBLIC) await this.limits.admitActor(request.actor.id);
    if (action === 'by-command') return true;
    const verdict = policy(request.actor, action);
    if (!verdict.allow) throw await this.refused(request, action, denied(verdict.code));
    if (this.reflector.get<true | undefined>(SENSITIVE, handler) === true && !isFresh(request)) {
      throw await this.refused(request, action, stepUp());
    }
    return true;
  }

  private async refused(request: WithActor, action: Action, problem: HttpProblem): Promise<HttpProblem> {
    await this.refusals.ofRequest(request, action, problem.code);
    return problem;
  }
}

const isFresh = ({ session }: WithActor): boolean =>
  session !== undefined && session.steppedUpUntil.getTime() > Date.now();

const stepUp = (): HttpProblem =>
  new HttpProblem(
    'STEP_UP_REQUIRED',
    'This needs a new proof of who you are, at the page: POST /api/session/step-up, then send it again.',
  );
