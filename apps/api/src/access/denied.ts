import type { DenialCode } from '#commands';
import { HttpProblem } from '../http/http-problem.js';

/** The answer to a denial of the policy: 401 asks for a key, 403 says that another one would not have helped. */
export function denied(code: DenialCode): HttpProblem {
  switch (code) {
    case 'UNAUTHENTICATED':
      return new HttpProblem(code, 'Send a valid key as "Authorization: Bearer <key>".', {
        headers: { 'WWW-Authenticate': 'Bearer realm="agreement-tracker"' },
      });
    case 'FORBIDDEN_ROLE':
      return new HttpProblem(code, 'Your role does not allow this.');
  }
}
