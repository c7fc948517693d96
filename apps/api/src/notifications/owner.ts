import { policy, PUBLIC } from '#identity';
import type { WithActor } from '../access/allow.decorator.js';
import { denied } from '../access/denied.js';

/** Id of the one who asks for what is their own. @throws HttpProblem for those who can own nothing. */
export function ownerOf({ actor = PUBLIC }: WithActor): string {
  const verdict = policy(actor, 'use-own-notifications', { ownerId: actor.id });
  if (!verdict.allow) throw denied(verdict.code);
  return actor.id;
}
