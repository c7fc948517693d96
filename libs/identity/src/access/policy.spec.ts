import { describe, expect, it } from '@jest/globals';
import { COMMAND_CATALOGUE } from '#domain';
import { PUBLIC, ROLES, type Actor } from './actor.js';
import { isLimited, policy, READ_ACTIONS, type Action, type Resource } from './policy.js';

const ACTORS: readonly Actor[] = [PUBLIC, ...ROLES.map((role) => ({ id: `the ${role}`, role }))];

/** Who of all roles may do it, in the order of ROLES with `public` first. */
const allowed = (action: Action, resource?: Resource): string =>
  ACTORS.filter((actor) => policy(actor, action, resource).allow)
    .map(({ role }) => role)
    .join(' ');

const EVERYONE = 'public staff approver stakeholder auditor admin operator';

describe('policy', () => {
  it.each<[Action, string]>([
    ['list-records', EVERYONE],
    ['read-record', EVERYONE],
    ['read-history', EVERYONE],
    ['read-summary', EVERYONE],
    ['read-milestones', EVERYONE],
    ['read-quality', EVERYONE],
    ['watch-changes', EVERYONE],
    ['unsubscribe-by-link', EVERYONE],
    ['read-api-description', EVERYONE],
    ['read-page', EVERYONE],
    ['read-health', EVERYONE],
    ['read-next-commands', 'staff approver'],
    ['read-log', 'auditor'],
    ['import-tables', 'staff approver'],
    ['read-imports', 'staff approver auditor'],
    ['use-own-notifications', 'staff approver stakeholder auditor admin'],
    ['read-deliveries', 'staff operator'],
    ['replay-delivery', 'staff operator'],
    ['use-session', EVERYONE],
    ['use-own-account', 'staff approver stakeholder auditor admin operator'],
    ['read-users', 'auditor admin'],
    ['manage-users', 'admin'],
    ['read-access-events', 'auditor admin'],
    ['read-proposals', 'staff approver auditor'],
    ['propose', 'staff approver'],
    ['decide-proposal', 'approver'],
  ])('%s is for %s', (action, who) => {
    expect(allowed(action)).toBe(who);
  });

  it.each(COMMAND_CATALOGUE.map(({ name }) => name).filter((name) => name !== 'DisputeFact'))(
    '%s is recorded by staff and approvers alone',
    (name) => {
      expect(allowed(name)).toBe('staff approver');
    },
  );

  it('has its row in this table for every reading action', () => {
    expect(READ_ACTIONS).toHaveLength(26);
  });

  it('lets a stakeholder say that a fact is not so, of records within reach', () => {
    expect(allowed('DisputeFact')).toBe('staff approver stakeholder');
    expect(isLimited({ id: 'x', role: 'stakeholder' }, 'DisputeFact')).toBe(true);
    expect(allowed('DisputeFact', { visibility: 'internal' })).toBe('staff approver');
  });

  it('keeps what is about the whole portfolio, and what is internal elsewhere, from those limited to some', () => {
    const desk: Actor = { id: 'desk', role: 'staff', scoped: true };
    expect(isLimited(desk, 'StartConstruction')).toBe(true);
    expect(policy(desk, 'StartConstruction').allow).toBe(true);
    expect(policy(desk, 'import-tables').allow).toBe(false);
    expect(policy(desk, 'read-deliveries').allow).toBe(false);
    expect(policy(desk, 'read-record', { visibility: 'internal' }).allow).toBe(false);
    expect(policy(desk, 'read-record', { visibility: 'internal', inReach: true }).allow).toBe(true);
  });

  it('lets a key do what it was issued for and what anybody may', () => {
    const exporter: Actor = { id: 'export', role: 'staff', grants: ['read'] };
    expect(policy(exporter, 'read-next-commands').allow).toBe(true);
    expect(policy(exporter, 'list-records').allow).toBe(true);
    expect(policy(exporter, 'StartConstruction')).toEqual({ allow: false, code: 'KEY_LACKS_GRANT' });
    expect(policy(exporter, 'read-users')).toEqual({ allow: false, code: 'FORBIDDEN_ROLE' });
  });

  it('shows what is internal to those who work with it and to the auditor', () => {
    expect(allowed('read-record', { visibility: 'internal' })).toBe('staff approver auditor');
    expect(allowed('read-history', { visibility: 'public' })).toBe(EVERYONE);
  });

  it('keeps one person out of what belongs to another', () => {
    expect(allowed('use-own-notifications', { ownerId: 'the stakeholder' })).toBe('stakeholder');
  });

  it('denies what it has no row for, whoever asks', () => {
    for (const action of ['constructor', 'toString', '__proto__', 'EraseEverything']) {
      expect(allowed(action as Action)).toBe('');
    }
  });

  it('asks a caller without a key to show one, and tells the others that their role does not do', () => {
    expect(policy(PUBLIC, 'read-log')).toEqual({ allow: false, code: 'UNAUTHENTICATED' });
    expect(policy({ id: 'x', role: 'admin' }, 'read-log')).toEqual({ allow: false, code: 'FORBIDDEN_ROLE' });
  });
});
