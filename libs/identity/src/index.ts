export { PUBLIC, ROLES, type Actor, type Role } from './access/actor.js';
export {
  isLimited,
  policy,
  READ_ACTIONS,
  type Action,
  type DenialCode,
  type ReadAction,
  type Resource,
  type Verdict,
} from './access/policy.js';
export { Refusals, type Refusal } from './access/refused-commands.js';
export { addToScope, scopesOf } from './access/scopes.js';
export {
  createInitialSignIns,
  type Credentials,
  type KnownCredentials,
} from './accounts/initial-sign-ins.js';
export { createIdentity, type Identity, type IdentityOptions, type LocalSignIn } from './create-identity.js';
export { IdentityError } from './identity-error.js';
export { ApiKeys } from './keys/api-keys.js';
export { isToken } from './provider/access-tokens.js';
export type { ByProvider } from './provider/by-provider.js';
export { SIGN_IN_SECONDS, type SignInAim } from './provider/code-flow.js';
export { OpenIdError, type OpenIdCode } from './provider/open-id-error.js';
export { unknownRoles } from './provider/role-of-groups.js';
export { csrfTokenOf, SESSION_TIMES, type FoundSession, type Visitor } from './sessions/sessions.js';
export type { StoredProposal } from './proposals/proposals.js';
