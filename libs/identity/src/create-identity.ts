import type pg from 'pg';
import type { AccessEventPage, AccessEventsQuery } from '#contracts';
import { SecretBox, type OpenIdConfig } from '#platform';
import { Refusals } from './access/refused-commands.js';
import { emailKey } from './accounts/local-accounts.js';
import { OwnAccount } from './accounts/own-account.js';
import { Passwords } from './accounts/passwords.js';
import { SignIn } from './accounts/sign-in.js';
import { SignInLimits, type SignInLimitsOptions } from './accounts/sign-in-limits.js';
import { Users } from './accounts/users.js';
import { listAccessEvents } from './events/access-events.js';
import { ApiKeys } from './keys/api-keys.js';
import { KeyDesk } from './keys/key-desk.js';
import { Proposals } from './proposals/proposals.js';
import { createByProvider, type ByProvider } from './provider/by-provider.js';
import { Sessions } from './sessions/sessions.js';

export interface IdentityOptions {
  /** Seals what must be read again; at least 32 random bytes as text. */
  readonly secretKey: string;
  readonly signInLimits: SignInLimitsOptions;
  /** Whether administrators and auditors must have a second factor, or may. */
  readonly secondFactor: 'required' | 'offered';
  /** Days after which a proposal waits no more; default 14. */
  readonly proposalDays?: number;
  /** Absent: there is no identity provider. */
  readonly openId?: OpenIdConfig | undefined;
  /** Absent: everybody with a password may sign in with it. */
  readonly localSignIn?: LocalSignIn | undefined;
}

/** Who may sign in with a password; `off`: one account that is kept for the day when the provider is away, if any. */
export interface LocalSignIn {
  readonly on: boolean;
  readonly breakGlassEmail?: string | undefined;
}

/** Everything that knows who somebody is. */
export interface Identity {
  readonly keys: ApiKeys;
  readonly keyDesk: KeyDesk;
  readonly sessions: Sessions;
  readonly signIn: SignIn;
  readonly ownAccount: OwnAccount;
  readonly users: Users;
  /** undefined: there is no identity provider. */
  readonly byProvider: ByProvider | undefined;
  readonly refusals: Refusals;
  readonly proposals: Proposals;
  /** Sign-ins, changes of roles and keys, newest first. */
  events(query: AccessEventsQuery): Promise<AccessEventPage>;
  readonly options: IdentityOptions;
}

/** Puts it together over one pool; `baseUrl` is where the page stands, without a slash at the end. */
export function createIdentity(pool: pg.Pool, baseUrl: string, options: IdentityOptions): Identity {
  const sessions = new Sessions(pool);
  const keys = new ApiKeys(pool);
  const parts = {
    ...{ pool, sessions, passwords: new Passwords(), limits: new SignInLimits(pool, options.signInLimits) },
    box: new SecretBox(options.secretKey, 'second factor'),
    takesPassword: takesPassword(options.localSignIn),
  };
  return {
    ...{ keys, sessions, options },
    keyDesk: new KeyDesk(pool, keys),
    signIn: new SignIn(parts),
    ownAccount: new OwnAccount(parts),
    users: new Users(pool, sessions, (token) => `${baseUrl}/password?token=${token}`),
    byProvider: createByProvider({ pool, sessions, keys }, baseUrl, options),
    refusals: new Refusals(pool),
    proposals: new Proposals(pool, options.proposalDays ?? 14),
    events: (query) => listAccessEvents(pool, query),
  };
}

function takesPassword({ on, breakGlassEmail }: LocalSignIn = { on: true }): (key: string) => boolean {
  const only = breakGlassEmail === undefined ? undefined : emailKey(breakGlassEmail);
  return (key) => on || key === only;
}
