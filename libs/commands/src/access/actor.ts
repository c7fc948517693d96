/** Roles of people and programs with a key of their own. */
export const ROLES = ['staff', 'approver', 'stakeholder', 'auditor', 'admin', 'operator'] as const;
export type Role = (typeof ROLES)[number];

/** Who asks: somebody with a role, or anybody. */
export interface Actor {
  /** uuid; `public` for anybody. */
  readonly id: string;
  readonly role: Role | 'public';
}

/** A caller who showed no key. */
export const PUBLIC: Actor = { id: 'public', role: 'public' };
