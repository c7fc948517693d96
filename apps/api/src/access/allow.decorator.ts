import { SetMetadata } from '@nestjs/common';
import type { Action, Actor, FoundSession } from '#identity';
import type { FastifyRequest } from 'fastify';

export const ALLOW = 'allow';
export const SENSITIVE = 'sensitive';

/**
 * Names the action of a route; the guard asks the policy for it. A route without one answers nobody.
 * `by-command` leaves the question to the command handler, which knows the command.
 */
export const Allow = (action: Action | 'by-command') => SetMetadata(ALLOW, action);

/** A route that asks for a person at the page, who proved not long ago who they are: no key will do. */
export const Sensitive = () => SetMetadata(SENSITIVE, true);

/** Requests that went through the guard bear who asks, and the session where it was one that told. */
export type WithActor = FastifyRequest & {
  actor?: Actor;
  session?: FoundSession & { readonly token: string };
};
