import { Injectable } from '@nestjs/common';
import { PUBLIC, Refusals, type Action, type Refusal } from '#identity';
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

  async ofRequest(request: WithActor, command: Action, code: ProblemCode): Promise<void> {
    const { actor = PUBLIC, id: correlationId } = request;
    if (actor === PUBLIC || !isUnsafe(request)) return;
    const record = aboutOf(request);
    await this.keep({ actor, command, record, code, fields: [], commandId: null, correlationId });
  }

  /** One that is lost leaves a line: the answer is given either way. */
  async keep(refusal: Refusal): Promise<void> {
    await this.refusals.keep(refusal).catch((err: unknown) => {
      const { actor, command, commandId, correlationId, code: outcome } = refusal;
      this.logger.error(
        {
          ...{ event: 'refusal.lost', correlationId, actorId: actor.id, role: actor.role },
          ...{ command, commandId, outcome, err },
        },
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
