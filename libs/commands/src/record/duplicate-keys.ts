import {
  comparable,
  partyKey,
  type Aggregate,
  type LocalizedText,
  type Location,
  type Participation,
} from '#domain';

const PREFIX = 'likeness';

interface Likeness {
  readonly titles: LocalizedText;
  readonly parties?: readonly Participation[] | undefined;
  readonly location?: Location | undefined;
}

/**
 * Keys that no two records of one kind share unless a person says that they are two: the same title, in any of its
 * languages, with a region or a party in common, or with neither region nor party to tell them apart.
 */
export function duplicateKeys(aggregate: Aggregate, { titles, parties = [], location }: Likeness): string[] {
  const regions =
    location === undefined ? [] : location.regions.length > 0 ? location.regions : [location.country];
  const marks = [
    ...regions.map((region) => `in ${region}`),
    ...parties.map(({ party }) => `with ${partyKey(party)}`),
  ];
  const keys = Object.values(titles)
    .filter((title) => title !== undefined)
    .flatMap((title) =>
      (marks.length > 0 ? marks : ['alone']).map(
        (mark) => `${PREFIX}|${aggregate}|${comparable(title)}|${mark}`,
      ),
    );
  return [...new Set(keys)];
}

export const isDuplicateKey = (key: string): boolean => key.startsWith(`${PREFIX}|`);
