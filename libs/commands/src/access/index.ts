export { PUBLIC, ROLES, type Actor, type Role } from './actor.js';
export { ApiKeys, issueKey } from './api-keys.js';
export { createInitialKeys, type Credential, type Credentials } from './initial-keys.js';
export { Refusals } from './refusals.js';
export {
  policy,
  READ_ACTIONS,
  type Action,
  type DenialCode,
  type ReadAction,
  type Resource,
  type Verdict,
} from './policy.js';
