import { z } from 'zod';

const timeShape = z.iso.datetime();

export const ACCOUNT_ROLES = ['staff', 'approver', 'stakeholder', 'auditor', 'admin', 'operator'] as const;
export type AccountRole = (typeof ACCOUNT_ROLES)[number];
export const accountRoleShape = z.enum(ACCOUNT_ROLES);

export const emailShape = z
  .string()
  .max(254)
  .regex(/^[^\s@<>(),;:"]+@[^\s@<>(),;:"]+$/, { error: 'is not an e-mail address' })
  .meta({ example: 'desk@example.org' });

/** Given by a person who signs in: anything, since only a comparison is made of it. */
const givenPassword = z.string().min(1).max(128);

/** A password as it is chosen: long rather than complicated. */
export const newPasswordShape = z
  .string()
  .min(8, { error: 'has fewer than 8 characters: 15 or more are better' })
  .max(128)
  .meta({ description: '8 to 128 characters, and not one of the common ones; no rules of composition' });

const codeShape = z
  .string()
  .regex(/^[0-9]{6}$/, { error: 'is the six digits that the authenticator shows' })
  .meta({ example: '123456' });

/** Body of `POST /api/session`. */
export const signInRequestShape = z
  .strictObject({ email: emailShape, password: givenPassword, code: codeShape.optional() })
  .meta({ id: 'SignInRequest' });
export type SignInRequest = z.infer<typeof signInRequestShape>;

/** Body of `POST /api/session/step-up`. */
export const stepUpRequestShape = z
  .strictObject({ password: givenPassword, code: codeShape.optional() })
  .meta({ id: 'StepUpRequest' });
export type StepUpRequest = z.infer<typeof stepUpRequestShape>;

/** Query of `GET /api/session/openid`. */
export const openIdQueryShape = z.strictObject({
  returnTo: z
    .string()
    .max(1_500)
    .optional()
    .meta({ description: 'Path of the page to go on at; anything else is taken as /', example: '/projects' }),
  stepUp: z
    .enum(['true', 'false'])
    .optional()
    .meta({ description: 'true: prove again who you are, for the session there is' }),
});
export type OpenIdQuery = z.infer<typeof openIdQueryShape>;

/** A record that somebody's rights are limited to; a collection stands for its members too. */
export const scopeEntryShape = z
  .strictObject({ kind: z.enum(['agreement', 'project', 'collection']), id: z.uuid() })
  .meta({ id: 'ScopeEntry' });
export type ScopeEntry = z.infer<typeof scopeEntryShape>;

export const scopeShape = z
  .array(scopeEntryShape)
  .max(200)
  .nullable()
  .meta({ description: 'Records that the rights are limited to; null: all (of a stakeholder: none)' });

export type Scope = z.infer<typeof scopeShape>;

/** Answer of `GET /api/session`: who is signed in, and how one signs in. */
export const sessionShape = z
  .object({
    user: z
      .object({
        id: z.uuid(),
        name: z.string(),
        email: z.string().nullable(),
        role: accountRoleShape,
        scope: scopeShape,
      })
      .nullable()
      .meta({ description: 'null: nobody is signed in' }),
    csrfToken: z
      .string()
      .nullable()
      .meta({ description: 'Value of the header X-CSRF-Token of every request that changes something' }),
    expiresAt: timeShape.nullable().meta({ description: 'When the session ends at the latest' }),
    idleSeconds: z.int().nullable().meta({ description: 'Seconds without a request after which it ends' }),
    steppedUpUntil: timeShape
      .nullable()
      .meta({ description: 'Until when sensitive acts need no new proof of who you are' }),
    secondFactor: z
      .enum(['on', 'off', 'required'])
      .nullable()
      .meta({ description: 'required: it must be set up before anything else can be done' }),
    hasPassword: z.boolean().meta({ description: 'false: signed in through the identity provider' }),
    signInBy: z.object({
      password: z.boolean(),
      openId: z.string().nullable().meta({ description: 'Name of the identity provider, if there is one' }),
    }),
    setUpNeeded: z.boolean().meta({ description: 'There is no administrator yet: /setup makes one' }),
  })
  .meta({ id: 'Session' });
export type Session = z.infer<typeof sessionShape>;

export const sessionListShape = z
  .object({
    items: z.array(
      z
        .object({
          id: z.uuid(),
          startedAt: timeShape,
          lastSeenAt: timeShape,
          expiresAt: timeShape,
          browser: z.string().meta({ description: 'What the browser calls itself, cut to 200 characters' }),
          address: z.string(),
          current: z.boolean(),
        })
        .meta({ id: 'SessionEntry' }),
    ),
  })
  .meta({ id: 'SessionList' });
export type SessionList = z.infer<typeof sessionListShape>;

/** Body of `POST /api/setup`. */
export const setUpRequestShape = z
  .strictObject({
    token: z.string().min(1).max(200),
    name: z.string().min(1).max(200),
    email: emailShape,
    password: newPasswordShape,
  })
  .meta({ id: 'SetUpRequest' });
export type SetUpRequest = z.infer<typeof setUpRequestShape>;

/** Body of `POST /api/password-reset`: the token of a link that an administrator started. */
export const passwordResetShape = z
  .strictObject({ token: z.string().min(1).max(200), password: newPasswordShape })
  .meta({ id: 'PasswordReset' });
export type PasswordReset = z.infer<typeof passwordResetShape>;

/** Body of `PUT /api/me/password`. */
export const passwordChangeShape = z
  .strictObject({ current: givenPassword, password: newPasswordShape })
  .meta({ id: 'PasswordChange' });
export type PasswordChange = z.infer<typeof passwordChangeShape>;

/** Answer of `POST /api/me/second-factor`: to be shown once, and confirmed with a code. */
export const secondFactorSecretShape = z
  .object({
    secret: z.string().meta({ description: 'Base32, for typing into an authenticator' }),
    address: z.string().meta({ description: 'otpauth: address, for a QR code' }),
  })
  .meta({ id: 'SecondFactorSecret' });
export type SecondFactorSecret = z.infer<typeof secondFactorSecretShape>;

/** Body of `PUT /api/me/second-factor`. */
export const secondFactorCodeShape = z.strictObject({ code: codeShape }).meta({ id: 'SecondFactorCode' });
export type SecondFactorCode = z.infer<typeof secondFactorCodeShape>;
