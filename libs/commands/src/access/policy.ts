import type { CommandName } from '#domain';
import type { Actor, Role } from './actor.js';
import { COMMAND_ROLES } from './command-roles.js';

/** Everything that can be asked of the product beside recording. */
export const READ_ACTIONS = [
  'list-records',
  'read-record',
  'read-history',
  'read-next-commands',
  'read-summary',
  'read-milestones',
  'read-quality',
  'watch-changes',
  'read-log',
  'use-own-notifications',
  'import-tables',
  'read-imports',
  'read-deliveries',
  'replay-delivery',
  'unsubscribe-by-link',
  'read-api-description',
  'read-page',
  'read-health',
] as const;
export type ReadAction = (typeof READ_ACTIONS)[number];
export type Action = ReadAction | CommandName;

export type DenialCode = 'UNAUTHENTICATED' | 'FORBIDDEN_ROLE';
export type Verdict = { readonly allow: true } | { readonly allow: false; readonly code: DenialCode };

/** What the action is done to, as far as the rules look at it. */
export interface Resource {
  /** Absent: public. */
  readonly visibility?: 'public' | 'internal';
  /** The actor to whom it belongs alone. */
  readonly ownerId?: string;
}

type Who = 'everyone' | readonly Role[];

const WITH_INBOX: readonly Role[] = ['staff', 'approver', 'stakeholder', 'auditor', 'admin'];

const READ_ROLES: Readonly<Record<ReadAction, Who>> = {
  'list-records': 'everyone',
  'read-record': 'everyone',
  'read-history': 'everyone',
  'read-next-commands': ['staff', 'approver'],
  'read-summary': 'everyone',
  'read-milestones': 'everyone',
  'read-quality': 'everyone',
  'watch-changes': 'everyone',
  'read-log': ['auditor'],
  'use-own-notifications': WITH_INBOX,
  'import-tables': ['staff', 'approver'],
  'read-imports': ['staff', 'approver', 'auditor'],
  'read-deliveries': ['staff', 'operator'],
  'replay-delivery': ['staff', 'operator'],
  'unsubscribe-by-link': 'everyone',
  'read-api-description': 'everyone',
  'read-page': 'everyone',
  'read-health': 'everyone',
};

const SEE_INTERNAL: readonly Role[] = ['staff', 'approver', 'auditor'];

/** Whether `actor` may do `action` to `resource`. What no row allows is denied, also to roles not thought of here. */
export function policy(actor: Actor, action: Action, resource: Resource = {}): Verdict {
  const who: Who | undefined = rolesFor(action);
  if (who === undefined) return denial(actor);
  if (who !== 'everyone' && !includes(who, actor)) return denial(actor);
  if (resource.visibility === 'internal' && !includes(SEE_INTERNAL, actor)) return denial(actor);
  if (resource.ownerId !== undefined && resource.ownerId !== actor.id) return denial(actor);
  return { allow: true };
}

function rolesFor(action: Action): Who | undefined {
  if (Object.hasOwn(READ_ROLES, action)) return READ_ROLES[action as ReadAction];
  return Object.hasOwn(COMMAND_ROLES, action) ? COMMAND_ROLES[action as CommandName] : undefined;
}

const includes = (roles: readonly Role[], actor: Actor): boolean =>
  (roles as readonly string[]).includes(actor.role);

const denial = (actor: Actor): Verdict => ({
  allow: false,
  code: actor.role === 'public' ? 'UNAUTHENTICATED' : 'FORBIDDEN_ROLE',
});
