import { sameValue, type AnyRecord } from '#domain';
import { ALONE, derive } from './derive.js';
import type { Folded, FoldStep, Known } from './fold.js';
import { buildParts, figureColumns, milestoneRow, textColumns, type Audience } from './rows.js';

/** What a record by itself says to an audience; neighbours are looked at when it is asked for. */
export type OwnLine = ReturnType<typeof ownFigures> & ReturnType<typeof ownTexts>;

export const ownLineOf = (id: string, known: Known, audience: Audience): OwnLine => ({
  ...ownFigures(id, known, audience),
  ...ownTexts(id, known, audience),
});

/** What most events change. */
export function ownFigures(id: string, known: Known, audience: Audience) {
  const { state } = known;
  const derived = derive(state, ALONE);
  return {
    ...{ id, audience },
    ...figureColumns(known, derived),
    ...{ latest_day: known.latestDay, voided: state.voided, merged_into: state.mergedInto },
    item: { ribbon: derived.ribbon, ...buildParts(state) },
    promises: state.milestones
      .filter(({ status }) => status === 'Planned')
      .map((milestone) => milestoneRow(id, milestone, audience))
      .map(({ status, planned_to }) => ({ status, planned_to })),
  };
}

/** Names, places and parties: what few events change, and what is long. */
export const ownTexts = (id: string, { state }: Known, audience: Audience) => ({
  ...{ id, audience },
  ...textColumns(state),
});

/** Whether two states say the same by names, places and parties. */
export const hasSameTexts = ({ state: a }: Known, { state: b }: Known): boolean =>
  a.exists === b.exists &&
  a.publicId === b.publicId &&
  a.kind === b.kind &&
  isSame(a.titles, b.titles) &&
  isSame(a.description, b.description) &&
  isSame(a.parties, b.parties) &&
  isSame(a.location, b.location) &&
  isSame(a.classifications, b.classifications);

// A state that was folded anew is made of other objects that say the same.
const isSame = (a: unknown, b: unknown): boolean => a === b || sameValue(a, b);

/** A row of a history, whose end may still be found in the batch that it is of. */
export type Ending<Row> = Row & { to_position: string | null };

/** What was so from one position to another; null: it still is. */
export type Past<Row> = Row & { readonly from_position: string; readonly to_position: string | null };

export const AUDIENCES = ['all', 'public', 'staff'] as const;

/** Rows that a batch adds, and those of before that end with it, each by its key. */
export interface Ranges<Row, Key = RecordKey> {
  readonly added: readonly Past<Row>[];
  readonly ended: readonly (Key & { readonly to_position: string })[];
}

interface RecordKey {
  readonly id: string;
  readonly audience: Audience;
}

interface Kept<Row> {
  readonly rowOf: (id: string, known: Known, audience: Audience) => Row;
  readonly isSame: (was: Known, is: Known) => boolean;
}

/** One row of a record and audience for each event that changed what the row is made of. */
export function rangesOf<Row>(steps: readonly FoldStep[], { rowOf, isSame }: Kept<Row>): Ranges<Row> {
  const added: Ending<Past<Row>>[] = [];
  const ended: Ranges<Row>['ended'][number][] = [];
  const standing = new Map<string, Ending<Past<Row>>>();
  for (const { position, before, after } of steps) {
    const [was, is] = [audiencesOf(before), audiencesOf(after)];
    for (const audience of AUDIENCES) {
      const [old, known] = [was[audience], is[audience]];
      if (old === known || (old !== undefined && known !== undefined && isSame(old, known))) continue;
      const key = `${after.id} ${audience}`;
      const line = standing.get(key);
      if (line !== undefined) line.to_position = String(position);
      else if (exists(old)) ended.push({ id: after.id, audience, to_position: String(position) });
      standing.delete(key);
      if (!exists(known)) continue;
      const from = { from_position: String(position), to_position: null };
      const next: Ending<Past<Row>> = { ...rowOf(after.id, known, audience), ...from };
      standing.set(key, next);
      added.push(next);
    }
  }
  return { added, ended };
}

export const audiencesOf = ({ whole, public: open }: Folded): Readonly<Partial<Record<Audience, Known>>> =>
  open === whole ? { all: whole } : { staff: whole, public: open };

export const exists = (known: Known | undefined): known is Known & { state: AnyRecord & { exists: true } } =>
  known?.state.exists === true;
