import type { Grant } from '#contracts';
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
  'use-session',
  'use-own-account',
  'read-users',
  'manage-users',
  'read-access-events',
  'read-proposals',
  'propose',
  'decide-proposal',
] as const;
export type ReadAction = (typeof READ_ACTIONS)[number];

export type Action = ReadAction | CommandName;
export type DenialCode = 'UNAUTHENTICATED' | 'FORBIDDEN_ROLE' | 'KEY_LACKS_GRANT';
export type Verdict = { readonly allow: true } | { readonly allow: false; readonly code: DenialCode };

/** What the action is done to, as far as the rules look at it. */
export interface Resource {
  /** Absent: public. */
  readonly visibility?: 'public' | 'internal';
  /** The actor to whom it belongs alone. */
  readonly ownerId?: string;
  /** Whether the actor's rights reach the record, where they are limited. Absent: it is not about one record. */
  readonly inReach?: boolean;
}

type Who = 'everyone' | readonly Role[];
type Row = readonly [Who, Grant | 'free'];

const RECORDERS: readonly Role[] = ['staff', 'approver'];
const WITH_INBOX: readonly Role[] = ['staff', 'approver', 'stakeholder', 'auditor', 'admin'];
const NAMED: readonly Role[] = ['staff', 'approver', 'stakeholder', 'auditor', 'admin', 'operator'];

/** Who may, and which grant a key needs for it; `free` is what needs no key at all. */
const ROWS: Readonly<Record<ReadAction, Row>> = {
  'list-records': ['everyone', 'free'],
  'read-record': ['everyone', 'free'],
  'read-history': ['everyone', 'free'],
  'read-next-commands': [RECORDERS, 'read'],
  'read-summary': ['everyone', 'free'],
  'read-milestones': ['everyone', 'free'],
  'read-quality': ['everyone', 'free'],
  'watch-changes': ['everyone', 'free'],
  'read-log': [['auditor'], 'audit'],
  'use-own-notifications': [WITH_INBOX, 'notifications'],
  'import-tables': [RECORDERS, 'record'],
  'read-imports': [[...RECORDERS, 'auditor'], 'read'],
  'read-deliveries': [['staff', 'operator'], 'operate'],
  'replay-delivery': [['staff', 'operator'], 'operate'],
  'unsubscribe-by-link': ['everyone', 'free'],
  'read-api-description': ['everyone', 'free'],
  'read-page': ['everyone', 'free'],
  'read-health': ['everyone', 'free'],
  'use-session': ['everyone', 'free'],
  'use-own-account': [NAMED, 'administer'],
  'read-users': [['admin', 'auditor'], 'administer'],
  'manage-users': [['admin'], 'administer'],
  'read-access-events': [['admin', 'auditor'], 'audit'],
  'read-proposals': [[...RECORDERS, 'auditor'], 'read'],
  propose: [RECORDERS, 'record'],
  'decide-proposal': [['approver'], 'record'],
};

/** What is about the whole portfolio: not for those whose rights reach some records only. */
const WHOLE: ReadonlySet<Action> = new Set<Action>([
  'import-tables',
  'read-imports',
  'read-deliveries',
  'replay-delivery',
]);

const SEE_INTERNAL: readonly Role[] = ['staff', 'approver', 'auditor'];

/** What a stakeholder may say of a record of theirs: that a fact is not so. */
const OWN_STATEMENT: Action = 'DisputeFact';

/** Whether `actor` may do `action` to `resource`. What no row allows is denied, also to roles not thought of here. */
export function policy(actor: Actor, action: Action, resource: Resource = {}): Verdict {
  const row = rowOf(action);
  if (row === undefined) return denial(actor);
  const [who, grant] = row;
  if (who !== 'everyone' && !includes(who, actor)) return denial(actor);
  if (resource.visibility === 'internal' && !seesInternal(actor, resource)) return denial(actor);
  if (resource.ownerId !== undefined && resource.ownerId !== actor.id) return denial(actor);
  if (actor.scoped === true && WHOLE.has(action)) return denial(actor);
  if (grant !== 'free' && actor.grants?.includes(grant) === false) {
    return { allow: false, code: 'KEY_LACKS_GRANT' };
  }
  return { allow: true };
}

/** Whether the rights of `actor` to `action` reach some records only: a stakeholder's always do. */
export const isLimited = (actor: Actor, action: Action): boolean =>
  actor.scoped === true || (actor.role === 'stakeholder' && action === OWN_STATEMENT);

const seesInternal = (actor: Actor, { inReach }: Resource): boolean =>
  includes(SEE_INTERNAL, actor) && (actor.scoped !== true || inReach === true);

function rowOf(action: Action): Row | undefined {
  if (Object.hasOwn(ROWS, action)) return ROWS[action as ReadAction];
  if (!Object.hasOwn(COMMAND_ROLES, action)) return undefined;
  return [COMMAND_ROLES[action as CommandName], 'record'];
}

const includes = (roles: readonly Role[], actor: Actor): boolean =>
  (roles as readonly string[]).includes(actor.role);

const denial = (actor: Actor): Verdict => ({
  allow: false,
  code: actor.role === 'public' ? 'UNAUTHENTICATED' : 'FORBIDDEN_ROLE',
});
