import type { AnyRecord } from '#domain';
import { ALONE, derive } from './derive.js';
import type { Folded, FoldStep, Known } from './fold.js';
import { milestoneRow, recordRow, type Audience } from './rows.js';

/** What a record by itself says to an audience; neighbours are looked at when it is asked for. */
export interface OwnLine extends Omit<ReturnType<typeof recordRow>, 'item'> {
  readonly latest_day: string | null;
  readonly voided: boolean;
  readonly merged_into: string | null;
  /** The parts of a list's item that figures are counted by. */
  readonly item: Readonly<Record<'ribbon' | 'deliveryMode' | 'capacities', unknown>>;
  /** Days that promises stand for. */
  readonly promises: readonly { readonly status: string; readonly planned_to: string | null }[];
}

/** A row of a history, whose end may still be found in the batch that it is of. */
export type Ending<Row> = Row & { to_position: string | null };

export interface PastLine extends OwnLine {
  readonly from_position: string;
  readonly to_position: string | null;
}

export const AUDIENCES = ['all', 'public', 'staff'] as const;

/** Lines that a batch adds, and those of before that end with it. */
export interface LineHistory {
  readonly added: readonly PastLine[];
  readonly ended: readonly {
    readonly id: string;
    readonly audience: Audience;
    readonly to_position: string;
  }[];
}

export function ownLineOf(id: string, known: Known, audience: Audience): OwnLine {
  const { state } = known;
  const { item, ...row } = recordRow(id, known, { ...derive(state, ALONE), audience });
  return {
    ...row,
    ...{ latest_day: known.latestDay, voided: state.voided, merged_into: state.mergedInto },
    item: { ribbon: item.ribbon, deliveryMode: item.deliveryMode, capacities: item.capacities },
    promises: state.milestones
      .filter(({ status }) => status === 'Planned')
      .map((milestone) => milestoneRow(id, milestone, audience))
      .map(({ status, planned_to }) => ({ status, planned_to })),
  };
}

/** One line for each event that changed what an audience knows. */
export function lineHistoryOf(steps: readonly FoldStep[]): LineHistory {
  const added: Ending<PastLine>[] = [];
  const ended: LineHistory['ended'][number][] = [];
  const standing = new Map<string, Ending<PastLine>>();
  for (const { position, before, after } of steps) {
    const [was, is] = [audiencesOf(before), audiencesOf(after)];
    for (const audience of AUDIENCES) {
      if (was[audience] === is[audience]) continue;
      const key = `${after.id} ${audience}`;
      const line = standing.get(key);
      if (line !== undefined) line.to_position = String(position);
      else if (exists(was[audience])) ended.push({ id: after.id, audience, to_position: String(position) });
      standing.delete(key);
      const known = is[audience];
      if (!exists(known)) continue;
      const next = {
        ...ownLineOf(after.id, known, audience),
        ...{ from_position: String(position), to_position: null },
      };
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
