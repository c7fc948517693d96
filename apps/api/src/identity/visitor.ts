import type { Visitor } from '#identity';
import { HttpProblem } from '../http/http-problem.js';
import type { WithActor } from '../access/allow.decorator.js';

/** Where a request comes from, so that a person recognises a session. */
export const visitorOf = (request: WithActor): Visitor => ({
  browser: request.headers['user-agent']?.replaceAll(/[^\x20-\x7e]/g, '') ?? '',
  address: request.ip,
});

/** The session of a request. @throws HttpProblem 401: keys have none. */
export function sessionOf({ session }: WithActor): NonNullable<WithActor['session']> {
  if (session !== undefined) return session;
  throw new HttpProblem('UNAUTHENTICATED', 'This is for people who are signed in at the page.');
}
