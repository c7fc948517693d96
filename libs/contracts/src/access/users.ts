import { z } from 'zod';
import { accountRoleShape, emailShape, scopeShape } from './session.js';

const timeShape = z.iso.datetime();
const nameShape = z.string().min(1).max(200);

export const userShape = z
  .object({
    id: z.uuid(),
    name: z.string(),
    email: z.string().nullable(),
    role: accountRoleShape,
    scope: scopeShape,
    signInBy: z
      .enum(['password', 'openId', 'none'])
      .meta({ description: 'none: a program with keys, or somebody who has not used the invitation' }),
    secondFactor: z.boolean(),
    createdAt: timeShape,
    disabledAt: timeShape.nullable(),
    lastSignInAt: timeShape.nullable(),
  })
  .meta({ id: 'User' });
export type User = z.infer<typeof userShape>;

export const userListShape = z.object({ items: z.array(userShape) }).meta({ id: 'UserList' });
export type UserList = z.infer<typeof userListShape>;

/** Body of `POST /api/users`. Without an e-mail address: a program, which shows keys. */
export const newUserShape = z
  .strictObject({
    name: nameShape,
    email: emailShape.optional(),
    role: accountRoleShape,
    scope: scopeShape.default(null),
  })
  .meta({ id: 'NewUser' });
export type NewUser = z.infer<typeof newUserShape>;

/** A link with which somebody sets a password: shown once to the administrator, who hands it on. */
export const passwordLinkShape = z
  .object({ address: z.string(), expiresAt: timeShape })
  .meta({ id: 'PasswordLink' });
export type PasswordLink = z.infer<typeof passwordLinkShape>;

export const newUserAnswerShape = z
  .object({ user: userShape, invitation: passwordLinkShape.nullable() })
  .meta({ id: 'NewUserAnswer' });
export type NewUserAnswer = z.infer<typeof newUserAnswerShape>;

/** Body of `PUT /api/users/{id}/role`. */
export const roleChangeShape = z.strictObject({ role: accountRoleShape }).meta({ id: 'RoleChange' });
export type RoleChange = z.infer<typeof roleChangeShape>;

/** Body of `PUT /api/users/{id}/scope`. */
export const scopeChangeShape = z.strictObject({ scope: scopeShape }).meta({ id: 'ScopeChange' });
export type ScopeChange = z.infer<typeof scopeChangeShape>;

/** What a key may be used for, within what its owner may do. */
export const GRANTS = ['read', 'record', 'notifications', 'audit', 'administer', 'operate'] as const;
export type Grant = (typeof GRANTS)[number];

export const apiKeyShape = z
  .object({
    id: z.uuid(),
    userId: z.uuid(),
    userName: z.string(),
    label: z.string(),
    grants: z.array(z.enum(GRANTS)).nullable().meta({ description: 'null: whatever its owner may do' }),
    createdAt: timeShape,
    expiresAt: timeShape.nullable(),
    revokedAt: timeShape.nullable(),
  })
  .meta({ id: 'ApiKey' });
export type ApiKey = z.infer<typeof apiKeyShape>;

export const apiKeyListShape = z.object({ items: z.array(apiKeyShape) }).meta({ id: 'ApiKeyList' });
export type ApiKeyList = z.infer<typeof apiKeyListShape>;

/** Body of `POST /api/api-keys`. */
export const newApiKeyShape = z
  .strictObject({
    userId: z.uuid(),
    label: nameShape,
    grants: z.array(z.enum(GRANTS)).min(1).max(GRANTS.length).nullable().default(null),
    days: z.int().min(1).max(366).default(90).meta({ description: 'Days after which it ends' }),
  })
  .meta({ id: 'NewApiKey' });
export type NewApiKey = z.infer<typeof newApiKeyShape>;

export const newApiKeyAnswerShape = z
  .object({
    key: z.string().meta({ description: 'Shown this once: only its hash is kept' }),
    apiKey: apiKeyShape,
  })
  .meta({ id: 'NewApiKeyAnswer' });
export type NewApiKeyAnswer = z.infer<typeof newApiKeyAnswerShape>;

/** What happens to identities: kept beside the log, only ever added to. */
export const ACCESS_EVENTS = [
  'SetUpDone',
  'SignedIn',
  'SignInRefused',
  'SignedOut',
  'SteppedUp',
  'SessionRevoked',
  'UserAdded',
  'UserDisabled',
  'UserEnabled',
  'RoleChanged',
  'ScopeChanged',
  'PasswordLinkMade',
  'PasswordChanged',
  'SecondFactorOn',
  'SecondFactorOff',
  'ApiKeyIssued',
  'ApiKeyRevoked',
  'Proposed',
  'ProposalChanged',
  'ProposalApproved',
  'ProposalRejected',
  'ProposalWithdrawn',
] as const;
export type AccessEventType = (typeof ACCESS_EVENTS)[number];

export const accessEventShape = z
  .object({
    id: z.uuid(),
    at: timeShape,
    type: z.enum(ACCESS_EVENTS),
    by: z
      .object({ id: z.uuid(), role: z.string() })
      .nullable()
      .meta({ description: 'Who did it; null: somebody who was not signed in' }),
    about: z.uuid().nullable().meta({ description: 'Whose identity, key or session it was; null: unknown' }),
    details: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'AccessEvent' });
export type AccessEvent = z.infer<typeof accessEventShape>;

export const accessEventPageShape = z
  .object({
    items: z.array(accessEventShape),
    next: z.uuid().nullable().meta({ description: '`after` of the next page' }),
  })
  .meta({ id: 'AccessEventPage' });
export type AccessEventPage = z.infer<typeof accessEventPageShape>;

export const accessEventsQueryShape = z.strictObject({
  after: z.uuid().optional().meta({ description: 'Events before this one: the list is newest first' }),
  type: z.enum(ACCESS_EVENTS).optional(),
  user: z.uuid().optional().meta({ description: 'Who did it, or to whom it was done' }),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type AccessEventsQuery = z.infer<typeof accessEventsQueryShape>;
