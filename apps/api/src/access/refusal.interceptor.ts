import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Action } from '#identity';
import { catchError, type Observable } from 'rxjs';
import { problemOfError } from '../http/error-table.js';
import { statusOf } from '../http/problem-table.js';
import { ALLOW, type WithActor } from './allow.decorator.js';
import { KeepRefusals } from './keep-refusals.js';

/** What changes who may do what, or what counts. Commands keep their own refusals, with the fields at fault. */
const KEPT: ReadonlySet<Action | 'by-command' | undefined> = new Set([
  ...(['manage-users', 'propose', 'decide-proposal', 'replay-delivery'] as const),
]);

/** Keeps what a handler refused after the guard had let it through, such as approving one's own proposal. */
@Injectable()
export class RefusalInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly refusals: KeepRefusals,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const action = this.reflector.get<Action | 'by-command' | undefined>(ALLOW, context.getHandler());
    if (!isKept(action)) return next.handle();
    const request = context.switchToHttp().getRequest<WithActor>();
    return next.handle().pipe(
      catchError(async (error: unknown) => {
        const problem = problemOfError(error);
        if (problem !== undefined && statusOf(problem.code) < 500) {
          await this.refusals.ofRequest(request, action, problem.code);
        }
        throw error;
      }),
    );
  }
}

const isKept = (action: Action | 'by-command' | undefined): action is Action => KEPT.has(action);
