import { Injectable } from '@nestjs/common';
import { PUBLIC, Refusals, type Action } from '#identity';
import type { Logger } from '#platform';
import type { ProblemCode } from '../http/problem-table.js';
import { InjectLogger } from '../tokens.js';
import { isUnsafe } from './same-origin.js';
import type { WithActor } from './allow.decorator.js';

const ABOUT = /^\/api\/([a-z-]+)\/:id(?:\/|$)/;

/** Keeps for the auditor what somebody known tried to do and did not: who, what, of which thing, and the rule. */
@Injectable()
export class KeepRefusals {
  constructor(
    private readonly refusals: Refusals,
    @InjectLogger() private readonly logger: Logger,
  ) {}

  async keep(request: WithActor, command: Action, code: ProblemCode): Promise<void> {
    const { actor = PUBLIC, id: correlationId } = request;
    if (actor === PUBLIC || !isUnsafe(request)) return;
    const refusal = { actor, command, record: aboutOf(request), code, commandId: null, correlationId };
    await this.refusals.keep({ ...refusal, fields: [] }).catch((err: unknown) => {
      this.logger.error(
        { event: 'refusal.lost', actorId: actor.id, command, code, correlationId, err },
        'a refusal was answered and could not be kept',
      );
    });
  }
}

/** Kind and id as the address gives them, such as `users/<id>`. */
function aboutOf({ routeOptions, params }: WithActor): string | null {
  const kind = ABOUT.exec(routeOptions.url ?? '')?.[1];
  const { id } = params as { readonly id?: string };
  return kind === undefined || id === undefined ? null : `${kind}/${id}`;
}
