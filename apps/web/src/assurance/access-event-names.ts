import type { AccessEventType } from '#contracts';

const NAMES: Readonly<Record<AccessEventType, true>> = {
  ...{ SignedIn: true, SignInRefused: true, SignedOut: true, SteppedUp: true, SessionRevoked: true },
  ...{ SetUpDone: true, UserAdded: true, UserDisabled: true, UserEnabled: true, RoleChanged: true },
  ...{ ScopeChanged: true, PasswordLinkMade: true, PasswordChanged: true, SecondFactorOn: true },
  ...{ SecondFactorOff: true, ApiKeyIssued: true, ApiKeyRevoked: true, Proposed: true },
  ...{ ProposalChanged: true, ProposalApproved: true, ProposalRejected: true, ProposalWithdrawn: true },
};

/** All that can happen to identities, in the order of the choice. */
export const ACCESS_EVENT_NAMES = Object.keys(NAMES) as readonly AccessEventType[];
