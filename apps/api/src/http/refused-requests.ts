import type { Logger } from '#platform';
import type { WithActor } from '../access/allow.decorator.js';
import type { ProblemCode } from './problem-table.js';

/** A refusal as its answer tells it. */
interface Refused {
  readonly code: ProblemCode;
  readonly status: number;
}

/** What a log line says of a request: the route as it was declared, so that no id, token or query comes into the log. */
export function requestFields(request: WithActor) {
  const { id: correlationId, method, actor = request.session?.actor } = request;
  const route = request.is404 ? null : (request.routeOptions.url ?? null);
  return {
    ...{ method, route, correlationId },
    ...(actor === undefined || actor.role === 'public' ? {} : { actorId: actor.id }),
  };
}

/** One line for each request that was turned away, of whomever: who tried what, and which rule was in the way. */
export function noteRefusedRequest(logger: Logger, refused: Refused, request: WithActor): void {
  logger.info({ event: 'request.refused', ...refused, ...requestFields(request) }, 'a request was refused');
}

/** The same for bytes that never became a request: nothing is known of them but why. */
export function noteRefusedBytes(logger: Logger, refused: Refused): void {
  logger.info({ event: 'request.refused', ...refused, method: null, route: null }, 'a request was refused');
}
