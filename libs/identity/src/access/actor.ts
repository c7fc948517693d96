import { ACCOUNT_ROLES, type AccountRole, type Grant } from '#contracts';

/** Roles of people and programs that are known by name. */
export const ROLES = ACCOUNT_ROLES;
export type Role = AccountRole;

/** Who asks: somebody with a role, or anybody. */
export interface Actor {
  /** uuid; `public` for anybody. */
  readonly id: string;
  readonly role: Role | 'public';
  /** The rights reach some records only; which ones is asked for when it matters. */
  readonly scoped?: true;
  /** What the key that was shown may be used for. Absent: whatever the role may do. */
  readonly grants?: readonly Grant[];
}

/** A caller who showed nothing. */
export const PUBLIC: Actor = { id: 'public', role: 'public' };

/** An actor as its row in the database tells it. */
export interface ActorRow {
  readonly id: string;
  readonly role: Role;
  readonly scoped: boolean;
  readonly grants?: readonly Grant[] | null;
}

export const actorOf = ({ id, role, scoped, grants }: ActorRow): Actor => ({
  id,
  role,
  ...(scoped ? { scoped } : {}),
  ...(grants == null ? {} : { grants }),
});
