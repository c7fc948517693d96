import { PUBLIC, type Actor } from '#identity';
import type { WithActor } from './allow.decorator.js';

/** Who the guard found out to ask. */
export const actorOf = (request: WithActor): Actor => request.actor ?? PUBLIC;
