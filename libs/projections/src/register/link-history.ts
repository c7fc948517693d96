import type { AnyRecord } from '#domain';
import type { FoldStep, Known } from './fold.js';
import { AUDIENCES, audiencesOf, exists, type Ending, type Past, type Ranges } from './line-history.js';
import { linksOf, LinkSet, MERGED } from './links.js';
import { linkRow, type Audience } from './rows.js';

type LinkRow = ReturnType<typeof linkRow>;

type LinkKey = Pick<LinkRow, 'from_id' | 'to_id' | 'relation' | 'audience'>;

/** A line for each link from the event that stated it to the one that ended it or changed its part of the sum. */
export function linkHistoryOf(steps: readonly FoldStep[]): Ranges<LinkRow, LinkKey> {
  const added: Ending<Past<LinkRow>>[] = [];
  const ended: (LinkKey & { readonly to_position: string })[] = [];
  const standing = new Map<string, Ending<Past<LinkRow>>>();
  for (const { position, before, after } of steps) {
    const [was, is] = [audiencesOf(before), audiencesOf(after)];
    const at = String(position);
    for (const audience of AUDIENCES) {
      if (statesTheSame(was[audience], is[audience])) continue;
      const old = byText(rowsOf(after.id, was[audience], audience));
      const next = byText(rowsOf(after.id, is[audience], audience));
      for (const [text, row] of old) {
        if (next.has(text)) continue;
        const line = standing.get(text);
        standing.delete(text);
        if (line !== undefined) line.to_position = at;
        else ended.push({ ...keyOf(row), to_position: at });
      }
      for (const [text, row] of next) {
        if (old.has(text)) continue;
        const line = { ...row, from_position: at, to_position: null };
        standing.set(text, line);
        added.push(line);
      }
    }
  }
  return { added, ended };
}

/** The links that a state tells, merges apart. */
export function rowsOf(id: string, known: Known | undefined, audience: Audience): readonly LinkRow[] {
  if (!exists(known)) return [];
  const links = new LinkSet();
  for (const link of linksOf(id, known.state)) if (link.relation !== MERGED) links.add(link);
  return links.all().map((link) => linkRow(link, audience));
}

const keyOf = ({ from_id, to_id, relation, audience }: LinkRow): LinkKey => ({
  ...{ from_id, to_id, relation, audience },
});

const byText = (rows: readonly LinkRow[]) => new Map(rows.map((row) => [JSON.stringify(row), row]));

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
