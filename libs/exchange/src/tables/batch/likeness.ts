import { hash } from 'node:crypto';
import { duplicateKeys } from '#commands';
import { COMMAND_CATALOGUE } from '#domain';
import type { RowCommand } from '../columns/map-row.js';

type Likeness = Parameters<typeof duplicateKeys>[1] & { readonly notADuplicate?: boolean };

/**
 * Digests of the keys by which the register finds duplicates of what a row would register. None for rows that
 * register nothing, for those that cannot be read, and where somebody said that it is another thing.
 */
export function likenessOf({ name, target, input }: RowCommand): readonly string[] {
  if (target.id !== undefined) return [];
  const parsed = COMMAND_CATALOGUE.find((command) => command.name === name)?.input.safeParse(input);
  if (parsed?.success !== true) return [];
  const { titles, parties, location, notADuplicate } = parsed.data as Partial<Likeness>;
  if (titles === undefined || notADuplicate === true) return [];
  return duplicateKeys(target.aggregate, { titles, parties, location }).map((key) =>
    hash('sha256', key, 'base64').slice(0, 22),
  );
}
