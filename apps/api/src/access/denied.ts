import type { DenialCode } from '#identity';
import { HttpProblem } from '../http/http-problem.js';

/** The answer to a denial of the policy: 401 asks for a key, 403 says that another one would not have helped. */
export function denied(code: DenialCode): HttpProblem {
  switch (code) {
    case 'UNAUTHENTICATED':
      return new HttpProblem(code, 'Sign in, or send a valid key as "Authorization: Bearer <key>".', {
        headers: { 'WWW-Authenticate': 'Bearer realm="agreement-tracker"' },
      });
    case 'FORBIDDEN_ROLE':
      return new HttpProblem(code, 'Your role does not allow this.');
    case 'KEY_LACKS_GRANT':
      return new HttpProblem(code, 'The key was not issued for this: ask for one with the grant it needs.');
  }
}
