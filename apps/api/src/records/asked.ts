import type { AsOfQuery } from '#contracts';
import { policy, type Actor, type ReadAction } from '#identity';
import type { Logger } from '#platform';
import type { AskedMoment, KnownAt, Viewer } from '#projections';
import { denied } from '../access/denied.js';
import { HttpProblem } from '../http/http-problem.js';

/** @throws HttpProblem for readers whom the policy does not let; what an auditor reads leaves a line. */
export function viewerOf(logger: Logger, actor: Actor, action: ReadAction, record?: string): Viewer {
  const verdict = policy(actor, action);
  if (!verdict.allow) throw denied(verdict.code);
  if (actor.role === 'auditor') {
    logger.info({ event: 'audit.read', actorId: actor.id, action, record }, 'an auditor read');
  }
  return policy(actor, action, { visibility: 'internal' }).allow ? 'staff' : 'public';
}

export const behind = (why: string): HttpProblem =>
  new HttpProblem('READ_MODEL_BEHIND', `Not yet, ${why}: ask again in a moment.`, {
    headers: { 'Retry-After': '1' },
  });

export const clocksOf = ({ knownAt, validAt }: AsOfQuery): AskedMoment => ({
  knownAt: knownAtOf(knownAt),
  validAt,
});

/** A position or a time, as a parameter gives it. */
export function knownAtOf(text: string | undefined): KnownAt {
  if (text === undefined) return undefined;
  return /^\d+$/.test(text) ? BigInt(text) : new Date(text);
}
