import { idFromName } from '#platform';

const LONGEST_USE = 48;

/**
 * Ids for the parts of a record that one command makes (milestones, claims): the same again when the command is
 * decided again, and different for two parts of one command.
 */
export function localIds(commandId: string): (use: string) => string {
  const given = new Map<string, number>();
  let tail: string | undefined;
  return (use) => {
    tail ??= idFromName('local', commandId).slice(0, 8);
    const count = (given.get(use) ?? 0) + 1;
    given.set(use, count);
    return `${use.slice(0, LONGEST_USE)}-${tail}${count === 1 ? '' : `-${count}`}`;
  };
}
