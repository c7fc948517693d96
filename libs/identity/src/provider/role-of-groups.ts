import { ROLES, type Role } from '../access/actor.js';

/** Group of the provider to role of the product, in the order in which they are looked at. */
export type RoleMapping = readonly (readonly [group: string, role: string])[];

const isRole = (word: string): word is Role => (ROLES as readonly string[]).includes(word);

/** Words of the mapping that are no role. */
export const unknownRoles = (mapping: RoleMapping): readonly string[] =>
  mapping.map(([, role]) => role).filter((role) => !isRole(role));

/** The role of the first pair whose group is among `groups`. */
export function roleOfGroups(mapping: RoleMapping, groups: readonly string[]): Role | undefined {
  const role = mapping.find(([group]) => groups.includes(group))?.[1];
  return role !== undefined && isRole(role) ? role : undefined;
}
