import type { RecordedEvent } from '#event-store';
import type { AnyRecord } from '#domain';
import type { BatchContext, Projection } from '../runner/projection.js';
import { derive } from './derive.js';
import { recordOfStream } from './fact.js';
import { foldBatch, type Folded } from './fold.js';
import { linksOf, loadAdjacent, loadStates, type Link } from './graph.js';
import { milestoneRow, recordRow, type Audience } from './rows.js';
import { REGISTER_TABLES } from './tables.js';
import { writeRows } from './write.js';

/**
 * The register: one line a record with its headline, behind it the folded state, the promised dates and the links.
 * A line depends on the records it is linked with, so those next to a changed record are derived again.
 */
export const registerProjection: Projection = {
  name: 'register',
  version: 1,
  tables: REGISTER_TABLES,
  apply: async (events, context) => {
    const touched = foldBatch(await loadStates(context, idsOf(events)), events);
    if (touched.size === 0) return;
    const around = await neighbourhood(context, touched);
    const ids = around.affected.filter((id) => around.states.get(id)?.whole.exists === true);
    const lines = ids.flatMap((id) => linesOf(id, around));
    await writeRows(context, {
      ids: around.affected,
      states: [...touched.values()],
      records: lines.map(({ record }) => record),
      milestones: lines.flatMap(({ milestones }) => milestones),
    });
  },
};

const idsOf = (events: readonly RecordedEvent[]): string[] => [
  ...new Set(events.flatMap((event) => recordOfStream(event.stream)?.id ?? [])),
];

interface Neighbourhood {
  readonly states: ReadonlyMap<string, Folded>;
  readonly referrers: readonly Link[];
  /** Touched records and those next to them, in a stable order. */
  readonly affected: readonly string[];
}

/** The touched records, the ones next to them, and what those rest on in turn. */
async function neighbourhood(
  context: BatchContext,
  touched: ReadonlyMap<string, Folded>,
): Promise<Neighbourhood> {
  const states = new Map(touched);
  const targets = (records: Iterable<Folded>) =>
    [...records].flatMap(({ id, whole }) => linksOf(id, whole).map(({ to }) => to));
  const complete = async (ids: readonly string[]) => {
    const missing = [...new Set(ids)].filter((id) => !states.has(id));
    for (const [id, record] of await loadStates(context, missing)) states.set(id, record);
  };
  const direct = await loadAdjacent(context, [...touched.keys()]);
  const next = [...new Set([...targets(touched.values()), ...direct.flatMap(({ from, to }) => [from, to])])];
  await complete(next);
  const affected = [...new Set([...touched.keys(), ...next])].sort();
  const indirect = await loadAdjacent(context, next);
  await complete([
    ...next.flatMap((id) => targets(only(states.get(id)))),
    ...indirect.map(({ from }) => from),
  ]);
  const fresh = [...touched.values()].flatMap(({ id, whole }) => linksOf(id, whole));
  const referrers = [...direct, ...indirect].filter(({ from }) => !touched.has(from));
  return { states, referrers: [...referrers, ...fresh], affected };
}

const only = (record: Folded | undefined): readonly Folded[] => (record === undefined ? [] : [record]);

function linesOf(id: string, around: Neighbourhood) {
  const record = around.states.get(id);
  if (record === undefined) return [];
  const staff = lineOf(record, record.whole, { around, audience: 'staff' });
  const open = lineOf(record, record.public, { around, audience: 'public' });
  const same =
    JSON.stringify({ ...staff.record, audience: '' }) === JSON.stringify({ ...open.record, audience: '' });
  if (same && record.whole === record.public)
    return [lineOf(record, record.whole, { around, audience: 'all' })];
  return record.public.exists ? [staff, open] : [staff];
}

function lineOf(
  record: Folded,
  state: AnyRecord,
  { around, audience }: { around: Neighbourhood; audience: Audience },
) {
  const seen = (other: Folded) => (audience === 'public' ? other.public : other.whole);
  const lookup = (id: string) => {
    const other = around.states.get(id);
    return other === undefined ? undefined : seen(other);
  };
  const coveredBy = around.referrers
    .filter(({ to, relation }) => to === record.id && relation === 'covers')
    .map(({ from }) => from)
    .filter((from) => {
      const other = lookup(from);
      return (
        other !== undefined &&
        linksOf(from, other).some((link) => link.to === record.id && link.relation === 'covers')
      );
    });
  return {
    record: recordRow(record, state, derive(state, lookup, [...new Set(coveredBy)]), audience),
    milestones:
      state.voided || state.mergedInto !== null
        ? []
        : state.milestones.map((milestone) => milestoneRow(record.id, milestone, audience)),
  };
}
