import { SetMetadata } from '@nestjs/common';
import type { Action, Actor } from '#commands';
import type { FastifyRequest } from 'fastify';

export const ALLOW = 'allow';

/**
 * Names the action of a route; the guard asks the policy for it. A route without one answers nobody.
 * `by-command` leaves the question to the command handler, which knows the command.
 */
export const Allow = (action: Action | 'by-command') => SetMetadata(ALLOW, action);

/** Requests that went through the guard bear who asks. */
export type WithActor = FastifyRequest & { actor?: Actor };
