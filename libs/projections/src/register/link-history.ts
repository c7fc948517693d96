import type { AnyRecord } from '#domain';
import type { FoldStep, Known } from './fold.js';
import { AUDIENCES, audiencesOf, exists, type Ending } from './line-history.js';
import { linksOf, LinkSet, MERGED } from './links.js';
import { linkRow } from './rows.js';

type LinkRow = ReturnType<typeof linkRow>;

export interface PastLink extends LinkRow {
  readonly from_position: string;
  readonly to_position: string | null;
}

/** Links that a batch states, and those of before that it ends. */
export interface LinkHistory {
  readonly added: readonly PastLink[];
  readonly ended: readonly (Pick<LinkRow, 'from_id' | 'to_id' | 'relation' | 'audience'> & {
    readonly to_position: string;
  })[];
}

/** A line for each link from the event that stated it to the one that ended it or changed its part of the sum. */
export function linkHistoryOf(steps: readonly FoldStep[]): LinkHistory {
  const added: Ending<PastLink>[] = [];
  const ended: LinkHistory['ended'][number][] = [];
  const standing = new Map<string, Ending<PastLink>>();
  for (const { position, before, after } of steps) {
    const [was, is] = [audiencesOf(before), audiencesOf(after)];
    const at = String(position);
    for (const audience of AUDIENCES) {
      if (statesTheSame(was[audience], is[audience])) continue;
      const old = rowsOf(after.id, was[audience]).map((row) => ({ ...row, audience }));
      const next = rowsOf(after.id, is[audience]).map((row) => ({ ...row, audience }));
      const kept = new Set(next.map(textOf));
      for (const row of old) {
        if (kept.has(textOf(row))) continue;
        const line = standing.get(textOf(row));
        standing.delete(textOf(row));
        if (line !== undefined) line.to_position = at;
        else ended.push({ ...endsOf(row), to_position: at });
      }
      const known = new Set(old.map(textOf));
      for (const row of next) {
        if (known.has(textOf(row))) continue;
        const line = { ...row, from_position: at, to_position: null };
        standing.set(textOf(row), line);
        added.push(line);
      }
    }
  }
  return { added, ended };
}

/** The links that a state tells, merges apart. */
export function rowsOf(id: string, known: Known | undefined): readonly LinkRow[] {
  if (!exists(known)) return [];
  const links = new LinkSet();
  for (const link of linksOf(id, known.state)) if (link.relation !== MERGED) links.add(link);
  return links.all().map((link) => linkRow(link, 'all'));
}

const endsOf = ({ from_id, to_id, relation, audience }: LinkRow) => ({ from_id, to_id, relation, audience });
const textOf = (row: LinkRow): string => JSON.stringify(row);

/** Whether two states tell of the same links, without looking at each. */
function statesTheSame(was: Known | undefined, is: Known | undefined): boolean {
  if (was === is) return true;
  if (was === undefined || is === undefined || was.state.exists !== is.state.exists) return false;
  return tellingParts(was.state).every((part, index) => part === tellingParts(is.state)[index]);
}

function tellingParts(state: AnyRecord): readonly unknown[] {
  switch (state.aggregate) {
    case 'agreement':
      return [state.links, state.relations];
    case 'project':
      return [];
    case 'collection':
      return [state.members];
  }
}
